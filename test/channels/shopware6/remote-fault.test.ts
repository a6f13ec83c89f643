import { readRemoteFault, secondsToWait } from '../../../src/channels/shopware6/remote-fault.js';

const errors = (...list: object[]) => JSON.stringify({ errors: list });

describe('what Shopware says when it refuses', () => {
  test('is read out of the JSON in its detail', () => {
    const detail = JSON.stringify({
      message: 'Missing privilege',
      missingPrivileges: ['order:read', 'order_customer:read'],
    });
    expect(readRemoteFault(errors({ code: 'FRAMEWORK__MISSING_PRIVILEGE_ERROR', status: '403', detail }), {})).toEqual({
      code: 'FRAMEWORK__MISSING_PRIVILEGE_ERROR',
      message: 'missing privileges: order:read, order_customer:read',
      privileges: ['order:read', 'order_customer:read'],
    });
  });

  test.each([
    ['a detail', errors({ code: 'A', title: 'Bad Request', detail: 'No such field' }), 'No such field'],
    [
      'a title where the detail is null',
      errors({ code: '4', title: 'Client authentication failed', detail: null }),
      'Client authentication failed',
    ],
    ['a message in JSON', errors({ code: 'A', detail: '{"message":"Nope"}' }), 'Nope'],
    ['what looks like JSON and is none', errors({ code: 'A', detail: '{nope' }), '{nope'],
    ['several errors', errors({ detail: 'one' }, { detail: 'two' }), 'one; two'],
    ['a page of HTML', '<html>503</html>', null],
    ['nothing', '', null],
    ['an error that is none', errors(), null],
  ])('is %s', (_, text, message) => {
    expect(readRemoteFault(text, {}).message).toBe(message);
  });

  test('holds the seconds to wait', () => {
    const meta = { parameters: { seconds: 7 } };
    expect(secondsToWait({ text: errors({ code: 'FRAMEWORK__RATE_LIMIT_EXCEEDED', meta }) })).toBe(7);
    const silent = [errors({ meta: { parameters: [] } }), errors({ meta: 7 }), errors(), '<html>503</html>'];
    expect(silent.map((text) => secondsToWait({ text }))).toEqual([null, null, null, null]);
  });

  test('never holds a secret', () => {
    const { message } = readRemoteFault(errors({ detail: 'client SWIASECRET123 unknown' }), {
      clientId: 'SWIASECRET123',
    });
    expect(message).toBe('client … unknown');
  });

  test('takes no privilege for one that could be anything', () => {
    const detail = JSON.stringify({ missingPrivileges: ['order:read', 'x <script>', 7] });
    expect(readRemoteFault(errors({ detail }), {}).privileges).toEqual(['order:read']);
  });
});
