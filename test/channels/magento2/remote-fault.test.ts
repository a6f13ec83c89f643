import { readRemoteFault } from '../../../src/channels/magento2/remote-fault.js';

const read = (body: unknown, secrets = {}) =>
  readRemoteFault(typeof body === 'string' ? body : JSON.stringify(body), secrets).message;

describe('what the shop says when it refuses', () => {
  test.each<[string, unknown, string]>([
    ['Maximum SearchCriteria pageSize is %max', { max: 300 }, 'Maximum SearchCriteria pageSize is 300'],
    ['No such entity with %fieldName = %fieldValue', { fieldName: 'id', fieldValue: 7 }, 'No such entity with id = 7'],
    ['The "%1" status is not part of %2.', ['new', 'x'], 'The "new" status is not part of x.'],
    [
      'authorized to access %resources.',
      { resources: 'Magento_Sales::ship' },
      'authorized to access Magento_Sales::ship.',
    ],
    ['100% wool, %unknown and %3', ['a'], '100% wool, %unknown and %3'],
    ['%constructor %toString', {}, '%constructor %toString'],
    ['%a', { a: { b: 1 } }, '%a'],
    ['%a', { a: '%b', b: 'never' }, '%b'],
    ['two\nlines\u0007', null, 'two lines'],
  ])('%j with %j is filled in', (message, parameters, expected) => {
    expect(read({ message, parameters })).toBe(expected);
  });

  test.each(['<html>502</html>', '', 'null', '[]', '{"message":7}', '{"messages":{"error":[]}}', '{"message":""}'])(
    '%s says nothing',
    (text) => {
      expect(read(text)).toBeNull();
    },
  );

  test('never holds a secret', () => {
    const message = 'The token %1 is wrong';
    expect(read({ message, parameters: ['at_secret_token'] }, { accessToken: 'at_secret_token' })).toBe(
      'The token … is wrong',
    );
  });
});
