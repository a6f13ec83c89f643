import type { Json } from '../../diff/json.js';
import type { FieldKind } from '../../model/canonical-field.js';
import type { LongRule } from '../../model/compile-mapping.js';
import { isCurrency } from '../../model/currency.js';
import { type TransformName, type TransformOptions, transformValue } from '../../model/field-transform.js';
import { stateWords, toPlainName } from './spellings.js';

/** What groups the digits of an amount; null = nothing does. */
export type Thousands = ',' | '.' | ' ' | "'" | null;

/** The part of a rule that says how its values are read. */
export type Reading = Omit<LongRule, 'from'>;

const GROUPINGS: readonly Thousands[] = [null, ',', '.', ' ', "'"];
const isScalar = (value: Json): value is string | number => typeof value === 'string' || typeof value === 'number';

function reads(values: readonly Json[], name: TransformName, options: TransformOptions): boolean {
  return values.every((value) => 'value' in transformValue(name, value, options));
}

/** The ways to group digits in which most of these amounts can be read, the plainest first; none when none can. */
export function findGroupings(amounts: readonly Json[]): Thousands[] {
  const counts = GROUPINGS.map((grouping) => amounts.filter((amount) => readsAmount(amount, grouping)).length);
  const most = Math.max(...counts);
  return GROUPINGS.filter((_, at) => most > 0 && counts[at] === most);
}

function readsAmount(value: Json, grouping: Thousands): boolean {
  return 'value' in transformValue('money', value, grouping === null ? {} : { thousands: grouping });
}

/** How the values of a field are read as what the canonical field holds; null when they cannot be. */
export function chooseReading(
  canonical: string,
  kind: FieldKind,
  values: readonly Json[],
  grouping: Thousands,
): Reading | null {
  if (values.length === 0) return kind === 'instant' ? null : {};
  if (kind === 'texts') return values.flat().every(isScalar) ? {} : null;
  if (kind === 'flag') return reads(values, 'flag', {}) ? {} : null;
  if (!values.every(isScalar)) return null;
  if (kind === 'decimal') return readAmount(values, grouping);
  if (kind === 'instant') return readInstant(values);
  if (canonical === 'currency' || canonical.endsWith('.currency')) return readCurrency(values);
  if (kind === 'choice') return readState(canonical, values);
  if (canonical.endsWith('email'))
    return values.every((value) => String(value).includes('@')) ? { transform: 'trim' } : null;
  return {};
}

function readAmount(values: readonly (string | number)[], grouping: Thousands): Reading | null {
  if (!values.every((value) => readsAmount(value, grouping))) return null;
  const isWritten = values.some((value) => typeof value === 'string');
  return grouping !== null && isWritten ? { thousands: grouping } : {};
}

function readInstant(values: readonly (string | number)[]): Reading | null {
  if (reads(values, 'instant', {})) return {};
  if (reads(values, 'instant', { zone: 'utc' })) return { zone: 'utc' };
  const numbers = values.map(Number);
  // Seconds until the year 5138, milliseconds since 1973.
  if (!numbers.every((one) => Number.isFinite(one) && one > 1e8)) return null;
  return numbers.every((one) => one < 1e11) ? { epoch: 's' } : { epoch: 'ms' };
}

function readCurrency(values: readonly (string | number)[]): Reading | null {
  const codes = [...new Set(values.map((value) => String(value)))];
  if (codes.every(isCurrency)) return {};
  if (!codes.every((code) => isCurrency(code.toUpperCase()))) return null;
  return { values: Object.fromEntries(codes.map((code) => [code, code.toUpperCase()])) };
}

function readState(canonical: string, values: readonly (string | number)[]): Reading | null {
  const seen = [...new Set(values.map((value) => String(value).trim()))];
  const states = Object.entries(stateWords[canonical] ?? {});
  const table = seen.flatMap((text) => {
    const state = states.find(([, spelled]) => spelled.includes(toPlainName(text)))?.[0];
    return state === undefined ? [] : [[text, state] as const];
  });
  return table.length === 0 ? null : { values: Object.fromEntries(table) };
}
