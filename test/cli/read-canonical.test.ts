import { readCanonical } from '../../src/cli/read-canonical.js';
import type { Channel } from '../../src/ports/channel.js';

const channel = {
  key: 'shop',
  resources: { shipments: { type: 'shipment', write: {} }, orders: { type: 'order' } },
} as unknown as Channel;

test('a file is read as a record of the type that the resource has', () => {
  const text = '\uFEFF{"id":"S1","orderId":"7","lines":[{"id":"1","quantity":"2"}]}';
  expect(readCanonical(channel, 'shipments', text)).toMatchObject({ id: 'S1', lines: [{ quantity: '2' }] });
});

test.each<[string, string, string, string, RegExp]>([
  ['a resource that is not written', 'orders', '{}', 'write_unsupported', /it writes shipments/],
  ['a resource that is not there', 'constructor', '{}', 'write_unsupported', /writes no constructor/],
  ['what is no JSON', 'shipments', '{', 'json_invalid', /./],
  ['a value that does not fit, by its path', 'shipments', '{"id":"S1","lines":{}}', 'record_invalid', /\n\/lines: /],
  [
    'a field that is misspelt, by its path',
    'shipments',
    '{"id":"S1","trackz":[]}',
    'record_invalid',
    /\n\/trackz: is not a field/,
  ],
])('it refuses %s', (_what, resource, text, code, message) => {
  expect(() => readCanonical(channel, resource, text)).toThrow(
    expect.objectContaining({ code, message: expect.stringMatching(message) }),
  );
});
