import { Big } from 'big.js';
import type { Json } from '../diff/json.js';

const DECIMAL = /^[+-]?\d{1,40}(\.\d{1,40})?([eE][+-]?\d{1,3})?$/;

/** What groups the digits of a number by three; with a point the decimals follow a comma, else a point. */
export type Thousands = ',' | '.' | ' ' | "'";

/** Takes the marks between groups of three digits away; null when they stand anywhere else. */
function ungroup(text: string, thousands: Thousands): string | null {
  const [whole = '', decimals, ...more] = text.split(thousands === '.' ? ',' : '.');
  const [first = '', ...groups] = whole.replace(/[\u00a0\u202f]/g, ' ').split(thousands);
  const isGrouped =
    groups.every((group) => /^\d{3}$/.test(group)) && (groups.length === 0 || /^[+-]?\d{1,3}$/.test(first));
  if (more.length > 0 || !isGrouped) return null;
  return [first, ...groups].join('') + (decimals === undefined ? '' : `.${decimals}`);
}

/** The exact decimal that a JSON number or a text spells, an exponent and a plus sign allowed; null when it spells none. */
export function parseDecimal(value: Json, thousands?: Thousands): Big | null {
  if (typeof value !== 'number' && typeof value !== 'string') return null;
  const spelled = String(value).trim();
  const text = thousands === undefined || typeof value === 'number' ? spelled : ungroup(spelled, thousands);
  return text !== null && DECIMAL.test(text) ? new Big(text.replace(/^\+/, '')) : null;
}
