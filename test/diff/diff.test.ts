import { apply } from '../../src/diff/apply.js';
import { diff } from '../../src/diff/diff.js';
import type { Json } from '../../src/diff/json.js';
import type { Operation } from '../../src/diff/operation.js';
import { canonicalText } from './canonical-text.js';
import { deepFreeze } from './deep-freeze.js';

type Row = [says: string, before: Json, after: Json, operations: Operation[]];

const parse = (text: string): Json => JSON.parse(text) as Json;

/** Documents of the original system, with what it should have seen. */
const records: Row[] = [
  [
    'a key of the bag that is removed while another changes is seen as both',
    { ID: 'id', Name: 'name', xp: { key: 'value', missing: 'value' } },
    { ID: 'id', Name: 'name', xp: { key: 'updated' } },
    [
      { op: 'replace', path: '/xp/key', value: 'updated', before: 'value' },
      { op: 'remove', path: '/xp/missing', before: 'value' },
    ],
  ],
  [
    'a key of the bag is removed, one changes and one is added',
    { ID: 'id', Name: 'name', xp: { key: 'value', missing: 'value' } },
    { ID: 'id', Name: 'name', xp: { key: 'updated', extra: 'value' } },
    [
      { op: 'replace', path: '/xp/key', value: 'updated', before: 'value' },
      { op: 'remove', path: '/xp/missing', before: 'value' },
      { op: 'add', path: '/xp/extra', value: 'value' },
    ],
  ],
  ['the same record has no difference', { ID: 'id', Name: 'name' }, { ID: 'id', Name: 'name' }, []],
  [
    'a flag that turns is one replace',
    { ID: 'id', AutoForward: false },
    { ID: 'id', AutoForward: true },
    [{ op: 'replace', path: '/AutoForward', value: true, before: false }],
  ],
  [
    'a new object in the bag is one add',
    { ID: 'id', xp: { key: 'value' } },
    { ID: 'id', xp: { key: 'value', nested: { key: 'value' } } },
    [{ op: 'add', path: '/xp/nested', value: { key: 'value' } }],
  ],
  [
    'a new object with an array in it is one add',
    { ID: 'id', xp: { key: 'value' } },
    { ID: 'id', xp: { key: 'value', nested: { key: 'value', array: ['1', '2'] } } },
    [{ op: 'add', path: '/xp/nested', value: { key: 'value', array: ['1', '2'] } }],
  ],
  [
    'a plain array that grows is replaced whole',
    { ID: 'id', xp: { key: 'value', nested: { key: 'value', array: ['1', '2'] } } },
    { ID: 'id', xp: { key: 'value', nested: { key: 'value', array: ['1', '2', '3'] } } },
    [{ op: 'replace', path: '/xp/nested/array', value: ['1', '2', '3'], before: ['1', '2'] }],
  ],
  [
    'a change that only removes, two levels down, is seen',
    { ID: 'id', xp: { Tax: { Category: 'category', Description: 'description' } } },
    { ID: 'id', xp: { Tax: { Category: 'category' } } },
    [{ op: 'remove', path: '/xp/Tax/Description', before: 'description' }],
  ],
  [
    'a bag that is emptied is a removal',
    { ID: 'id', xp: { key: 'v' } },
    { ID: 'id', xp: {} },
    [{ op: 'remove', path: '/xp/key', before: 'v' }],
  ],
  [
    'a key of the bag that is removed is seen though nothing else changes',
    { ID: 'id', xp: { key: 'v', b: 1 } },
    { ID: 'id', xp: { key: 'v' } },
    [{ op: 'remove', path: '/xp/b', before: 1 }],
  ],
  [
    'a nested key that is called like a root key hides no removal',
    { ID: 'id', xp: { ID: 'id', b: 1 } },
    { ID: 'id', xp: { ID: 'id' } },
    [{ op: 'remove', path: '/xp/b', before: 1 }],
  ],
  [
    'a plain array that shrinks is replaced whole',
    { ID: 'id', xp: { a: [1, 2] } },
    { ID: 'id', xp: { a: [1] } },
    [{ op: 'replace', path: '/xp/a', value: [1], before: [1, 2] }],
  ],
  [
    'a plain array that is emptied is replaced whole',
    { ID: 'id', xp: { a: [1, 2] } },
    { ID: 'id', xp: { a: [] } },
    [{ op: 'replace', path: '/xp/a', value: [], before: [1, 2] }],
  ],
  [
    'a nested object that is emptied is a removal',
    { ID: 'id', xp: { a: { b: 1 } } },
    { ID: 'id', xp: { a: {} } },
    [{ op: 'remove', path: '/xp/a/b', before: 1 }],
  ],
  [
    'an object that becomes null is a replace and no removal',
    { ID: 'id', xp: { a: { b: 1 } } },
    { ID: 'id', xp: { a: null } },
    [{ op: 'replace', path: '/xp/a', value: null, before: { b: 1 } }],
  ],
  [
    'a scalar that becomes null is a replace',
    { ID: 'id', xp: { a: 1 } },
    { ID: 'id', xp: { a: null } },
    [{ op: 'replace', path: '/xp/a', value: null, before: 1 }],
  ],
  ['3.0 and 3 are one number', parse('{"ID":"id","W":3.0}'), parse('{"ID":"id","W":3}'), []],
];

const values: Row[] = [
  ['-0 is 0', [-0], [0], []],
  ['0 and "0" differ', 0, '0', [{ op: 'replace', path: '', value: '0', before: 0 }]],
  ['null and "" differ', { a: null }, { a: '' }, [{ op: 'replace', path: '/a', value: '', before: null }]],
  ['null and a key that is not there differ', {}, { a: null }, [{ op: 'add', path: '/a', value: null }]],
  ['an empty object and an empty array differ', {}, [], [{ op: 'replace', path: '', value: [], before: {} }]],
  ['an object that becomes an array is replaced', { a: {} }, { a: [] }, [replaced('/a', {}, [])]],
  ['an array that becomes an object is replaced', { a: [] }, { a: {} }, [replaced('/a', [], {})]],
  ['the order of keys is no difference', { a: 1, b: 2 }, { b: 2, a: 1 }, []],
  [
    'a key that takes the place of another is a remove and an add',
    { a: 1 },
    { b: 1 },
    [removed('/a', 1), added('/b', 1)],
  ],
  ['strings are compared by code units', ['é'], ['e\u0301'], [replaced('', ['é'], ['e\u0301'])]],
  ['a slash and a tilde in a key are escaped', { 'a/b~c': 1 }, { 'a/b~c': 2 }, [replaced('/a~1b~0c', 1, 2)]],
  ['the empty key is a key', { '': { '': 1 } }, { '': { '': 2 } }, [replaced('//', 1, 2)]],
  ['a key of its own called __proto__ is data', parse('{}'), parse('{"__proto__":1}'), [added('/__proto__', 1)]],
  ['an empty __proto__ is not what objects inherit', parse('{"__proto__":{}}'), {}, [removed('/__proto__', {})]],
  ['a null __proto__ is not what objects inherit', parse('{"__proto__":null}'), {}, [removed('/__proto__', null)]],
  ['constructor is data', { constructor: { a: 1 } }, {}, [removed('/constructor', { a: 1 })]],
  [
    'a change below __proto__ is seen',
    parse('{"__proto__":{"a":1}}'),
    parse('{"__proto__":{"a":2}}'),
    [replaced('/__proto__/a', 1, 2)],
  ],
  ['numbers beyond the largest one are one number', parse('[1e400]'), parse('[2e400]'), []],
  ['numbers a double cannot tell apart are one number', parse('[9007199254740993]'), parse('[9007199254740992]'), []],
  ['lone surrogates are told apart', ['\ud800'], ['\ud801'], [replaced('', ['\ud800'], ['\ud801'])]],
];

const line = (id: string, quantity = '1'): { id: string; quantity: string } => ({ id, quantity });
const lines = (...ids: string[]): Json[] => ids.map((id) => line(id));

const arrays: Row[] = [
  ['a line inserted first is one add', lines('a', 'b'), lines('n', 'a', 'b'), [added('/0', line('n'))]],
  [
    'a line inserted in the middle is one add at its place',
    lines('a', 'b'),
    lines('a', 'n', 'b'),
    [added('/1', line('n'))],
  ],
  ['a line appended is an add with its index, never "-"', lines('a'), lines('a', 'n'), [added('/1', line('n'))]],
  ['a line removed from the middle is one remove', lines('a', 'b', 'c'), lines('a', 'c'), [removed('/1', line('b'))]],
  ['lines that moved are nothing', lines('a', 'b', 'c'), lines('c', 'a', 'b'), []],
  ['the last line removed is a remove', { l: lines('a') }, { l: [] }, [removed('/l/0', line('a'))]],
  ['the first line of an empty array is an add', { l: [] }, { l: lines('a') }, [added('/l/0', line('a'))]],
  ['two empty arrays are equal', { l: [] }, { l: [] }, []],
  [
    'lines are removed from the end',
    lines('a', 'b', 'c'),
    lines('b'),
    [removed('/2', line('c')), removed('/0', line('a'))],
  ],
  [
    'lines are added from the front',
    lines('b'),
    lines('a', 'b', 'c'),
    [added('/0', line('a')), added('/2', line('c'))],
  ],
  [
    'a line that moved and changed is changed where it was',
    [line('a'), line('b')],
    [line('b', '2'), line('a')],
    [replaced('/1/quantity', '1', '2')],
  ],
  [
    'changes come first, then removals, then additions',
    [line('a'), line('b'), line('c')],
    [line('n'), line('c', '3'), line('a', '2')],
    [
      replaced('/0/quantity', '1', '2'),
      replaced('/2/quantity', '1', '3'),
      removed('/1', line('b')),
      added('/0', line('n')),
    ],
  ],
  [
    'keyed arrays inside the lines are keyed too',
    [{ id: 'a', t: lines('x', 'y') }],
    [{ id: 'a', t: lines('y', 'z') }],
    [removed('/0/t/0', line('x')), added('/0/t/1', line('z'))],
  ],
  ['an empty array that becomes a plain one is replaced', { l: [] }, { l: [1] }, [replaced('/l', [], [1])]],
  [
    'an id that repeats makes the array a plain one',
    lines('a'),
    lines('a', 'a'),
    [replaced('', lines('a'), lines('a', 'a'))],
  ],
  [
    'ids that repeat at the same places are no keys either',
    [line('a'), line('a')],
    [line('a'), line('a', '2')],
    [replaced('', [line('a'), line('a')], [line('a'), line('a', '2')])],
  ],
  [
    'lines without ids are compared whole',
    [{ a: 1 }, { b: 1 }],
    [{ a: 1 }, { b: 2 }],
    [replaced('', [{ a: 1 }, { b: 1 }], [{ a: 1 }, { b: 2 }])],
  ],
  ['a plain array in another order is another array', [1, 2], [2, 1], [replaced('', [1, 2], [2, 1])]],
  ['a keyed array inside a plain one may be in any order', [1, lines('a', 'b')], [1, lines('b', 'a')], []],
  [
    'a change inside a plain array replaces the array',
    { l: [[{ a: 1 }]] },
    { l: [[{ a: 2 }]] },
    [replaced('/l', [[{ a: 1 }]], [[{ a: 2 }]])],
  ],
];

function added(path: string, value: Json): Operation {
  return { op: 'add', path, value };
}

function removed(path: string, before: Json): Operation {
  return { op: 'remove', path, before };
}

function replaced(path: string, before: Json, value: Json): Operation {
  return { op: 'replace', path, value, before };
}

describe('diff', () => {
  test.each([...records, ...values, ...arrays])('%s', (_, before, after, operations) => {
    deepFreeze([before, after]);
    expect(diff(before, after)).toStrictEqual(operations);
    expect(canonicalText(apply(before, operations))).toBe(canonicalText(after));
  });

  test('shares its values with the two records', () => {
    const before = { a: { x: 1 } };
    const after = { b: { x: 2 } };
    const [removal, addition] = diff(before, after);
    expect(removal?.op === 'remove' && removal.before === before.a).toBe(true);
    expect(addition?.op === 'add' && addition.value === after.b).toBe(true);
  });

  test('compares a part that occurs twice at both places', () => {
    const address = { city: 'A' };
    expect(diff({ billing: address, shipping: address }, { billing: address, shipping: { city: 'B' } })).toEqual([
      replaced('/shipping/city', 'A', 'B'),
    ]);
  });

  test('reads a hole in an array as null, and a key that is undefined as absent', () => {
    const holes: Json[] = [];
    holes[1] = 1;
    const vague = { a: 1, b: undefined } as unknown as Json;
    expect(diff(holes, [null, 1])).toEqual([]);
    expect(diff(vague, { a: 1 })).toEqual([]);
    expect(diff({ a: 1 }, vague)).toEqual([]);
    expect(diff(vague, { a: 1, b: 2 })).toEqual([added('/b', 2)]);
    expect(diff({ a: 1, b: 2 }, vague)).toEqual([removed('/b', 2)]);
  });

  test('takes objects without a prototype for objects', () => {
    const bare = Object.assign(Object.create(null) as { [key: string]: Json }, { a: 1, b: 1 });
    expect(diff(bare, { a: 1, b: 2 })).toEqual([replaced('/b', 1, 2)]);
    expect(diff({ a: 1, b: 2 }, bare)).toEqual([replaced('/b', 2, 1)]);
  });

  test('goes 1,000 levels deep', () => {
    const nest = (leaf: Json): Json => {
      let nested = leaf;
      for (let level = 0; level < 500; level++) nested = { a: [{ id: 'x', nested }] };
      return nested;
    };
    const operations = diff(nest(1), nest(2));
    expect(operations).toEqual([replaced('/a/0/nested'.repeat(500), 1, 2)]);
    expect(diff(apply(nest(1), operations), nest(2))).toEqual([]);
  });

  test('goes 100,000 keys wide, with all of them changed, removed or added', () => {
    const wide = (from: number, to: number, value: number): Json =>
      Object.fromEntries(Array.from({ length: to - from }, (_, index) => [`key${from + index}`, value]));
    const operations = diff(wide(0, 100_000, 1), wide(50_000, 150_000, 2));
    expect(operations).toHaveLength(150_000);
    expect(diff(apply(wide(0, 100_000, 1), operations), wide(50_000, 150_000, 2))).toEqual([]);
  });

  test('leaves the prototype of objects alone', () => {
    const evil = parse('{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}');
    const made = apply({}, diff({}, evil));
    expect(canonicalText(made)).toBe(canonicalText(evil));
    expect(Object.getPrototypeOf(made)).toBe(Object.prototype);
    expect({}).not.toHaveProperty('polluted');
  });
});
