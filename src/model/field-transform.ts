import { Big } from 'big.js';
import { hasOwn, type Json, type JsonObject } from '../diff/json.js';
import { formatDecimal, isDecimal } from './decimal.js';
import { toInstant } from './instant.js';
import { type DecimalMark, parseDecimal, type Thousands } from './parse-decimal.js';

/** The named ways in which a remote value becomes a canonical one. */
export const transformNames = [
  'keep',
  'text',
  'trim',
  'join',
  'money',
  'number',
  'flag',
  'instant',
  'enum',
  'position',
] as const;
/** The name of a transform. */
export type TransformName = (typeof transformNames)[number];

/** What a transform may be told. */
export interface TransformOptions {
  /** money, number: what groups the digits by three; with a point the decimals follow a comma, else a point, unless `decimal` says. */
  thousands?: Thousands | undefined;
  /** money, number: what the decimals follow; a point unless told. */
  decimal?: DecimalMark | undefined;
  /** instant: what a time without a zone means. */
  zone?: 'utc' | undefined;
  /** instant: in which order day, month and year stand where the text is no ISO 8601, such as 24.12.2026. */
  order?: 'dmy' | 'mdy' | undefined;
  /** instant: a number counts these since 1970. */
  epoch?: 's' | 'ms' | undefined;
  /** enum: the canonical value of each remote one. */
  values?: JsonObject | undefined;
  /** enum: the canonical value of all others. */
  otherwise?: Json | undefined;
  /** join: what stands between the parts; a space unless told. */
  separator?: string | undefined;
}

/** The transformed value, null where there is none, or why it is none. */
export type Transformed = { value: Json } | { fault: string };

const INSTANT = /^(\d{4}-\d{2}-\d{2})(?:[Tt ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?))? ?(Z|z|[+-]\d{2}:?\d{2})?$/;
const FLAGS = new Map(
  Object.entries({ true: true, '1': true, yes: true, y: true, false: false, '0': false, no: false, n: false }),
);

/** Transforms one value that is neither absent nor null; `join` and `position` are the mapping's own. Total. */
export function transformValue(name: TransformName, value: Json, options: TransformOptions): Transformed {
  if (name === 'keep') return { value };
  if (typeof value === 'object' && value !== null) return { fault: 'is no single value' };
  if (name === 'text' || name === 'join' || name === 'position') return { value: String(value) };
  const text = String(value).trim();
  if (name === 'trim') return { value: text };
  if (text === '') return { value: null };
  if (name === 'money') return toMoney(value, options);
  if (name === 'number') return toNumber(value, options);
  if (name === 'instant') return toUtc(value, text, options);
  if (name === 'flag')
    return FLAGS.has(text.toLowerCase())
      ? { value: FLAGS.get(text.toLowerCase()) === true }
      : { fault: 'is neither yes nor no' };
  return toChoice(text, options);
}

function toChoice(text: string, { values = {}, otherwise }: TransformOptions): Transformed {
  const value = hasOwn(values, text) ? values[text] : otherwise;
  return value === undefined ? { fault: 'is not among the values of its table' } : { value };
}

function toMoney(value: Json, options: TransformOptions): Transformed {
  const digits = parseDecimal(value, options.thousands, options.decimal)?.toFixed();
  if (digits === undefined) return { fault: 'is not a decimal number' };
  return isDecimal(digits) ? { value: formatDecimal(digits) } : { fault: 'has more digits than an amount may have' };
}

/** A number stays the text of its digits where a double would not hold them. */
function toNumber(value: Json, options: TransformOptions): Transformed {
  const digits = parseDecimal(value, options.thousands, options.decimal)?.toFixed();
  if (digits === undefined) return { fault: 'is not a number' };
  const exact = new Big(Number(digits)).eq(digits);
  return { value: exact ? Number(digits) : digits };
}

const DAY_FIRST = /^(\d{1,2})([./-])(\d{1,2})\2(\d{4})(.*)$/s;

/** The date with the year first, where it stands in the order that was told; any other text as it is. */
function putYearFirst(text: string, order: 'dmy' | 'mdy' | undefined): string {
  const match = order === undefined ? null : DAY_FIRST.exec(text);
  if (match === null) return text;
  const [, first = '', , second = '', year, rest = ''] = match;
  const [day, month] = order === 'dmy' ? [first, second] : [second, first];
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}${rest.replace(/^, ?/, ' ')}`;
}

function toUtc(value: Json, text: string, { zone, epoch, order }: TransformOptions): Transformed {
  if (epoch !== undefined && /^-?\d{1,15}(\.\d{1,9})?$/.test(text)) {
    return checkInstant(new Date(Math.trunc(Number(text) * (epoch === 's' ? 1_000 : 1))));
  }
  const match = typeof value === 'string' ? INSTANT.exec(putYearFirst(text, order)) : null;
  if (match === null) return { fault: 'is not a date and time' };
  const [, day, time = '00:00', offset] = match;
  if (offset === undefined && zone !== 'utc') return { fault: 'has no time zone' };
  const plain = new Date(`${day}T${time}Z`);
  // Date moves the 31st of February to March without a word.
  if (Number.isNaN(plain.getTime()) || plain.toISOString().slice(0, 10) !== day)
    return { fault: 'is not a date and time' };
  const sign = offset === undefined || /^z$/i.test(offset) ? 'Z' : `${offset.slice(0, 3)}:${offset.slice(-2)}`;
  return checkInstant(new Date(`${day}T${time}${sign}`));
}

function checkInstant(date: Date): Transformed {
  const isGood = !Number.isNaN(date.getTime()) && /^\d{4}-/.test(date.toISOString());
  return isGood ? { value: toInstant(date) } : { fault: 'is not a date and time' };
}
