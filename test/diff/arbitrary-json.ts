import fc from 'fast-check';
import type { Json, JsonObject } from '../../src/diff/json.js';
import { deepFreeze } from './deep-freeze.js';

// Few keys, ids and scalars, so that two documents have much in common and most runs meet an interesting case.
const plainKeys = ['a', 'b', 'id', '0', '', '/', '~', '~1', 'a/b~c', 'é', 'e\u0301', '\u{1f600}', '\ud800'];
const prototypeKeys = ['__proto__', 'constructor', 'prototype', 'toString'];
const ids = ['a', 'b', 'c', 'd', '', '__proto__', '1', '01'];
const scalars = [null, true, false, 0, -0, 1, 1.5, 1e21, '', '0', 'a', 'é', 'e\u0301', '\ud800', '10.00', '10.0'];

const anyKey = fc.constantFrom(...plainKeys, ...prototypeKeys);
const anyId = fc.constantFrom(...ids);

/** Any scalar that JSON knows. */
export const scalar: fc.Arbitrary<Json> = fc.oneof(
  { weight: 16, arbitrary: fc.constantFrom<Json[]>(...scalars) },
  { weight: 1, arbitrary: fc.double({ noNaN: true, noDefaultInfinity: true }) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 4 }) },
);

function dictionary(key: fc.Arbitrary<string>, value: fc.Arbitrary<Json>): fc.Arbitrary<JsonObject> {
  return fc.dictionary(key, value, { maxKeys: 3, noNullPrototype: true });
}

function withId([id, object]: [string, JsonObject]): JsonObject {
  return { ...object, id };
}

function documentsOf(key: fc.Arbitrary<string>, hasArrays: boolean): fc.Arbitrary<Json> {
  return fc.letrec<{ value: Json }>((tie) => {
    const object = dictionary(key, tie('value'));
    const element = fc.tuple(anyId, object).map(withId);
    const keyed = fc.uniqueArray(element, { selector: ({ id }) => id, maxLength: 3 });
    const alike = fc.array(element, { maxLength: 2 });
    const plain = fc.array(tie('value'), { maxLength: 2 });
    const arrays: fc.Arbitrary<Json>[] = hasArrays ? [keyed, keyed, alike, plain] : [];
    return { value: fc.oneof({ maxDepth: 3, depthSize: 'xsmall' }, scalar, object, object, ...arrays) };
  }).value;
}

/** Any JSON value: keyed arrays, arrays that only look keyed, prototype keys, `/` and `~` and lone surrogates in keys. */
export const json: fc.Arbitrary<Json> = documentsOf(anyKey, true);

/** An object of `json` values. */
export const jsonObject: fc.Arbitrary<JsonObject> = dictionary(anyKey, json);

/** An object as `jsonObject`, without the keys that other libraries refuse. */
export const plainObject: fc.Arbitrary<JsonObject> = dictionary(
  fc.constantFrom(...plainKeys),
  documentsOf(fc.constantFrom(...plainKeys), true),
);

const namedKeys = plainKeys.filter((key) => key !== '');

/** An object as `plainObject`, without arrays, and without the empty key, which deep-diff leaves out of its paths. */
export const objectWithoutArrays: fc.Arbitrary<JsonObject> = dictionary(
  fc.constantFrom(...namedKeys),
  documentsOf(fc.constantFrom(...namedKeys), false),
);

/** A document and what somebody made of it by some edits, or two that know nothing of each other; frozen. */
export function versionsOf<T extends Json>(documents: fc.Arbitrary<T>): fc.Arbitrary<[T, T]> {
  const edited = fc
    .tuple(documents, fc.nat(0xffff))
    .map(([document, start]): [T, T] => [document, edit(document, dice(start)) as T]);
  const unrelated = fc.tuple(documents, documents);
  return fc.oneof({ weight: 3, arbitrary: edited }, { weight: 1, arbitrary: unrelated }).map(deepFreeze);
}

/** A document and what two people made of it, each on their own; frozen. */
export function editsOf<T extends Json>(documents: fc.Arbitrary<T>): fc.Arbitrary<[base: T, theirs: T, ours: T]> {
  return fc
    .tuple(documents, fc.nat(0xffff), fc.nat(0xffff))
    .map(([base, one, other]): [T, T, T] => [base, edit(base, dice(one)) as T, edit(base, dice(other)) as T])
    .map(deepFreeze);
}

/** The same rolls for the same start: a linear congruential generator, without its weak low bits. */
function dice(start: number): () => number {
  let state = start;
  return () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return state >>> 16;
  };
}

/** The value with edits as the rolls have it. */
function edit(value: Json, roll: () => number): Json {
  if (Array.isArray(value)) return editArray(value, roll);
  if (typeof value === 'object' && value !== null) return editObject(value, roll);
  const face = roll();
  return face % 3 === 0 ? (scalars[face % scalars.length] as Json) : value;
}

function editObject(object: JsonObject, roll: () => number): JsonObject {
  const entries = Object.entries(object)
    .filter(([key]) => key === 'id' || roll() % 5 !== 0)
    .map(([key, value]): [string, Json] => [key, key === 'id' ? value : edit(value, roll)]);
  if (roll() % 4 === 0) entries.push(['b', 'added']);
  if (roll() % 4 === 0) entries.reverse();
  return Object.fromEntries(entries);
}

function editArray(array: Json[], roll: () => number): Json[] {
  const edited = array.filter(() => roll() % 4 !== 0).map((element) => edit(element, roll));
  const face = roll();
  if (face % 3 === 0) {
    edited.splice(face % (edited.length + 1), 0, { id: ids[face % ids.length] as string, a: 'added' });
  }
  if (roll() % 4 === 0) edited.reverse();
  return edited;
}
