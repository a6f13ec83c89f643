import { compareIds, parseGid } from '../books/ids.js';
import type { SearchTerm } from './parse-query.js';

/** What a field of a record is for a search. */
export type Searchable<Row> =
  | { kind: 'instant'; read(row: Row): number; wholeDays?: boolean }
  | { kind: 'id'; read(row: Row): string }
  /** Any of the texts may fit; upper and lower case are the same. */
  | { kind: 'text'; read(row: Row): readonly (string | null)[] };

/** The fields by which records of one kind are searched. */
export type SearchFields<Row> = Readonly<Record<string, Searchable<Row>>>;

/** A remark on a term that was passed over. */
export interface TermWarning {
  field: string;
  message: string;
  code: string;
}

/**
 * Whether a record fits the groups of a search; an empty search fits everything. A term of an unknown field is passed
 * over, as the shop does it, and so is one whose value cannot be read.
 */
export function matches<Row>(row: Row, groups: readonly (readonly SearchTerm[])[], fields: SearchFields<Row>): boolean {
  return groups.length === 0 || groups.some((group) => group.every((term) => fits(row, term, fields)));
}

/** What is wrong with the terms of a search. */
export function warningsOf<Row>(groups: readonly (readonly SearchTerm[])[], fields: SearchFields<Row>): TermWarning[] {
  return groups.flat().flatMap((term) => {
    if (term.field === null) return [];
    const field = fields[term.field];
    if (field === undefined) {
      return [{ field: term.field, message: 'Invalid search field for this query.', code: 'invalid_field' }];
    }
    const isReadable = field.kind !== 'instant' || readInstant(term, field.wholeDays ?? false) !== null;
    return isReadable
      ? []
      : [{ field: term.field, message: `Input "${term.value}" is not a valid date.`, code: 'invalid_value' }];
  });
}

function fits<Row>(row: Row, term: SearchTerm, fields: SearchFields<Row>): boolean {
  const isFit = fitsPlainly(row, term, fields);
  return isFit === null || isFit !== term.isNegated;
}

/** Null where the term says nothing. */
function fitsPlainly<Row>(row: Row, term: SearchTerm, fields: SearchFields<Row>): boolean | null {
  const field = term.field === null ? fields.default : fields[term.field];
  if (field === undefined) return null;
  if (field.kind === 'instant') return fitsInstant(field.read(row), term, field.wholeDays ?? false);
  if (field.kind === 'id') return compared(compareIds(field.read(row), idOf(term.value)), term);
  const wanted = term.value.toLowerCase();
  const isWord = term.field === null;
  return field.read(row).some((text) => {
    const given = text?.toLowerCase() ?? '';
    return isWord ? given.includes(wanted) : given === wanted || wanted === '*';
  });
}

function fitsInstant(atMs: number, term: SearchTerm, wholeDays: boolean): boolean | null {
  const wanted = readInstant(term, wholeDays);
  if (wanted === null) return null;
  if (term.comparator !== '=') return compared(Math.sign(atMs - wanted.atMs), term);
  return wanted.isDay ? atMs >= wanted.atMs && atMs < wanted.atMs + DAY_MS : atMs === wanted.atMs;
}

const DAY_MS = 24 * 3_600_000;

/** Without quotes only the date of an instant is heard: its time of day is dropped without a word. */
function readInstant({ value, isQuoted }: SearchTerm, wholeDays: boolean): { atMs: number; isDay: boolean } | null {
  const day = /^\d{4}-\d{2}-\d{2}/.exec(value)?.[0];
  const isDay = !isQuoted || wholeDays || value === day;
  const text = isDay ? `${day}T00:00:00Z` : value;
  const atMs = Date.parse(text);
  return day === undefined || Number.isNaN(atMs) ? null : { atMs, isDay };
}

function compared(sign: number, { comparator }: SearchTerm): boolean {
  if (comparator === '=') return sign === 0;
  if (sign === 0) return comparator === '<=' || comparator === '>=';
  return comparator.startsWith('<') ? sign < 0 : sign > 0;
}

function idOf(value: string): string {
  return parseGid(value)?.id ?? value;
}
