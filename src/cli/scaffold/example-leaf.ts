import type { Json } from '../../diff/json.js';
import type { TreeLeaf } from './field-tree.js';
import { quote } from './print-code.js';

/** A line of the example order; what it costs in hundredths. */
export interface ExampleLine {
  id: number;
  sku: string;
  name: string;
  quantity: number;
  cents: number;
}

/** A value of the example: the code that makes it of `order` and `line`, and what that is for the first order. */
export interface ExampleValue {
  code: string;
  of(line: ExampleLine): Json;
}

/** The order of which the example is a picture: the id 1, placed and changed at this instant. */
export const exampleLines: readonly ExampleLine[] = [
  { id: 1, sku: 'CHAIR-OAK', name: 'Chair, oak', quantity: 1, cents: 100_000 },
  { id: 2, sku: 'TABLE-4', name: 'Table for four', quantity: 2, cents: 1_175 },
];
const AT = new Date('2026-11-20T10:00:00Z');
const TOTAL_CENTS = exampleLines.reduce((sum, { quantity, cents }) => sum + quantity * cents, 0);

/** Made-up people and texts, by the last part of the canonical field. */
const TEXTS: Readonly<Record<string, string>> = {
  firstName: 'Ada',
  lastName: 'Example',
  phone: '+49 30 0000000',
  company: 'Example Ltd',
  city: 'Berlin',
  postcode: '10115',
  region: 'BE',
  country: 'DE',
  note: 'Ring twice',
  tags: 'sample',
  method: 'card',
  reference: 'R-1',
  id: '7',
};
const STREET = ['Example Street 1', 'Back house', 'Second floor', 'Left'];
const TIMES: Readonly<Record<string, string>> = {
  placedAt: 'order.placedAt',
  updatedAt: 'order.changedAt',
  'payments[].paidAt': 'order.placedAt',
};
const CENTS: Readonly<Record<string, readonly [code: string, of: (line: ExampleLine) => number]>> = {
  'totals.grand': ['totalOf(order)', () => TOTAL_CENTS],
  'totals.subtotal': ['totalOf(order)', () => TOTAL_CENTS],
  'totals.paid': ['totalOf(order)', () => TOTAL_CENTS],
  'payments[].amount': ['totalOf(order)', () => TOTAL_CENTS],
  'lines[].unitPrice': ['line.cents', ({ cents }) => cents],
  'lines[].total': ['line.quantity * line.cents', ({ quantity, cents }) => quantity * cents],
};

/** The value of the example that stands for this one of the sample: of the same type and spelled alike, but made up. */
export function exampleValue(leaf: TreeLeaf, statuses: readonly (string | number)[]): ExampleValue {
  const { canonical } = leaf.field;
  const isNumber = typeof leaf.source.values[0] === 'number';
  if (canonical === 'id') return countValue(isNumber, 'order.id', () => 1);
  if (canonical === 'number') return countValue(isNumber, '1000 + order.id', () => 1001);
  if (canonical === 'status') return { code: 'order.status', of: () => statuses[0] ?? '' };
  if (canonical === 'lines[].id') return countValue(isNumber, 'line.id', ({ id }) => id);
  if (canonical === 'lines[].quantity') return countValue(isNumber, 'line.quantity', ({ quantity }) => quantity);
  if (canonical === 'lines[].sku') return { code: 'line.sku', of: ({ sku }) => sku };
  if (canonical === 'lines[].name') return { code: 'line.name', of: ({ name }) => name };
  if (canonical in TIMES) return timeValue(leaf, TIMES[canonical] ?? '');
  if (canonical.includes('attributes')) return literal(otherValue(leaf.source.values[0]));
  return isAmount(canonical) ? amountValue(leaf, isNumber) : textValue(leaf);
}

function isAmount(canonical: string): boolean {
  return canonical.startsWith('totals.') || /\.(unitPrice|discount|tax|total|amount)$/.test(canonical);
}

function countValue(isNumber: boolean, code: string, of: (line: ExampleLine) => number): ExampleValue {
  return isNumber ? { code, of } : { code: `String(${code})`, of: (line) => String(of(line)) };
}

function literal(value: Json): ExampleValue {
  const printed = Array.isArray(value) ? `[${value.map((one) => quote(String(one))).join(', ')}]` : String(value);
  return { code: typeof value === 'string' ? quote(value) : printed, of: () => value };
}

function otherValue(value: Json | undefined): Json {
  if (typeof value === 'number') return 1;
  return typeof value === 'boolean' ? true : 'example';
}

function timeValue({ field, source }: TreeLeaf, at: string): ExampleValue {
  const [value] = source.values;
  const { epoch, zone } = field.reading;
  if (epoch !== undefined) {
    const ms = epoch === 's' ? `${at}.getTime() / 1_000` : `${at}.getTime()`;
    return countValue(typeof value === 'number', ms, () => AT.getTime() / (epoch === 's' ? 1_000 : 1));
  }
  const iso = AT.toISOString();
  if (zone === undefined) return { code: `${at}.toISOString()`, of: () => iso };
  if (/^\s*\d{4}-\d{2}-\d{2}\s*$/.test(String(value)))
    return { code: `${at}.toISOString().slice(0, 10)`, of: () => iso.slice(0, 10) };
  if (/T/i.test(String(value))) return { code: `${at}.toISOString().slice(0, 19)`, of: () => iso.slice(0, 19) };
  const text = iso.slice(0, 19).replace('T', ' ');
  return { code: `${at}.toISOString().slice(0, 19).replace('T', ' ')`, of: () => text };
}

function amountValue({ field }: TreeLeaf, isNumber: boolean): ExampleValue {
  const { canonical, reading } = field;
  const [code, of] = CENTS[canonical] ?? ['0', () => 0];
  const shown = isNumber
    ? code === '0'
      ? '0'
      : `(${code}) / 100`.replace(/^\(([\w.()]+)\)/, '$1')
    : `amount(${code})`;
  const value = (line: ExampleLine): Json => (isNumber ? of(line) / 100 : formatAmount(of(line), reading.thousands));
  // What nobody can read as an amount, for the tests.
  return { code: canonical === 'totals.grand' ? `order.isSpoiled ? 'a lot' : ${shown}` : shown, of: value };
}

/** Hundredths as the sample writes amounts. */
function formatAmount(cents: number, thousands: string | undefined): string {
  const plain = (cents / 100).toFixed(2);
  if (thousands === undefined) return plain;
  return plain.replace('.', thousands === '.' ? ',' : '.').replace(/\B(?=(\d{3})+(?!\d))/g, thousands);
}

/** The function of the sandbox that writes hundredths as the sample writes amounts. */
export function amountCode(thousands: string | undefined): string {
  if (thousands === undefined) return '  return (cents / 100).toFixed(2);\n';
  const point = thousands === '.' ? ".replace('.', ',')" : '';
  const plain = `  const plain = (cents / 100).toFixed(2)${point};\n`;
  return `${plain}  return plain.replace(/\\B(?=(\\d{3})+(?!\\d))/g, ${quote(thousands)});\n`;
}

function textValue({ field, source, place }: TreeLeaf): ExampleValue {
  const { canonical, reading } = field;
  const [value] = source.values;
  const last = canonical.split('.').at(-1) ?? '';
  if (canonical === 'customer.email')
    return { code: `\`buyer\${order.id}@example.com\``, of: () => 'buyer1@example.com' };
  // Words of a table, and codes, are nobody's data.
  if (reading.values !== undefined) return literal(Object.keys(reading.values)[0] ?? '');
  if (last === 'currency' || canonical === 'customer.guest')
    return literal(value ?? (last === 'currency' ? 'EUR' : false));
  if (canonical === 'payments[].id') return literal(typeof value === 'number' ? 1 : '1');
  const text = last === 'street' ? (STREET[place] ?? 'Street') : (TEXTS[last] ?? 'example');
  if (Array.isArray(value)) return literal([text]);
  return typeof value === 'number' ? literal(Number(text.replace(/\D/g, '')) || 1) : literal(text);
}
