import type { JsonValue } from '../../kit/json-object.js';
import { readInstant } from '../shopware-time.js';

/** The four ends that a range may have. */
export type RangeBound = 'gt' | 'gte' | 'lt' | 'lte';

/** One condition of a search. */
export type Filter =
  | { kind: 'equals'; field: string; value: JsonValue }
  | { kind: 'any'; field: string; values: readonly JsonValue[] }
  | { kind: 'text'; field: string; at: 'contains' | 'prefix' | 'suffix'; text: string }
  | { kind: 'range'; field: string; bounds: Readonly<Partial<Record<RangeBound, JsonValue>>> }
  | { kind: 'multi'; operator: 'AND' | 'OR'; negated: boolean; filters: readonly Filter[] };

/** The values that a field has: one, or where its path leads through many rows one of each; null where it leads nowhere. */
export type ReadField = (field: string) => readonly JsonValue[];

/** Whether a row meets a condition; of several values one is enough. A comparison with null never holds, but for equality. */
export function meets(filter: Filter, read: ReadField): boolean {
  switch (filter.kind) {
    case 'multi':
      return meetsMulti(filter, read);
    case 'equals':
      return read(filter.field).some((found) => isSame(found, filter.value));
    case 'any':
      return read(filter.field).some((found) => filter.values.some((value) => isSame(found, value)));
    case 'text':
      return read(filter.field).some((found) => found !== null && holdsText(fold(found), filter.at, fold(filter.text)));
    case 'range':
      return read(filter.field).some((found) => isWithin(found, filter.bounds));
  }
}

/** Every field that a condition names. */
export function fieldsOf(filter: Filter): string[] {
  return filter.kind === 'multi' ? filter.filters.flatMap(fieldsOf) : [filter.field];
}

/** A value as the database compares it: instants as their time, text without its case. */
export function toComparable(value: JsonValue): number | string | null {
  if (value === null || typeof value === 'number') return value;
  if (typeof value !== 'string') return Number(value);
  const instant = readInstant(value);
  return Number.isNaN(instant) ? fold(value) : instant;
}

/** Compares two of them: null first, and a number with what can be read as one. */
export function compare(one: number | string | null, other: number | string | null): number {
  if (one === null || other === null) return Number(one !== null) - Number(other !== null);
  if (typeof one === 'number') return one - Number(other);
  const text = String(other);
  return one === text ? 0 : one < text ? -1 : 1;
}

function meetsMulti({ operator, negated, filters }: Filter & { kind: 'multi' }, read: ReadField): boolean {
  const isMet = (filter: Filter): boolean => meets(filter, read);
  return (operator === 'AND' ? filters.every(isMet) : filters.some(isMet)) !== negated;
}

function isSame(found: JsonValue, value: JsonValue): boolean {
  if (found === null || value === null) return found === value;
  if (typeof found === 'boolean') return found === (value === true || value === 1 || value === '1' || value === 'true');
  return compare(toComparable(found), toComparable(value)) === 0;
}

const HOLDS: Readonly<Record<RangeBound, (order: number) => boolean>> = {
  gt: (order) => order > 0,
  gte: (order) => order >= 0,
  lt: (order) => order < 0,
  lte: (order) => order <= 0,
};

function isWithin(found: JsonValue, bounds: Readonly<Partial<Record<RangeBound, JsonValue>>>): boolean {
  if (found === null) return false;
  const comparable = toComparable(found);
  return Object.entries(bounds).every(([bound, value]) => {
    return value !== null && HOLDS[bound as RangeBound](compare(comparable, toComparable(value)));
  });
}

function holdsText(found: string, at: 'contains' | 'prefix' | 'suffix', text: string): boolean {
  if (at === 'prefix') return found.startsWith(text);
  return at === 'suffix' ? found.endsWith(text) : found.includes(text);
}

function fold(value: JsonValue): string {
  return String(value).toLowerCase();
}
