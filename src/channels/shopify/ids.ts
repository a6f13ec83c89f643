import { isLosslessNumber } from 'lossless-json';
import type { Json } from '../../diff/json.js';
import type { RawFields } from '../kit/raw-fields.js';

const DIGITS = /^\d{1,20}$/;
const GID = /^gid:\/\/shopify\/[A-Za-z]+\/(\d{1,20})(?:\?.*)?$/;

/** The numeric id as text, from a global id, a number or digits; null when it is none of these. */
export function toLegacyId(value: unknown): string | null {
  const text = isLosslessNumber(value) ? value.value : String(value ?? '');
  if (typeof value !== 'string' && typeof value !== 'number' && !isLosslessNumber(value)) return null;
  return DIGITS.test(text) ? text : (GID.exec(text)?.[1] ?? null);
}

/** The global id of an object. */
export function toGid(type: string, legacyId: string): string {
  return `gid://shopify/${type}/${legacyId}`;
}

/** The type in a global id, such as `LineItem`; null when it is none. */
export function typeOfGid(gid: Json | undefined): string | null {
  return typeof gid === 'string' ? (/^gid:\/\/shopify\/([A-Za-z]+)\//.exec(gid)?.[1] ?? null) : null;
}

/** A row of a payload with the id that it has in the record. */
export interface IdentifiedRow {
  id: string;
  fields: RawFields;
}

/** The rows, each with an id of its own: its numeric one; one without an id is known by its place, such as `line-1`. */
export function identifyRows(rows: readonly RawFields[], word: string): IdentifiedRow[] {
  const taken = new Set<string>();
  return rows.map((fields, index) => {
    const own = toLegacyId(fields.json('id')) ?? fields.filledText('id');
    let id = own === null || taken.has(own) ? `${word}-${index + 1}` : own;
    while (taken.has(id)) id = `${id}#`;
    taken.add(id);
    return { id, fields };
  });
}
