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
  });

  test('comes from a deep answer without harm', () => {
    expect(remoteMessage('['.repeat(50_000) + ']'.repeat(50_000), {})).toBeNull();
  });
});
