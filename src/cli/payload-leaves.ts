import { isJsonObject, type Json } from '../diff/json.js';
import { formatPlace } from './format-place.js';

/** One value of a payload that holds no others. */
export interface Leaf {
  tokens: string[];
  /** Such as `items[].sku`. */
  from: string;
  value: Json;
}

/** All of them, in the order of the payload. */
export function leavesOf(payload: Json): Leaf[] {
  return [...walk(payload, [])];
}

/** Of lists only what stands in the first row and in the last: what is special, such as a discount's line, comes last. */
export function outerLeavesOf(payload: Json): Leaf[] {
  const leaves = leavesOf(payload);
  const last = new Map(leaves.map((leaf) => [leaf.from, leaf]));
  const first = new Map(leaves.toReversed().map((leaf) => [leaf.from, leaf]));
  return leaves.filter((leaf) => first.get(leaf.from) === leaf || last.get(leaf.from) === leaf);
}

function* walk(value: Json, tokens: string[]): Generator<Leaf> {
  if (Array.isArray(value)) for (const [index, one] of value.entries()) yield* walk(one, [...tokens, String(index)]);
  else if (isJsonObject(value)) for (const [name, one] of Object.entries(value)) yield* walk(one, [...tokens, name]);
  else yield { tokens, from: formatPlace(tokens), value };
}
