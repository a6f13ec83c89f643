import type { Json } from '../diff/json.js';
import { type Leaf, leavesOf } from './payload-leaves.js';

const INSTANT = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d/;
const NUMBER = /^-?\d+(\.\d+)?$/;
/** An id that ends in a number, or is one of 32 hexadecimal digits. */
const ENDS_IN_NUMBER = /^(.*\/)(\d{1,15})$/;
const HEX = /^[0-9a-f]{32}$/;

const UNIQUE = [INSTANT, NUMBER, ENDS_IN_NUMBER, HEX];

/** So many other values that the samples have in the same place are tried, such as other states. */
const MAX_SEEN = 3;
/** A field with more different values than this, such as a name, has no states. */
const MAX_STATES = 12;

/** For a payload, gives values that could stand in the place of one of its leaves. */
export type OtherValues = (payload: Json) => (leaf: Leaf) => Json[];

/** First values that samples have in the same field and the payload has not, such as other states; then values that are made up. */
export function createOtherValues(samples: readonly Json[]): OtherValues {
  const seen = textsOf(samples);
  return (payload) => {
    const own = textsOf([payload]);
    return ({ from, value }) => {
      if (typeof value !== 'string') return madeUp(value);
      const states = seen.get(from) ?? new Set();
      const others = states.size > MAX_STATES ? [] : [...states].filter((other) => own.get(from)?.has(other) !== true);
      return [...others.slice(0, MAX_SEEN), ...madeUp(value)];
    };
  };
}

/** The texts in each field that are no instants, numbers or ids. */
function textsOf(payloads: readonly Json[]): Map<string, Set<string>> {
  const texts = new Map<string, Set<string>>();
  for (const { from, value } of payloads.flatMap(leavesOf)) {
    if (typeof value !== 'string' || UNIQUE.some((pattern) => pattern.test(value))) continue;
    texts.set(from, (texts.get(from) ?? new Set()).add(value));
  }
  return texts;
}

function madeUp(value: Json): Json[] {
  if (typeof value === 'boolean') return [!value];
  if (typeof value === 'number') return [value + 1, value === 0 ? 2 : 0];
  if (typeof value !== 'string') return ['x', '1', true];
  if (INSTANT.test(value)) return [value.replace(/^\d{4}/, '2001')];
  if (NUMBER.test(value)) return [String(Number(value) + 1), '0'];
  if (HEX.test(value)) return [value.replace(/.$/, (digit) => (digit === '0' ? '1' : '0')), null];
  const [, head, number] = ENDS_IN_NUMBER.exec(value) ?? [];
  if (head !== undefined) return [`${head}${Number(number) + 1}`, null];
  return [/^[A-Z]{3}$/.test(value) ? 'CHF' : `${value}x`, 'x'];
}
