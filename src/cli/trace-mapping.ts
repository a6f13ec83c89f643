import { apply } from '../diff/apply.js';
import { diff } from '../diff/diff.js';
import { isJsonObject, type Json } from '../diff/json.js';
import { formatPointer, parsePointer } from '../diff/pointer.js';
import type { ChannelResource } from '../ports/channel.js';

/** A field of the canonical record, and the fields of the payload that it changes with. */
export interface TracedField {
  /** Such as `lines[].sku`. */
  field: string;
  /** Such as `items[].sku`. */
  from: string[];
}

/** So many places of one field of the payload are tried before it is taken to lead nowhere. */
const MAX_PLACES = 4;

/**
 * Finds out which canonical field comes from which field of the payload, by changing one value of the samples after the other and
 * looking at what that changes in the mapped record. It tells what the mapping does, whatever its code looks like.
 */
export function traceMapping(
  resource: Pick<ChannelResource, 'map'>,
  samples: readonly Json[],
  settings: unknown,
): TracedField[] {
  const found = new Map<string, Set<string>>();
  const tried = new Map<string, number>();
  for (const sample of samples) {
    const before = tryMap(resource, sample, settings);
    if (before === null) continue;
    for (const { tokens, value } of leavesOf(sample, [])) {
      const from = generalize(tokens);
      const places = tried.get(from) ?? 0;
      if (places >= MAX_PLACES) continue;
      tried.set(from, places + 1);
      for (const other of otherValues(value)) {
        const path = formatPointer(tokens);
        const after = tryMap(resource, apply(sample, [{ op: 'replace', path, value: other }]), settings);
        if (after === null) continue;
        for (const change of diff(before, after)) note(found, generalize(parsePointer(change.path)), from);
      }
    }
  }
  const fields = [...found].map(([field, from]) => ({ field, from: [...from].sort() }));
  return fields.sort((one, other) => (one.field < other.field ? -1 : 1));
}

function note(found: Map<string, Set<string>>, field: string, from: string): void {
  const known = found.get(field);
  if (known === undefined) found.set(field, new Set([from]));
  else known.add(from);
}

/** What another value turns into something that cannot be mapped tells nothing. */
function tryMap({ map }: Pick<ChannelResource, 'map'>, raw: Json, settings: unknown): Json | null {
  try {
    return map(raw, settings).record;
  } catch {
    return null;
  }
}

interface Leaf {
  tokens: string[];
  value: Json;
}

function* leavesOf(value: Json, tokens: string[]): Generator<Leaf> {
  if (Array.isArray(value))
    for (const [index, one] of value.entries()) yield* leavesOf(one, [...tokens, String(index)]);
  else if (isJsonObject(value))
    for (const [name, one] of Object.entries(value)) yield* leavesOf(one, [...tokens, name]);
  else yield { tokens, value };
}

/** `items[].sku` for `/items/3/sku`. */
function generalize(tokens: readonly string[]): string {
  return tokens.map((token, at) => (/^\d+$/.test(token) ? '[]' : at === 0 ? token : `.${token}`)).join('');
}

const INSTANT = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d/;
const NUMBER = /^-?\d+(\.\d+)?$/;

/** Values that could stand in the place of this one. */
function otherValues(value: Json): Json[] {
  if (typeof value === 'boolean') return [!value];
  if (typeof value === 'number') return [value + 1, value === 0 ? 2 : 0];
  if (typeof value !== 'string') return ['x', '1', true];
  if (INSTANT.test(value)) return [value.replace(/^\d{4}/, '2001')];
  if (NUMBER.test(value)) return [String(Number(value) + 1), '0'];
  return [/^[A-Z]{3}$/.test(value) ? 'CHF' : `${value}x`, 'x'];
}
