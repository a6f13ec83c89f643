import { createHmac } from 'node:crypto';
import { http } from '../../../src/channels/http/index.js';
import { NOW, settingsOf, thrownBy } from './http-context.js';

const settings = settingsOf({ webhooks: true, resources: { orders: { path: 'orders', one: 'orders/{id}' } } });
const seconds = String(NOW.getTime() / 1_000);
const secret = 'push-secret';

function signed(body: string, { at = seconds, key = secret }: { at?: string; key?: string } = {}) {
  const v1 = createHmac('sha256', key).update(`${at}.${body}`).digest('hex');
  return { body, signature: `t=${at},v1=${v1}` };
}

function read(
  { body, signature }: { body: string; signature: string },
  changes = settings,
  method: 'GET' | 'POST' = 'POST',
) {
  const delivery = { method, headers: { 'x-pos-signature': signature }, query: {}, body: Buffer.from(body) };
  return http.webhooks?.read(delivery, { settings: changes, secrets: { webhookSecret: secret }, now: () => NOW });
}

test.each<[string, unknown, string[]]>([
  ['one order', { OrderID: 7 }, ['7']],
  ['an object with orders', { orders: [{ OrderID: 'A' }, { OrderID: 'B', OrderItems: [] }] }, ['A', 'B']],
  ['a list', [{ OrderID: 'A', OrderStatus: 104 }], ['A']],
])('a push of %s names the orders to read again', (_, body, ids) => {
  const reading = read(signed(JSON.stringify(body)));
  expect(reading).toMatchObject({ hints: ids.map((recordId) => ({ resource: 'orders', recordId })), tracking: [] });
});

test('a push is the same delivery only when it was signed at the same time', () => {
  const [one, same, later] = [{}, {}, { at: String(Number(seconds) + 1) }].map((how) =>
    read(signed('{"OrderID":7}', how)),
  );
  expect(one?.deliveryId).toBe(same?.deliveryId);
  expect(one?.deliveryId).not.toBe(later?.deliveryId);
});

test.each<[string, () => unknown, string]>([
  ['is not signed', () => read({ body: '{"OrderID":7}', signature: '' }), 'webhook_unauthenticated'],
  ['is signed with another secret', () => read(signed('{"OrderID":7}', { key: 'other' })), 'webhook_unauthenticated'],
  ['was signed long ago', () => read(signed('{"OrderID":7}', { at: '1700000000' })), 'webhook_unauthenticated'],
  [
    'was changed on its way',
    () => read({ ...signed('{"OrderID":7}'), body: '{"OrderID":8}' }),
    'webhook_unauthenticated',
  ],
  ['is no POST', () => read(signed(''), settings, 'GET'), 'webhook_unauthenticated'],
  ['comes to a profile that takes none', () => read(signed('{"OrderID":7}'), settingsOf()), 'webhook_unauthenticated'],
  ['is no JSON', () => read(signed('OrderID=7')), 'webhook_invalid'],
  ['holds an order without an id', () => read(signed('[{"OrderID":7},{}]')), 'webhook_invalid'],
  ['holds no orders', () => read(signed('7')), 'webhook_invalid'],
  ['holds too many', () => read(signed(JSON.stringify(Array(501).fill({ OrderID: 1 })))), 'webhook_invalid'],
])('a push that %s is refused', (_, action, code) => {
  expect(thrownBy(action)).toMatchObject({ code });
});
