import type { Json, JsonObject } from '../../../src/diff/json.js';
import type { EmbeddedRecord } from '../../../src/ports/channel.js';
import { sampleOrder } from './sample-order.js';
import { mapComplete, resourceOf, settingsOf } from './shop-context.js';

const embeddedIn = (raw: Json): EmbeddedRecord[] =>
  resourceOf('orders').embedded?.(raw, settingsOf('https://m.test')) ?? [];

const guestOrder = (changes: JsonObject = {}): JsonObject =>
  sampleOrder({
    customer_id: null,
    customer_is_guest: 1,
    customer_email: ' Jane@Example.COM ',
    billing_address: { firstname: 'Jane', lastname: 'Doe', telephone: '123', email: 'jane@example.com' },
    ...changes,
  });

describe('documents inside an order', () => {
  const inside = (extension_attributes: Json) => embeddedIn(sampleOrder({ extension_attributes }));

  test('are records of their own, with what the order says for them', () => {
    const found = inside({
      invoices: [{ entity_id: 5, state: 2, grand_total: 20, subtotal: 20, updated_at: '2026-11-20 10:01:00' }],
      shipments: [{ entity_id: 6, tracks: [] }],
      creditmemos: [{ entity_id: 7, grand_total: 5 }],
      credit_memos: [{ entity_id: 8, order_id: 99, order_currency_code: 'USD', grand_total: 5 }],
    });
    expect(found.map(({ type, recordId, sourceVersion }) => [type, recordId, sourceVersion])).toEqual([
      ['invoice', '5', '2026-11-20T10:01:00Z'],
      ['shipment', '6', null],
      ['refund', '7', null],
      ['refund', '8', null],
    ]);
    const [invoice, shipment, , refund] = found;
    expect(mapComplete('invoices', invoice?.raw ?? '').record).toMatchObject({
      orderId: '123',
      currency: 'EUR',
      state: 'paid',
    });
    expect(mapComplete('shipments', shipment?.raw ?? '').record).toMatchObject({ id: '6', orderId: '123' });
    expect(mapComplete('creditmemos', refund?.raw ?? '').record).toMatchObject({ orderId: '99', currency: 'USD' });
  });

  test('that say little leave out what they do not say', () => {
    const [invoice] = inside({ invoices: [{ entity_id: 5, increment_id: '000000005' }] });
    const raw = JSON.parse(invoice?.raw ?? '') as Json;
    const { record } = resourceOf('invoices').map(raw, settingsOf('https://m.test'));
    expect(Object.keys(record as JsonObject).sort()).toEqual(['attributes', 'currency', 'id', 'number', 'orderId']);
  });

  test.each<[Json]>([
    [null],
    ['invoices'],
    [{ invoices: null, shipments: 'none', creditmemos: 7 }],
    [{ invoices: ['000000001', null, [], { state: 2 }, { entity_id: 'x' }] }],
    [[]],
  ])('are none in %j', (extensions) => {
    expect(inside(extensions)).toEqual([]);
  });
});

describe('the guest of an order', () => {
  test('is a customer known by the e-mail address, as of the order', () => {
    const [guest, ...others] = embeddedIn(guestOrder());
    expect(others).toEqual([]);
    expect(guest).toMatchObject({
      type: 'customer',
      recordId: 'guest:jane@example.com',
      sourceVersion: '2026-11-20T10:05:00Z',
    });
    const raw = JSON.parse(guest?.raw ?? '') as Json;
    expect(resourceOf('customers').identify(raw, settingsOf('https://m.test'))).toEqual({
      recordId: 'guest:jane@example.com',
      sourceVersion: '2026-11-20T10:05:00Z',
    });
    expect(mapComplete('customers', raw).record).toMatchObject({
      id: 'guest:jane@example.com',
      email: 'jane@example.com',
      firstName: 'Jane',
      lastName: 'Doe',
      phone: '123',
      guest: true,
      addresses: [],
      updatedAt: '2026-11-20T10:05:00Z',
    });
  });

  test('is the same one however the address is spelled, and two are two', () => {
    const ids = ['A@B.example', ' a@b.example', 'a@c.example'].map(
      (customer_email) => embeddedIn(guestOrder({ customer_email }))[0]?.recordId,
    );
    expect(ids).toEqual(['guest:a@b.example', 'guest:a@b.example', 'guest:a@c.example']);
  });

  test.each<[string, JsonObject]>([
    ['of an account', { customer_id: 42 }],
    ['of an account that is named in text', { customer_id: '42' }],
    ['without an address', { customer_email: null, billing_address: null }],
    ['with an address that is none', { customer_email: 'nobody' }],
    ['with an address of a thousand characters', { customer_email: `${'a'.repeat(1_000)}@b.example` }],
    ['with a broken address', { customer_email: 'a\ud800@b.example' }],
  ])('is nobody for an order %s', (_, changes) => {
    expect(embeddedIn(guestOrder(changes))).toEqual([]);
  });

  test.each<Json>([null, [], 'order', 7, {}])('is nobody in %j', (raw) => {
    expect(embeddedIn(raw)).toEqual([]);
  });
});
