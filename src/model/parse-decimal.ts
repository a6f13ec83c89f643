import { Big } from 'big.js';
import type { Json } from '../diff/json.js';

const DECIMAL = /^[+-]?\d{1,40}(\.\d{1,40})?([eE][+-]?\d{1,3})?$/;

/** What groups the digits of a number by three; with a point the decimals follow a comma, else a point. */
export type Thousands = ',' | '.' | ' ' | "'";

/** What the decimals of a number follow. */
export type DecimalMark = ',' | '.';

/** Takes the marks between groups of three digits away; null when they stand anywhere else. */
function ungroup(text: string, thousands: Thousands | undefined, mark: DecimalMark): string | null {
  const [whole = '', decimals, ...more] = text.split(mark);
  const plain = whole.replace(/[\u00a0\u202f]/g, ' ');
  const [first = '', ...groups] = thousands === undefined ? [plain] : plain.split(thousands);
  const isGrouped =
    groups.every((group) => /^\d{3}$/.test(group)) && (groups.length === 0 || /^[+-]?\d{1,3}$/.test(first));
  if (more.length > 0 || !isGrouped || /[.,]/.test(first)) return null;
  return [first, ...groups].join('') + (decimals === undefined ? '' : `.${decimals}`);
}

/**
 * The exact decimal that a JSON number or a text spells, an exponent and a plus sign allowed; null when it spells none. Without `decimal`
 * the decimals follow what does not group the digits.
 */
export function parseDecimal(value: Json, thousands?: Thousands, decimal?: DecimalMark): Big | null {
  if (typeof value !== 'number' && typeof value !== 'string') return null;
  const spelled = String(value).trim();
  const isPlain = (thousands ?? decimal) === undefined || typeof value === 'number';
  const text = isPlain ? spelled : ungroup(spelled, thousands, decimal ?? (thousands === '.' ? ',' : '.'));
  return text !== null && DECIMAL.test(text) ? new Big(text.replace(/^\+/, '')) : null;
}
