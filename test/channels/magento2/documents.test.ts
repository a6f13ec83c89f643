import type { Json, JsonObject } from '../../../src/diff/json.js';
import { mapComplete, resourceOf, settingsOf, thrownBy } from './shop-context.js';

const item = (changes: JsonObject = {}): JsonObject => ({
  entity_id: 31,
  order_item_id: 9,
  sku: 'MUG-BLUE',
  name: 'Enamel Mug',
  price: 20,
  qty: 1,
  row_total: 20,
  tax_amount: 0,
  ...changes,
});

/** A document of one item at 20.00 EUR. */
const sample = (changes: JsonObject = {}): JsonObject => ({
  entity_id: 5,
  increment_id: '000000005',
  order_id: 123,
  order_currency_code: 'EUR',
  created_at: '2026-11-20 10:00:00',
  updated_at: '2026-11-20 10:05:00',
  state: 2,
  subtotal: 20,
  discount_amount: 0,
  shipping_amount: 0,
  tax_amount: 0,
  grand_total: 20,
  items: [item()],
  ...changes,
});

describe.each(['invoices', 'creditmemos'] as const)('the documents of %s', (name) => {
  test('have their ids, their order and their instants in UTC', () => {
    const { record, warnings } = mapComplete(name, sample({ store_id: 3, order_increment_id: '000000123' }));
    expect(warnings).toEqual([]);
    expect(record).toMatchObject({
      id: '5',
      number: '000000005',
      orderId: '123',
      currency: 'EUR',
      updatedAt: '2026-11-20T10:05:00Z',
      attributes: { storeId: '3', orderIncrementId: '000000123' },
    });
    expect(record[name === 'invoices' ? 'issuedAt' : 'refundedAt']).toBe('2026-11-20T10:00:00Z');
  });

  test('count once what stands on two rows: a configurable product, a bundle priced by its parts, one with a fixed price', () => {
    const items = [
      item({ entity_id: 1, order_item_id: 3, price: 52, row_total: 52 }),
      item({ entity_id: 2, order_item_id: 4, price: 0, row_total: null }),
      item({ entity_id: 3, order_item_id: 5, price: 68, row_total: null }),
      item({ entity_id: 4, order_item_id: 6, price: 27, row_total: 27 }),
      item({ entity_id: 5, order_item_id: 7, price: 41, row_total: 41 }),
      item({ entity_id: 6, order_item_id: 8, price: 10, row_total: 10 }),
      item({ entity_id: 7, order_item_id: 9, price: 0, row_total: 0 }),
    ];
    const { record, warnings } = mapComplete(name, sample({ subtotal: 130, grand_total: 130, items }));
    expect(warnings).toEqual([]);
    expect((record.lines as JsonObject[]).map(({ orderLineId, amount }) => [orderLineId, amount])).toEqual([
      ['3', '52'],
      ['4', '0'],
      ['5', '0'],
      ['6', '27'],
      ['7', '41'],
      ['8', '10'],
      ['9', '0'],
    ]);
  });

  test('have prices where there are no row totals', () => {
    const items = [item({ qty: 2.5, price: 8, row_total: null })];
    const { record, warnings } = mapComplete(name, sample({ items }));
    expect([record.lines, warnings]).toEqual([[expect.objectContaining({ amount: '20', quantity: '2.5' })], []]);
  });

  test('without a subtotal go by the row totals where there are some, and by the prices where there are none', () => {
    const amounts = (row_total: number | null) => {
      const items = [item({ price: 5, qty: 3, row_total }), item({ entity_id: 32, price: 7, row_total: null })];
      const { record } = mapComplete(name, sample({ subtotal: null, items }));
      return (record.lines as JsonObject[]).map(({ amount }) => amount);
    };
    expect([amounts(12), amounts(null)]).toEqual([
      ['12', '0'],
      ['15', '7'],
    ]);
  });

  test.each([-4, 4])('have a positive discount, whatever its sign: %d', (discount_amount) => {
    const items = [item({ discount_amount: 4 })];
    const { record, warnings } = mapComplete(name, sample({ discount_amount, grand_total: 16, items }));
    expect(warnings).toEqual([]);
    expect(record).toMatchObject({
      totals: { subtotal: '20', discount: '4', grand: '16' },
      lines: [{ amount: '20', attributes: { discount: '4' } }],
    });
  });

  test('add up where prices hold tax, and the discount a part of it', () => {
    const amounts = {
      subtotal: 16.81,
      tax_amount: 2.87,
      discount_amount: -2,
      discount_tax_compensation_amount: 0.32,
      grand_total: 18,
    };
    const items = [
      item({ row_total: 16.81, tax_amount: 2.87, discount_amount: 2, discount_tax_compensation_amount: 0.32 }),
    ];
    const { record, warnings } = mapComplete(name, sample({ ...amounts, items }));
    expect(warnings).toEqual([]);
    expect(record).toMatchObject({ totals: { discount: '1.68', tax: '2.87', grand: '18' } });
  });

  test('come to the same when they were paid with a gift card', () => {
    const { record, warnings } = mapComplete(
      name,
      sample({ grand_total: 15, extension_attributes: { gift_cards_amount: 5 } }),
    );
    expect([record, warnings]).toEqual([
      expect.objectContaining({ totals: expect.objectContaining({ grand: '20' }) }),
      [],
    ]);
  });

  test('keep what does not add up, with a warning', () => {
    const { record, warnings } = mapComplete(name, sample({ grand_total: 25.34 }));
    expect(record).toMatchObject({ totals: { grand: '25.34' }, attributes: { residual: '5.34' } });
    expect(warnings).toEqual([expect.objectContaining({ code: 'residual', path: '/totals/grand' })]);
    const strange = mapComplete(name, sample({ items: [item({ price: 7, row_total: 7 })] }));
    expect(strange.warnings).toEqual([expect.objectContaining({ code: 'lines_mismatch', path: '/lines' })]);
  });

  test('are the same with texts in place of numbers, and with fields that nobody knows', () => {
    const texts = sample({
      entity_id: '5',
      order_id: '123',
      state: '2',
      grand_total: '20.0000',
      items: [item({ qty: '1.0000', price: '20.0000', row_total: '20.0000', order_item_id: '9' })],
      weee_tax_applied: '[]',
      invoice: {},
    });
    expect(mapComplete(name, texts)).toEqual(mapComplete(name, sample()));
  });

  test('keep rows with one id, or none, apart', () => {
    const items = [
      item({ entity_id: 1 }),
      item({ entity_id: 1 }),
      item({ entity_id: null }),
      item({ entity_id: '1#2' }),
    ];
    const { record } = mapComplete(name, sample({ subtotal: 80, grand_total: 80, items }));
    expect((record.lines as JsonObject[]).map(({ id }) => id)).toEqual(['1', '1#2', 'row-3', '1#2#2']);
  });

  test.each<[string, Json, string]>([
    ['no id', sample({ entity_id: null }), 'record_id_missing'],
    ['no order', sample({ order_id: null }), 'mapping_failed'],
    ['no currency', sample({ order_currency_code: null }), 'currency_unknown'],
    ['a currency that is none', sample({ order_currency_code: 'EURO' }), 'currency_unknown'],
    ['an amount that is none', sample({ grand_total: '19,99' }), 'mapping_failed'],
    ['items that are a text', sample({ items: 'none' }), 'mapping_failed'],
    ['an item that is null', sample({ items: [null] }), 'mapping_failed'],
    ['a quantity that is an object', sample({ items: [item({ qty: {} })] }), 'mapping_failed'],
    ['an endless amount', sample({ grand_total: '1e99' }), 'mapping_failed'],
    ['an array', [sample()], 'mapping_failed'],
    ['null', null, 'mapping_failed'],
  ])('with %s are refused', (_, raw, code) => {
    const { map } = resourceOf(name);
    expect(thrownBy(() => map(raw, settingsOf('https://m.test')))).toMatchObject({ code, disposition: 'park' });
  });
});

describe('the state of a document', () => {
  test.each<[string, Json, string]>([
    ['invoices', 1, 'open'],
    ['invoices', 2, 'paid'],
    ['invoices', '2', 'paid'],
    ['invoices', 3, 'cancelled'],
    ['invoices', 9, 'open'],
    ['invoices', 'constructor', 'open'],
    ['invoices', null, 'open'],
    ['creditmemos', 1, 'open'],
    ['creditmemos', 2, 'refunded'],
    ['creditmemos', 3, 'cancelled'],
    ['creditmemos', null, 'refunded'],
  ])('of %s %j is %s', (name, state, expected) => {
    expect(mapComplete(name, sample({ state })).record.state).toBe(expected);
  });
});

describe('a credit memo', () => {
  test.each<[JsonObject, string]>([
    [{ adjustment_positive: 5, adjustment_negative: 2, adjustment: 3 }, '3'],
    [{ adjustment_positive: 0, adjustment_negative: 2 }, '-2'],
    [{ adjustment_negative: -2 }, '-2'],
    [{ adjustment: 3 }, '3'],
    [{}, '0'],
  ])('with %j is adjusted by %s', (amounts, adjustment) => {
    const raw = sample({ ...amounts, grand_total: 20 + Number(adjustment) });
    const { record, warnings } = mapComplete('creditmemos', raw);
    expect([record.totals, warnings]).toEqual([expect.objectContaining({ adjustment }), []]);
  });

  test.each<[JsonObject, string | null]>([
    [{ customer_note: 'Broken', comments: [{ comment: 'Other' }] }, 'Broken'],
    [
      {
        comments: [
          { comment: 'Later', created_at: '2026-11-21 10:00:00' },
          { comment: 'Arrived broken', created_at: '2026-11-20 10:00:00' },
          { comment: null, created_at: '2026-11-19 10:00:00' },
        ],
      },
      'Arrived broken',
    ],
    [{ comments: [] }, null],
    [{}, null],
  ])('%j has the reason %s', (changes, reason) => {
    expect(mapComplete('creditmemos', sample(changes)).record.reason).toBe(reason);
  });
});

describe('a shipment', () => {
  const shipment = (changes: JsonObject = {}): JsonObject => ({
    entity_id: 6,
    increment_id: '000000006',
    order_id: 123,
    created_at: '2026-11-20 10:00:00',
    updated_at: '2026-11-20 10:05:00',
    total_qty: 3,
    shipping_label: 'JVBERi0xLjQK',
    items: [
      { entity_id: 1, order_item_id: 9, sku: 'MUG-BLUE', qty: 0.5 },
      { entity_id: 2, order_item_id: 10, sku: 'MUG-RED', qty: '2.0000' },
    ],
    tracks: [
      { entity_id: 1, track_number: '1Z999', carrier_code: 'ups', title: 'United Parcel Service' },
      { entity_id: 2, track_number: '00340', carrier_code: 'dhl', title: 'DHL' },
    ],
    ...changes,
  });

  test('has all its tracks and its lines in exact quantities, and no state of its own', () => {
    const { record, warnings } = resourceOf('shipments').map(shipment(), settingsOf('https://m.test'));
    expect(warnings).toEqual([]);
    expect(record).toEqual({
      id: '6',
      number: '000000006',
      orderId: '123',
      lines: [
        { id: '1', orderLineId: '9', sku: 'MUG-BLUE', quantity: '0.5' },
        { id: '2', orderLineId: '10', sku: 'MUG-RED', quantity: '2' },
      ],
      tracks: [
        { id: '1', number: '1Z999', carrier: 'ups', title: 'United Parcel Service' },
        { id: '2', number: '00340', carrier: 'dhl', title: 'DHL' },
      ],
      shippedAt: '2026-11-20T10:00:00Z',
      updatedAt: '2026-11-20T10:05:00Z',
      attributes: { totalQty: '3' },
    });
    expect(mapComplete('shipments', shipment()).record.state).toBe('in_transit');
  });

  test('without tracks has none, and with tracks that say nothing has nothing of them', () => {
    expect(mapComplete('shipments', shipment({ tracks: [] })).record.tracks).toEqual([]);
    expect(mapComplete('shipments', shipment({ tracks: [{}] })).record.tracks).toEqual([
      { id: 'track-1', number: null, carrier: null, title: null, url: null },
    ]);
  });

  test.each<[string, Json, string]>([
    ['no order', shipment({ order_id: null }), 'mapping_failed'],
    ['tracks that are a text', shipment({ tracks: '1Z' }), 'mapping_failed'],
    ['no id', shipment({ entity_id: {} }), 'record_id_missing'],
  ])('with %s is refused', (_, raw, code) => {
    const { map } = resourceOf('shipments');
    expect(thrownBy(() => map(raw, settingsOf('https://m.test')))).toMatchObject({ code });
  });
});
