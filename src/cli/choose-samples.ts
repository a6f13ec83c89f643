import type { Json } from '../diff/json.js';
import { leavesOf } from './payload-leaves.js';

/** Short ones are many, as each of them shows less. */
const ENOUGH_CHARACTERS = 150_000;
const FEWEST = 8;
/** A longer one only says the same of more lines. */
const MAX_CHARACTERS = 40_000;

/** Of many payloads those that show a field for the first time, and some others; those with the most fields first. */
export function chooseSamples(payloads: readonly Json[]): Json[] {
  const seen = new Set<string>();
  const step = Math.max(1, Math.floor(payloads.length / countOf(payloads)));
  const sized = payloads
    .filter((payload) => JSON.stringify(payload).length <= MAX_CHARACTERS)
    .map((payload) => ({ payload, fields: fieldsOf(payload) }));
  const chosen = sized.filter(({ fields }, index) => {
    const before = seen.size;
    for (const field of fields) seen.add(field);
    return seen.size > before || index % step === 0;
  });
  return chosen.sort((one, other) => other.fields.size - one.fields.size).map(({ payload }) => payload);
}

/** How many from all over the list, besides those that show something new. */
function countOf(payloads: readonly Json[]): number {
  return Math.max(FEWEST, (ENOUGH_CHARACTERS * payloads.length) / JSON.stringify(payloads).length);
}

function fieldsOf(payload: Json): Set<string> {
  const leaves = leavesOf(payload).filter(({ value }) => value !== null);
  return new Set(leaves.map(({ from }) => from));
}
