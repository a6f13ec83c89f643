import { privacyRequest } from '../../../src/model/privacy-request.js';
import { recordKey } from '../../../src/model/record-key.js';
import { belongsTo, toWhom } from '../../../src/orchestration/privacy/belongs-to.js';
import { readLines } from '../../../src/orchestration/queued-line.js';
import { profile, shop } from './private-world.js';

const UNTIL = '2026-11-20T12:00:00.000Z';
const key = recordKey('shop-a', 'order', 'A');
const request = (changes: object = {}) =>
  privacyRequest.parse({
    id: 'r1',
    profileId: 'shop-a',
    kind: 'erase-person',
    requestedAt: '2026-11-20T11:45:00.000Z',
    from: 'command',
    subject: { customerIds: ['42'], emails: ['zoe@example.com'], orderIds: ['77'] },
    members: [{ kind: 'order', key, partition: key, number: 'N-1/"2"' }],
    ...changes,
  });

function lineOf(changes: object) {
  const envelope = {
    schema: 1,
    eventId: 'e1',
    receipt: '01A',
    profileId: 'shop-a',
    type: 'order',
    format: 'canonical',
    origin: 'ingest',
    receivedAt: '2026-11-20T10:00:00.000Z',
    raw: '{"id":"1"}',
    ...changes,
  };
  return JSON.stringify(envelope);
}

const raw = (value: object) => ({ raw: JSON.stringify(value) });
const isTheirs = (text: string, asked = request()) => {
  const [line] = readLines(text);
  if (line === undefined) throw new Error('no line');
  return belongsTo(toWhom(asked, UNTIL, profile, shop), line) !== null;
};

test.each<[string, object, boolean]>([
  ['an order that names the id', raw({ id: '1', customer: { id: '42' } }), true],
  ['an order that names the address in another case', raw({ id: '1', customer: { email: ' ZOE@Example.com' } }), true],
  ['an order of another customer', raw({ id: '1', customer: { id: '142', email: 'x-zoe@example.com' } }), false],
  ['an order of nobody', raw({ id: '1', customer: null }), false],
  ['a partial order that is known to be theirs', { ...raw({ id: 'A', status: 'x' }), recordId: 'A' }, true],
  ['an order that was asked for by itself', { ...raw({ id: '77', status: 'x' }), recordId: '77' }, true],
  ['an account with the address', { type: 'customer', ...raw({ id: '9', email: 'zoe@example.com' }) }, true],
  ['the account of the id', { type: 'customer', recordId: '42', ...raw({ id: '42' }) }, true],
  ['the guest of the address', { type: 'customer', recordId: 'guest:zoe@example.com', ...raw({ id: 'x' }) }, true],
  ['an invoice of their order', { type: 'invoice', ...raw({ id: '5', orderId: 'A' }) }, true],
  ['an invoice of another order', { type: 'invoice', ...raw({ id: '5', orderId: 'B' }) }, false],
  ['a product that quotes them', { type: 'product', ...raw({ id: 'P', name: 'zoe@example.com' }) }, false],
  ['the same in another profile', { profileId: 'shop-b', ...raw({ id: '1', customer: { id: '42' } }) }, false],
  [
    'what came in later',
    { receivedAt: '2026-11-20T12:00:00.001Z', ...raw({ id: '1', customer: { id: '42' } }) },
    false,
  ],
  ['news of a parcel of theirs', { type: 'shipment', format: 'tracking', ...raw({ orderNumber: 'N-1/"2"' }) }, true],
  ['news of another parcel', { type: 'shipment', format: 'tracking', ...raw({ orderNumber: 'N-1' }) }, false],
  ['an edit of their order', { format: 'local-edit', recordId: 'A', ...raw({ operations: [] }) }, true],
  ['an edit of another order', { format: 'local-edit', recordId: 'B', ...raw({ note: 'zoe@example.com' }) }, false],
  ['a payload of the channel', { format: 'shop', ...raw({ body: { id: '1', customer: { id: '42' } } }) }, true],
])('%s', (_what, changes, expected) => {
  expect(isTheirs(lineOf(changes))).toBe(expected);
});

describe('what cannot be mapped is searched', () => {
  test.each<[string, boolean]>([
    ['{"id":1,"customer":{"id":42,', true],
    ['{"customer_id": "42"', true],
    ['{"customerId":42}', true],
    ['gid://shopify/Customer/42"', true],
    ['{"order_id":77', true],
    ['to Zoe@EXAMPLE.com', true],
    ['{"quantity":42}', false],
    ['{"customer":{"id":142}}', false],
    ['{"customer":{"id":421}}', false],
    ['{"customer":{"id":"42-1"}}', false],
    ['{"id":77}', false],
  ])('%s', (text, expected) => {
    expect(isTheirs(lineOf({ raw: text, format: 'shop' }))).toBe(expected);
    expect(isTheirs(`{"profileId":"shop-a","raw":${text}`)).toBe(expected);
    expect(isTheirs(`{"profileId":"shop-b","raw":${text}`)).toBe(false);
  });

  test('ids and addresses of strange characters are opaque, and long texts cost no time', () => {
    const strange = ['.*', '(a+)+$', '[', '\\', '42'];
    const asked = request({ subject: { customerIds: strange, emails: ['.*@x'], orderIds: strange } });
    const long = `{${'customer_id:'.repeat(50_000)}${'customer'.padEnd(200_000, '_')}`;
    const started = process.cpuUsage().user;
    expect(isTheirs(lineOf({ raw: long }), asked)).toBe(false);
    expect(process.cpuUsage().user - started).toBeLessThan(2_000_000);
    expect(isTheirs(lineOf({ raw: '{"customer":{"id":".*"' }), asked)).toBe(true);
  });
});

test.each([
  ['every record of the profile', lineOf({ raw: '{broken' }), true],
  ['but no product', lineOf({ type: 'product' }), false],
  ['nor another profile', lineOf({ profileId: 'shop-b' }), false],
  ['a line that is no envelope but names the profile', '{"profileId":"shop-a"', true],
  ['but none that names nobody', 'zoe@example.com', false],
])('everybody of a shop is %s', (_what, text, expected) => {
  expect(isTheirs(text, request({ kind: 'erase-shop' }))).toBe(expected);
});
