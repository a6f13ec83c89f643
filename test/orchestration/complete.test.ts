import fc from 'fast-check';
import { equal } from '../../src/diff/equal.js';
import type { Json, JsonObject } from '../../src/diff/json.js';
import { complete } from '../../src/orchestration/complete.js';
import { jsonObject } from '../diff/arbitrary-json.js';
import { deepFreeze } from '../diff/deep-freeze.js';
import { propertyRuns } from '../diff/property-runs.js';

const parse = (text: string): JsonObject => JSON.parse(text) as JsonObject;

test.each<[says: string, cached: JsonObject | null, incoming: JsonObject, completed: JsonObject]>([
  ['an absent field keeps its value', { a: 1, b: 2 }, { a: 3 }, { a: 3, b: 2 }],
  ['null clears a field', { a: 1 }, { a: null }, { a: null }],
  ['empty text is a value', { a: 'x' }, { a: '' }, { a: '' }],
  ['an object may be partial as well', { o: { a: 1, b: 2 } }, { o: { b: 3 } }, { o: { a: 1, b: 3 } }],
  ['an object that was null is taken as it is', { o: null }, { o: { b: 3 } }, { o: { b: 3 } }],
  ['an open bag is complete', { attributes: { a: 1, b: 2 } }, { attributes: { b: 3 } }, { attributes: { b: 3 } }],
  ['an open bag that is null is empty', { attributes: { a: 1 } }, { attributes: null }, { attributes: {} }],
  ['a plain array is complete', { t: ['a', 'b'] }, { t: ['b'] }, { t: ['b'] }],
  [
    'a keyed array is complete, and its elements are completed by their id',
    {
      l: [
        { id: '1', q: '1' },
        { id: '2', q: '2' },
      ],
    },
    { l: [{ id: '2', n: 'x' }, { id: '3' }] },
    { l: [{ id: '2', q: '2', n: 'x' }, { id: '3' }] },
  ],
  [
    'elements whose ids repeat are not completed, as nobody knows from which',
    {
      l: [
        { id: '1', q: '1' },
        { id: '1', q: '2' },
      ],
    },
    { l: [{ id: '1' }] },
    { l: [{ id: '1' }] },
  ],
  ['without a cached record the incoming one stands alone', null, { a: 1, o: { b: 2 } }, { a: 1, o: { b: 2 } }],
  [
    'keys that prototypes have are data',
    parse('{"__proto__":{"a":1},"constructor":{"a":1}}'),
    parse('{"__proto__":{"b":2},"toString":3}'),
    parse('{"__proto__":{"a":1,"b":2},"constructor":{"a":1},"toString":3}'),
  ],
])('%s', (_, cached, incoming, completed) => {
  deepFreeze([cached, incoming]);
  expect(JSON.stringify(complete(cached, incoming))).toBe(JSON.stringify(completed));
  expect({}).not.toHaveProperty('a');
});

test('a record completes itself to what it is, and a record that was completed is complete', () => {
  fc.assert(
    fc.property(jsonObject.map(deepFreeze), jsonObject.map(deepFreeze), (cached, incoming) => {
      const completed = complete(cached, incoming);
      return equal(complete(cached, completed), completed) && equal(complete(completed, completed), completed);
    }),
    propertyRuns,
  );
});

test('a part that occurs twice is completed at each place from what was there', () => {
  const shared = { city: 'A', phone: '1' };
  const incoming = { city: 'B' };
  const completed = complete({ billing: shared, shipping: shared }, { billing: incoming });
  expect(completed).toEqual({ billing: { city: 'B', phone: '1' }, shipping: { city: 'A', phone: '1' } });
});

test('records 1,000 levels deep and 100,000 keys wide are completed', () => {
  const deep = (leaf: JsonObject): JsonObject => {
    let nested: JsonObject = leaf;
    for (let level = 0; level < 500; level++) nested = { a: [{ ...nested, id: 'x' }] };
    return nested;
  };
  expect(equal(complete(deep({ p: 1, q: 1 }), deep({ q: 2 })), deep({ p: 1, q: 2 }))).toBe(true);
  const wide = (from: number, to: number, value: Json): JsonObject =>
    Object.fromEntries(Array.from({ length: to - from }, (_, index) => [`key${from + index}`, value]));
  const completed = complete(wide(0, 100_000, 1), wide(50_000, 150_000, 2));
  expect(equal(completed, { ...wide(0, 50_000, 1), ...wide(50_000, 150_000, 2) })).toBe(true);
});
