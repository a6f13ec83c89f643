import { withdrawnRefunds } from '../../../../src/channels/shopware6/documents/withdrawn-refunds.js';
import type { JsonObject } from '../../../../src/diff/json.js';
import { parseJson } from '../../../../src/model/json-text.js';
import type { CanonicalRecord } from '../../../../src/model/record.js';
import { cart, delivery, idOf, line, price, sampleOrder, state, transaction } from '../sample-order.js';
import { mapComplete, mapEmbedded, resourceOf, settingsOf } from '../shop-context.js';

const LATER = '2026-11-20T07:00:00.000+00:00';

describe('the shipments of an order', () => {
  const shipments = (changes: JsonObject) => mapEmbedded(sampleOrder({ documents: [], ...changes })).shipments ?? [];

  test('are its deliveries, with what is in them and all of their tracks', () => {
    const positions = [{ id: idOf('pos'), orderLineItemId: idOf('A'), quantity: 2 }];
    const [shipment] = shipments({
      deliveries: [
        delivery('D', {
          stateMachineState: state('shipped'),
          trackingCodes: ['00340 1', '003402', '003402', ''],
          shippingMethod: { technicalName: 'dhl', name: 'DHL', trackingUrl: 'https://t.example/?c=%s' },
          positions,
          updatedAt: LATER,
          shippingDateEarliest: '2026-11-21T00:00:00.000+00:00',
        }),
      ],
    });
    expect(shipment?.warnings).toEqual([]);
    expect(shipment?.record).toMatchObject({
      id: idOf('D'),
      orderId: idOf('order'),
      state: 'in_transit',
      lines: [{ id: idOf('pos'), orderLineId: idOf('A'), sku: 'SKU-A', quantity: '2' }],
      tracks: [
        { id: '00340 1', number: '00340 1', carrier: 'dhl', title: 'DHL', url: 'https://t.example/?c=00340%201' },
        { id: '003402', number: '003402' },
      ],
      updatedAt: '2026-11-20T07:00:00Z',
      attributes: { state: 'shipped', orderNumber: '10007', shippingDateEarliest: '2026-11-21T00:00:00.000Z' },
    });
  });

  test.each([
    ['open', 'pending'],
    ['ready_for_pickup', 'pending'],
    ['shipped_partially', 'in_transit'],
    ['returned_partially', 'in_transit'],
    ['returned', 'exception'],
    ['cancelled', 'cancelled'],
  ])('that are %s are %s, and keep the state as the shop calls it', (name, expected) => {
    const [shipment] = shipments({ deliveries: [delivery('D', { stateMachineState: state(name) })] });
    expect(shipment?.record).toMatchObject({ state: expected, attributes: { state: name } });
  });

  test('are not what only takes something off the shipping, nor drafts', () => {
    const discount = delivery('X', { shippingCosts: price(-1, [[19, -0.16, -1]]) });
    const draft = delivery('Y', { versionId: idOf('draft') });
    expect(shipments({ deliveries: [delivery('D'), discount, draft] })).toHaveLength(1);
  });

  test('say nothing of what was not loaded', () => {
    const raw = {
      ...delivery('D', { positions: null, trackingCodes: null, stateMachineState: null }),
      orderId: idOf('o'),
    };
    const mapped = resourceOf('shipments').map(raw, settingsOf('https://shop.test')).record;
    expect(Object.keys(mapped as JsonObject).sort()).toEqual(['attributes', 'id', 'orderId', 'updatedAt']);
  });
});

describe('the invoices of an order', () => {
  const document = (name: string, technicalName: string, changes: JsonObject = {}): JsonObject => ({
    id: idOf(name),
    documentNumber: null,
    config: { documentNumber: `N-${name}`, documentDate: '2026-11-19T23:00:00.000+00:00', custom: [] },
    documentType: { technicalName },
    orderId: idOf('order'),
    orderVersionId: idOf('v'),
    referencedDocumentId: null,
    createdAt: '2026-11-19T12:00:00.000+00:00',
    updatedAt: null,
    ...changes,
  });
  const invoices = (changes: JsonObject) => mapEmbedded(sampleOrder(changes)).invoices ?? [];

  test('are its documents of that type, with the amounts of the order', () => {
    const [invoice, ...others] = invoices({
      documents: [document('I', 'invoice'), document('L', 'delivery_note'), document('K', 'credit_note')],
    });
    expect(others).toEqual([]);
    expect(invoice?.record).toMatchObject({
      id: idOf('I'),
      number: 'N-I',
      orderId: idOf('order'),
      state: 'open',
      currency: 'EUR',
      lines: [{ id: idOf('A'), orderLineId: idOf('A'), sku: 'SKU-A', quantity: '1', amount: '10', tax: '1.9' }],
      totals: { subtotal: '10', discount: '0', shipping: '5', tax: '2.85', adjustment: '0', grand: '17.85' },
      issuedAt: '2026-11-19T23:00:00Z',
      updatedAt: '2026-11-19T12:00:00Z',
      attributes: { orderNumber: '10007', orderVersionId: idOf('v') },
    });
  });

  test('have lines before discount, which add up to the subtotal', () => {
    const discount = line('P', { type: 'promotion', totalPrice: -1.19, price: price(-1.19, [[19, -0.19, -1.19]]) });
    const [invoice] = invoices({
      documents: [document('I', 'invoice')],
      price: cart('gross', 16.66, [[19, 2.66, 16.66]]),
      lineItems: [line('A'), discount],
    });
    expect(invoice?.record).toMatchObject({
      lines: [{ amount: '10', tax: '1.71', attributes: { discount: '1' } }],
      totals: { subtotal: '10', discount: '1', shipping: '5', tax: '2.66', grand: '16.66' },
    });
  });

  test('are paid when the order is, and cancelled when a later document takes them back', () => {
    const paid = invoices({ documents: [document('I', 'invoice')], transactions: [transaction('T', 'paid')] });
    expect(paid[0]?.record.state).toBe('paid');
    const storno = document('S', 'storno', { referencedDocumentId: idOf('I') });
    const cancelled = invoices({ documents: [document('I', 'invoice'), storno, document('J', 'invoice')] });
    expect(cancelled.map(({ record }) => record.state)).toEqual(['cancelled', 'open']);
  });

  test('change with their order', () => {
    const [invoice] = invoices({
      documents: [document('I', 'invoice')],
      transactions: [transaction('T', 'paid', { updatedAt: LATER })],
    });
    expect(invoice?.record.updatedAt).toBe('2026-11-20T07:00:00Z');
  });
});

describe('the refunds of an order', () => {
  const refund = (name: string, technicalName: string, changes: JsonObject = {}): JsonObject => ({
    id: idOf(name),
    captureId: idOf('C'),
    externalReference: `ref-${name}`,
    reason: 'too small',
    amount: price(11.9, [[19, 1.9, 11.9]]),
    stateMachineState: state(technicalName),
    positions: [],
    createdAt: '2026-11-19T12:00:00.000+00:00',
    updatedAt: LATER,
    ...changes,
  });
  const orderWith = (technicalName: string, rows: JsonObject[]) => {
    const captures = [
      { id: idOf('C'), amount: price(17.85, []), stateMachineState: state('completed'), refunds: rows },
    ];
    return sampleOrder({ transactions: [transaction('T', technicalName, { captures, updatedAt: LATER })] });
  };
  const mapWith = (technicalName: string, rows: JsonObject[]) =>
    mapComplete('orders', orderWith(technicalName, rows)).record as CanonicalRecord;
  const refunds = (technicalName: string, rows: JsonObject[]) => {
    return mapEmbedded(orderWith(technicalName, rows)).refunds ?? [];
  };

  test('are what the payment provider noted, whatever became of it', () => {
    const position = {
      id: idOf('p'),
      orderLineItemId: idOf('A'),
      quantity: 1,
      reason: 'torn',
      amount: price(11.9, [[19, 1.9, 11.9]]),
    };
    const rows = [
      refund('R', 'completed', { positions: [position] }),
      refund('F', 'failed'),
      refund('O', 'in_progress'),
    ];
    const [done, failed, open] = refunds('refunded_partially', rows);
    expect(done?.record).toMatchObject({
      id: idOf('R'),
      orderId: idOf('order'),
      state: 'refunded',
      reason: 'too small',
      currency: 'EUR',
      lines: [
        {
          orderLineId: idOf('A'),
          sku: 'SKU-A',
          quantity: '1',
          amount: '10',
          tax: '1.9',
          attributes: { reason: 'torn' },
        },
      ],
      totals: { subtotal: '10', tax: '1.9', adjustment: '0', grand: '11.9' },
      refundedAt: '2026-11-20T07:00:00Z',
      attributes: { state: 'completed', reference: 'ref-R', captureId: idOf('C') },
    });
    expect(failed?.record).toMatchObject({ state: 'cancelled', refundedAt: null });
    expect(open?.record).toMatchObject({ state: 'open', refundedAt: null });
  });

  test('take a tax that is not theirs for none: providers copy the taxes of the whole order', () => {
    const [done] = refunds('refunded_partially', [refund('R', 'completed', { amount: price(5, [[19, 2.85, 17.85]]) })]);
    expect(done?.record.totals).toMatchObject({ subtotal: '0', tax: '0', adjustment: '5', grand: '5' });
  });

  test('may be told by the state of a transaction alone, or the rest of it', () => {
    const [whole] = refunds('refunded', []);
    expect(whole?.record).toMatchObject({
      id: `${idOf('T')}:refunded`,
      orderId: idOf('order'),
      state: 'refunded',
      totals: { subtotal: '0', tax: '2.85', adjustment: '15', grand: '17.85' },
      refundedAt: '2026-11-20T07:00:00Z',
      attributes: { state: 'refunded', derivedFrom: 'transaction' },
    });
    const rest = refunds('refunded', [refund('R', 'completed')]);
    expect(rest.map(({ record }) => (record.totals as JsonObject).grand)).toEqual(['11.9', '5.95']);
  });

  test.each<[string, string, JsonObject[]]>([
    ['the provider notes it', 'refunded', [refund('R', 'completed', { amount: price(17.85, []) })]],
    ['a chargeback is won', 'paid', []],
    ['the payment is cancelled', 'cancelled', []],
  ])('that a state told of are withdrawn when %s', (_, technicalName, rows) => {
    const older = mapWith('chargeback', []);
    const newer = mapWith(technicalName, rows);
    expect(withdrawnRefunds(older, newer)).toEqual([
      {
        type: 'refund',
        record: {
          id: `${idOf('T')}:refunded`,
          orderId: idOf('order'),
          state: 'cancelled',
          currency: 'EUR',
          lines: [],
          totals: { subtotal: '0', discount: '0', shipping: '0', tax: '0', adjustment: '0', grand: '0' },
          refundedAt: null,
        },
      },
    ]);
    expect(withdrawnRefunds(newer, older)).toEqual([]);
  });

  test('that a state tells of still, of another amount maybe, are not withdrawn', () => {
    const [whole, rest] = [mapWith('refunded', []), mapWith('refunded', [refund('R', 'completed')])];
    const told = (record: JsonObject) =>
      (record.payments as JsonObject[]).map(({ attributes }) => (attributes as JsonObject).refundedByState);
    expect([told(whole), told(rest), told(mapWith('paid', []))]).toEqual([['17.85'], ['5.95'], [undefined]]);
    expect(withdrawnRefunds(whole, rest)).toEqual([]);
  });

  test('that a payment told of are withdrawn when it is gone', () => {
    const gone = { ...mapWith('refunded', []), payments: [] };
    expect(withdrawnRefunds(mapWith('refunded', []), gone)).toHaveLength(1);
    const { payments: _, ...partial } = gone;
    expect(withdrawnRefunds(partial, gone)).toEqual([]);
  });

  test('that a state tells of are as new as what the provider noted beside it', () => {
    const later = '2026-11-20T08:00:00.000+00:00';
    const [, rest] = refunds('refunded', [refund('R', 'completed', { updatedAt: later })]);
    expect(rest?.record.updatedAt).toBe('2026-11-20T08:00:00Z');
  });

  test('are none where nobody knows how much went back', () => {
    expect(refunds('refunded_partially', [])).toEqual([]);
    expect(refunds('paid', [])).toEqual([]);
  });

  test('need the order that they came in', () => {
    const map = () => resourceOf('refunds').map(refund('R', 'completed'), settingsOf('https://shop.test'));
    expect(map).toThrow(expect.objectContaining({ code: 'mapping_failed', path: '/order' }));
  });
});

describe('the guest of an order', () => {
  const customers = (orderCustomer: JsonObject) =>
    mapEmbedded(sampleOrder({ orderCustomer, billingAddress: { id: idOf('b'), phoneNumber: '1' } })).customers ?? [];
  const guest = {
    email: ' Ada@Example.com ',
    firstName: 'Ada',
    lastName: 'L',
    customerId: idOf('c'),
    customer: { guest: true },
  };

  test('is a customer by the e-mail address', () => {
    expect(customers(guest).map(({ record }) => record)).toMatchObject([
      {
        id: 'guest:ada@example.com',
        email: 'ada@example.com',
        firstName: 'Ada',
        phone: '1',
        guest: true,
        updatedAt: '2026-11-19T10:00:00Z',
      },
    ]);
  });

  test.each([
    ['an account', { ...guest, customer: { guest: false } }],
    ['somebody who was deleted', { ...guest, customerId: null, customer: null }],
    ['somebody without an address', { ...guest, email: '' }],
    ['an address that is none', { ...guest, email: 'nobody' }],
  ])('is none for %s', (_, who) => {
    expect(customers(who)).toEqual([]);
  });
});

describe('what came inside an order', () => {
  test('keeps every digit', () => {
    const text = JSON.stringify(sampleOrder()).replaceAll('5.95', '5.9500000000000001');
    const [first] = resourceOf('orders').embedded?.(parseJson(text), settingsOf('https://shop.test')) ?? [];
    expect(first?.raw).toContain('5.9500000000000001');
  });

  test('is nothing where the associations were not loaded', () => {
    const bare = sampleOrder({ deliveries: null, documents: null, transactions: null, orderCustomer: null });
    expect(mapEmbedded(bare)).toEqual({});
    expect(resourceOf('orders').embedded?.('text', settingsOf('https://shop.test'))).toEqual([]);
  });
});
