import type { Json } from '../../src/diff/json.js';
import { indexById, isKeyedArray, keyOf, pairById } from '../../src/diff/keyed-array.js';

describe('a keyed array', () => {
  test.each<[says: string, array: Json[], keyed: boolean]>([
    ['objects with different string ids are keyed', [{ id: '1' }, { id: '2', a: 1 }], true],
    ['the empty string is an id', [{ id: '' }], true],
    ['ids are compared by code units, so 1 and 01 differ', [{ id: '1' }, { id: '01' }], true],
    ['an empty array is not keyed by itself', [], false],
    ['an id that repeats is none', [{ id: '1' }, { id: '1' }], false],
    ['an id that is a number is none', [{ id: 1 }], false],
    ['an element without an id spoils it', [{ id: '1' }, { a: 1 }], false],
    ['a scalar among the elements spoils it', [{ id: '1' }, 'x'], false],
    ['null among the elements spoils it', [{ id: '1' }, null], false],
    ['an array among the elements spoils it', [{ id: '1' }, [{ id: '2' }]], false],
    ['an id below __proto__ is not the element’s own', [JSON.parse('{"__proto__":{"id":"1"}}') as Json], false],
  ])('%s', (_, array, keyed) => {
    expect(isKeyedArray(array)).toBe(keyed);
  });

  test('has an index of its ids', () => {
    expect(indexById([{ id: 'b' }, { id: 'a' }])).toEqual(
      new Map([
        ['b', 0],
        ['a', 1],
      ]),
    );
    expect(indexById([])).toEqual(new Map());
    expect(indexById([1])).toBeUndefined();
  });

  test('gives an element its key only when it is an object with a string id', () => {
    expect([{ id: 'a' }, { id: null }, {}, null, 'a', ['a'], undefined].map(keyOf)).toEqual(['a', ...Array(6)]);
  });
});

describe('pairing two arrays', () => {
  const lines = (...ids: string[]): Json[] => ids.map((id) => ({ id }));

  test.each<[says: string, before: Json[], after: Json[], partners: number[], added: number[]]>([
    ['finds the moved ones', lines('a', 'b'), lines('b', 'a'), [1, 0], []],
    ['finds the removed and the added ones', lines('a', 'b'), lines('c', 'b', 'd'), [-1, 1], [0, 2]],
    ['takes an empty array for a keyed one before', [], lines('a'), [], [0]],
    ['takes an empty array for a keyed one after', lines('a'), [], [-1], []],
  ])('%s', (_, before, after, partners, added) => {
    const pairing = pairById(before, after);
    expect([...(pairing?.partners ?? [])]).toEqual(partners);
    expect(pairing?.added).toEqual(added);
  });

  test.each<[says: string, before: Json[], after: Json[]]>([
    ['the first one is not keyed', [1], []],
    ['the second one is not keyed', [], [1]],
    ['an id that stays repeats in the second one', lines('a'), lines('a', 'a')],
    ['an id that is added repeats', lines('a'), lines('b', 'b')],
    ['an id of the first one repeats', lines('a', 'a'), lines('a')],
  ])('is refused when %s', (_, before, after) => {
    expect(pairById(before, after)).toBeUndefined();
  });
});
