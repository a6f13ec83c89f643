import { formatOrder } from '../../../src/cli/output/order-text.js';
import type { OrderSurroundings } from '../../../src/cli/read-order.js';
import type { StoredRecord } from '../../../src/model/stored-record.js';

function stored(record: Record<string, unknown>, kind: StoredRecord['kind'] = 'order'): StoredRecord {
  return {
    id: 'k'.repeat(32),
    recordKey: 'k'.repeat(32),
    kind,
    profileId: 'demo',
    tenantId: 'demo',
    channel: 'magento2',
    remoteId: '123',
    record: { id: '123', ...record } as StoredRecord['record'],
    remote: null,
    local: {},
    links: {},
    version: 3,
    appliedEventId: '01',
    edits: ['e1'],
    sourceVersion: null,
    recordVersion: { order: '', receipt: '' },
    createdAt: '2026-11-20T10:00:00.000Z',
    updatedAt: '2026-11-20T10:05:00.000Z',
  };
}

const link = { lineId: '1', sku: 'A', product: null };
const alone: OrderSurroundings = {
  invoices: [],
  shipments: [],
  refunds: [],
  links: { customer: null, lines: [] },
  settlement: null,
};

test('an order reads as its head, its lines with their products, and its documents', () => {
  const order = stored({
    number: '000000123',
    status: 'processing',
    paymentStatus: 'paid',
    fulfilmentStatus: null,
    currency: 'EUR',
    placedAt: '2026-11-20T09:00:00Z',
    customer: { id: '42', email: 'ada@example.com', firstName: 'Ada', lastName: 'Byron' },
    shippingAddress: {
      firstName: 'Ada',
      street: ['Main 1', 'c/o Babbage'],
      postcode: '10115',
      city: 'Berlin',
      country: 'DE',
    },
    lines: [
      { id: '9', sku: 'TSHIRT-M', name: 'T-shirt', quantity: '2', total: '23.80' },
      { id: '10', sku: null, name: 'Gift', quantity: '1', total: '0' },
    ],
    totals: { grand: '23.80', tax: '3.80', paid: '23.80' },
  });
  const text = formatOrder(order, {
    invoices: [stored({ number: 'I-1', state: 'paid', currency: 'EUR', totals: { grand: '23.80' } }, 'invoice')],
    shipments: [
      stored({ state: 'in_transit', tracks: [{ carrier: 'ups', number: '1Z' }, { number: '2Z' }] }, 'shipment'),
    ],
    refunds: [],
    settlement: null,
    links: {
      customer: { recordKey: 'c'.repeat(32), via: 'id' },
      lines: [
        { lineId: '9', sku: 'TSHIRT-M', product: { recordKey: 'p'.repeat(32), via: 'variant-sku' } },
        { lineId: '10', sku: null, product: null },
      ],
    },
  });
  expect(text).toMatch(/^order 000000123 of demo\n/);
  for (const line of [
    '  id          123 in magento2',
    '  status      processing, paid',
    '  placed      2026-11-20 09:00:00Z',
    '  changed     2026-11-20 10:05:00Z here',
    '  version     3, edited here',
    `  customer    Ada Byron <ada@example.com> id 42 (${'c'.repeat(32)}, by id)`,
    '  ship to     Ada, Main 1 c/o Babbage, 10115 Berlin, DE',
    '  total       23.80 EUR (tax 3.80, paid 23.80)',
  ])
    expect(text.split('\n')).toContain(line);
  expect(text).toMatch(/9 +TSHIRT-M +T-shirt +2 +23\.80 +p{32}, by variant-sku\n10 +Gift +1 +0 +no product here\n/);
  expect(text).toMatch(/invoice +I-1 +paid +23\.80 EUR\nshipment +123 +in_transit +ups 1Z; 2Z\n$/);
});

test('a record of another shape is shown as far as it goes', () => {
  const odd = stored({ number: 7, status: ['x'], customer: 'nobody', lines: { not: 'a list' }, totals: null });
  expect(formatOrder(odd, alone)).toMatch(/^order 7 of demo\n {2}id +123[\s\S]*\n {2}status +\["x"\]\n/);
});

test.each<[string, OrderSurroundings['links']['lines'][number], string]>([
  ['was guessed', { ...link, product: { recordKey: 'k', via: 'partial-name' } }, 'k, by partial-name'],
  ['is not sold any more', { ...link, product: { recordKey: 'k', via: 'id', inactive: true } }, 'k, by id, inactive'],
  ['is one of several', { ...link, ambiguous: 'name' }, 'several products have this name'],
])('a line says that its product %s', (_what, line, expected) => {
  const order = stored({ lines: [{ id: '1', sku: 'A' }] });
  expect(formatOrder(order, { ...alone, links: { customer: null, lines: [line] } })).toContain(`${expected}\n`);
});

test('what a till has booked of an order stands at its end, and what no session has counted is told', () => {
  const entry = { eventId: 'e1', at: '2026-11-20T09:00:00.000Z', rounding: '0.00' };
  const entries = [
    {
      ...entry,
      session: 1,
      counted: true,
      payments: [{ methodId: 'cash', via: 'card-type', amount: '20.00' }],
      stock: [{ lineId: '1', sku: 'MUG', via: 'sku', quantity: '-2' }],
    },
    {
      ...entry,
      session: 2,
      counted: false,
      payments: [],
      stock: [{ lineId: '2', sku: null, via: 'id', quantity: '1' }],
    },
  ];
  const text = formatOrder(stored({ lines: [] }), {
    ...alone,
    settlement: { paymentStatus: 'paid', paidAt: null, entries },
  });
  expect(text).toContain(
    [
      'till: paid',
      'BOOKED                SESSION         PAYMENTS    STOCK',
      '2026-11-20 09:00:00Z  1               cash 20.00  MUG -2',
      '2026-11-20 09:00:00Z  2 (not closed)              line 2 1',
    ].join('\n'),
  );
});
