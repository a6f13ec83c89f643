import { remoteMessage } from '../../../src/channels/kit/remote-message.js';

describe('what a JSON error answer says', () => {
  test.each([
    ['{"message":"The signature is invalid."}', 'The signature is invalid.'],
    ['{"messages":{"error":[{"code":500,"message":"Fatal"}]}}', 'Fatal'],
    ['{"errors":"Not found"}', 'Not found'],
    ['{"errors":[{"status":"403","detail":"Missing privilege"}]}', 'Missing privilege'],
    ['{"error":"invalid_client","error_description":"Unknown client"}', 'Unknown client'],
    ['{"message":"two\\r\\nlines\\u001b[31m and\\u2028more"}', 'two lines [31m and more'],
    ['{"message":"   "}', null],
    ['{"code":1}', null],
    ['[]', null],
    ['null', null],
    ['<html><h1>503</h1></html>', null],
    ['', null],
  ])('%s', (text, expected) => {
    expect(remoteMessage(text, {})).toBe(expected);
  });

  test.each<[string, unknown, string]>([
    ['Maximum pageSize is %max', { max: 300 }, 'Maximum pageSize is 300'],
    ['No such entity with %fieldName = %fieldValue', { fieldName: 'id', fieldValue: 7 }, 'No such entity with id = 7'],
    ['The "%1" status is not part of %2.', ['new', 'x'], 'The "new" status is not part of x.'],
    ['100% wool, %unknown and %3', ['a'], '100% wool, %unknown and %3'],
    ['%constructor %toString', {}, '%constructor %toString'],
    ['%a', { a: { b: 1 } }, '%a'],
    ['%a', { a: '%b', b: 'never' }, '%b'],
    ['%a', null, '%a'],
  ])('%j has its placeholders filled from %j', (message, parameters, expected) => {
    expect(remoteMessage(JSON.stringify({ message, parameters }), {})).toBe(expected);
    expect(remoteMessage(JSON.stringify({ errors: [{ message, parameters }], parameters: ['other'] }), {})).toBe(
      expected,
    );
  });

  test('is cut to 200 characters and stays well-formed', () => {
    const said = remoteMessage(JSON.stringify({ message: `${'x'.repeat(199)}😀tail` }), {});
    expect(said).toHaveLength(200);
    expect(said?.isWellFormed()).toBe(true);
  });

  test('never repeats what the headers of the request held', () => {
    const headers = {
      accept: 'application/json',
      authorization: 'OAuth oauth_token="tok-12345678",oauth_signature="sig%2Fabcdefg"',
    };
    const text = '{"message":"tok-12345678 and sig%2Fabcdefg: oauth_token of application/json"}';
    expect(remoteMessage(text, headers)).toBe('… and …: oauth_token of application/json');
    expect(remoteMessage('{"message":"Bad %1","parameters":["tok-12345678"]}', headers)).toBe('Bad …');
  });

  test('comes from a deep answer without harm', () => {
    expect(remoteMessage('['.repeat(50_000) + ']'.repeat(50_000), {})).toBeNull();
  });
});
