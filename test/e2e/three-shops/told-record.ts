import { Big } from 'big.js';
import type { CanonicalRecord } from '../../../src/model/record.js';
import { instantOf, row, type Told } from './booked.js';

type Row = Record<string, unknown>;

const text = (value: unknown): string | null => (value === null || value === undefined ? null : String(value));
const decimal = (value: unknown): string | null =>
  value === null || value === undefined ? null : new Big(String(value)).toFixed();
const rowsOf = (record: Row, key: string): Row[] => (Array.isArray(record[key]) ? (record[key] as Row[]) : []);

const AMOUNTS = new Set(['quantity', 'unitPrice', 'discount', 'tax', 'total', 'amount']);

function tellRows(kind: string, rows: readonly Row[], names: readonly string[]): Told[] {
  return rows.map((one) =>
    row(
      kind,
      String(one.id),
      Object.fromEntries(names.map((name) => [name, AMOUNTS.has(name) ? decimal(one[name]) : text(one[name])])),
    ),
  );
}

function tellTotals(record: Row): Told {
  const totals = (record.totals ?? {}) as Row;
  return Object.fromEntries(Object.entries(totals).map(([name, amount]) => [name, decimal(amount)]));
}

const INSTANTS = ['placedAt', 'updatedAt', 'refundedAt', 'issuedAt', 'shippedAt', 'deliveredAt'];
const TEXTS = ['number', 'status', 'state', 'orderId', 'paymentStatus', 'fulfilmentStatus', 'currency'];

/** Everything of a stored record that books may speak of, in their words. */
export function tellRecord(stored: CanonicalRecord): Told {
  const record = stored as Row;
  const customer = (record.customer ?? {}) as Row;
  const lines = ['sku', 'quantity', 'unitPrice', 'discount', 'tax', 'total', 'amount', 'parentId', 'orderLineId'];
  const other = ((record.attributes ?? {}) as Row).presentmentMoney as Row | undefined;
  return Object.assign(
    {},
    ...TEXTS.map((name) => ({ [name]: text(record[name]) })),
    ...INSTANTS.map((name) => ({ [name]: instantOf(record[name]) })),
    { email: text(customer.email), tags: rowsOf(record, 'tags').map(String).sort().join() },
    tellTotals(record),
    ...tellRows('line', rowsOf(record, 'lines'), lines),
    ...tellRows('shipping', rowsOf(record, 'shippingLines'), ['amount', 'discount', 'tax', 'total']),
    ...tellRows('payment', rowsOf(record, 'payments'), ['status', 'amount', 'currency']),
    {
      tracks: rowsOf(record, 'tracks')
        .map(({ number }) => text(number))
        .sort()
        .join(),
    },
    ...Object.entries(other ?? {}).map(([name, value]) => ({
      [`presentment ${name}`]: name === 'currency' ? text(value) : decimal(value),
    })),
  ) as Told;
}
