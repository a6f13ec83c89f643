import { equal } from '../../src/diff/equal.js';
import type { Json } from '../../src/diff/json.js';

const parse = (text: string): Json => JSON.parse(text) as Json;

describe('equal', () => {
  test.each<[says: string, a: Json, b: Json, same: boolean]>([
    ['scalars are compared by value', 'a', 'a', true],
    ['null is null', null, null, true],
    ['null is no object', null, {}, false],
    ['-0 is 0', -0, 0, true],
    ['1 and "1" differ', 1, '1', false],
    ['1 and true differ', 1, true, false],
    ['an object is no array', {}, [], false],
    ['an array is no object', [], {}, false],
    ['the order of keys does not count', { a: 1, b: 2 }, { b: 2, a: 1 }, true],
    ['a key more is a difference', { a: 1 }, { a: 1, b: 1 }, false],
    ['a key less is a difference', { a: 1, b: 1 }, { a: 1 }, false],
    ['another key is a difference', { a: 1 }, { b: 1 }, false],
    ['null and absent differ', { a: null }, {}, false],
    ['a difference deep down is found', { a: [{ b: [1] }] }, { a: [{ b: [2] }] }, false],
    ['the order of a plain array counts', [1, 2], [2, 1], false],
    ['the order of a keyed array does not count', [{ id: 'a' }, { id: 'b' }], [{ id: 'b' }, { id: 'a' }], true],
    [
      'a moved element that changed is a difference',
      [{ id: 'a' }, { id: 'b', x: 1 }],
      [{ id: 'b', x: 2 }, { id: 'a' }],
      false,
    ],
    ['one element in place of another is a difference', [{ id: 'a' }, { id: 'b' }], [{ id: 'c' }, { id: 'b' }], false],
    [
      'the order counts where ids repeat',
      [
        { id: 'a', x: 1 },
        { id: 'a', x: 2 },
      ],
      [
        { id: 'a', x: 2 },
        { id: 'a', x: 1 },
      ],
      false,
    ],
    [
      'the order counts where an element has no id',
      [{ id: 'a' }, { id: 'b' }, 1],
      [{ id: 'b' }, { id: 'a' }, 1],
      false,
    ],
    ['arrays of different length differ', [{ id: 'a' }], [{ id: 'a' }, { id: 'b' }], false],
    ['an own __proto__ is not an inherited one', parse('{"__proto__":{}}'), parse('{"x":{}}'), false],
    ['__proto__ is compared as data', parse('{"__proto__":{"a":1}}'), parse('{"__proto__":{"a":1}}'), true],
    ['what objects inherit is not data', parse('{"constructor":1}'), parse('{"x":1}'), false],
    ['NFC and NFD spellings differ', 'é', 'e\u0301', false],
  ])('%s', (_, a, b, same) => {
    expect(equal(a, b)).toBe(same);
    expect(equal(b, a)).toBe(same);
  });

  test('a key that is undefined is absent', () => {
    const vague = { a: 1, b: undefined } as unknown as Json;
    expect(equal(vague, { a: 1 })).toBe(true);
    expect(equal({ a: 1 }, vague)).toBe(true);
    expect(equal(vague, { a: 1, c: 1 })).toBe(false);
    expect(equal(vague, { a: 1, c: undefined } as unknown as Json)).toBe(true);
  });

  test('keyed arrays in another order inside one another take no longer than their size', () => {
    const nest = (reverse: boolean): Json => {
      let nested: Json = 'leaf';
      for (let level = 0; level < 300; level++) {
        const pair: Json[] = [{ id: 'a', nested }, { id: 'b' }];
        nested = reverse ? pair.reverse() : pair;
      }
      return nested;
    };
    expect(equal(nest(false), nest(true))).toBe(true);
  });

  test('a hole in an array is null', () => {
    const holes: Json[] = [];
    holes[1] = 1;
    expect(equal(holes, [null, 1])).toBe(true);
    expect(equal([null, 1], holes)).toBe(true);
    expect(equal(holes, [0, 1])).toBe(false);
  });

  test('a part that occurs twice is the same as two that are alike', () => {
    const shared = { city: 'A' };
    expect(equal({ a: shared, b: shared }, { a: { city: 'A' }, b: { city: 'A' } })).toBe(true);
    expect(equal({ a: shared, b: shared }, { a: shared, b: { city: 'B' } })).toBe(false);
  });

  test('goes 1,000 levels deep and 100,000 keys wide', () => {
    const deep = (leaf: Json): Json => {
      let nested = leaf;
      for (let level = 0; level < 500; level++) nested = { a: [{ id: 'x', nested }] };
      return nested;
    };
    expect([equal(deep(1), deep(1)), equal(deep(1), deep(2))]).toEqual([true, false]);
    const wide = (last: Json): Json =>
      Object.fromEntries(Array.from({ length: 100_000 }, (_, index) => [`key${index}`, index < 99_999 ? 0 : last]));
    expect([equal(wide(1), wide(1)), equal(wide(1), wide(2))]).toEqual([true, false]);
  });
});
