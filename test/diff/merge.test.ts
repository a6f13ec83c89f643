import type { ConflictPolicy } from '../../src/diff/conflict-policy.js';
import { equal } from '../../src/diff/equal.js';
import type { Json } from '../../src/diff/json.js';
import { type Conflict, merge } from '../../src/diff/merge.js';
import { deepFreeze } from './deep-freeze.js';

const line = (id: string, quantity = '1'): { id: string; quantity: string } => ({ id, quantity });
const lines = (...ids: string[]): Json[] => ids.map((id) => line(id));

type Peaceful = [says: string, base: Json, theirs: Json, ours: Json, merged: Json];

const peaceful: Peaceful[] = [
  ['a field changed remotely is taken', { a: 1, b: 1 }, { a: 2, b: 1 }, { a: 1, b: 1 }, { a: 2, b: 1 }],
  ['a field changed locally is kept', { a: 1, b: 1 }, { a: 1, b: 1 }, { a: 2, b: 1 }, { a: 2, b: 1 }],
  ['fields changed on either side are both taken', { a: 1, b: 1 }, { a: 2, b: 1 }, { a: 1, b: 2 }, { a: 2, b: 2 }],
  ['the same change on both sides is one change', { a: 1 }, { a: 2 }, { a: 2 }, { a: 2 }],
  ['fields added on either side are both there', {}, { a: 1 }, { b: 2 }, { a: 1, b: 2 }],
  ['the same field added on both sides is there once', {}, { a: { x: 1 } }, { a: { x: 1 } }, { a: { x: 1 } }],
  ['an object added on both sides is merged by its keys', {}, { a: { x: 1 } }, { a: { y: 2 } }, { a: { x: 1, y: 2 } }],
  ['a field removed remotely is removed', { a: 1, b: 1 }, { b: 1 }, { a: 1, b: 2 }, { b: 2 }],
  ['a field removed locally stays removed', { a: 1, b: 1 }, { a: 1, b: 2 }, { b: 1 }, { b: 2 }],
  ['a field removed on both sides is removed', { a: 1, b: 1 }, { b: 1 }, { b: 1 }, { b: 1 }],
  [
    'changes are merged deep down',
    { a: { b: { c: 1, d: 1 } } },
    { a: { b: { c: 2, d: 1 } } },
    { a: { b: { c: 1, d: 2 } } },
    { a: { b: { c: 2, d: 2 } } },
  ],
  ['an object replaced by null remotely is null', { a: { b: 1 } }, { a: null }, { a: { b: 1 } }, { a: null }],
  ['a plain array changed remotely is taken whole', { t: ['a'] }, { t: ['a', 'b'] }, { t: ['a'] }, { t: ['a', 'b'] }],
  ['the same plain array on both sides is no conflict', { t: ['a'] }, { t: ['b'] }, { t: ['b'] }, { t: ['b'] }],
  [
    'different lines may change on either side',
    [line('a'), line('b')],
    [line('a', '2'), line('b')],
    [line('a'), line('b', '3')],
    [line('a', '2'), line('b', '3')],
  ],
  [
    'different fields of one line may change on either side',
    [{ id: 'a', x: 1, y: 1 }],
    [{ id: 'a', x: 2, y: 1 }],
    [{ id: 'a', x: 1, y: 2 }],
    [{ id: 'a', x: 2, y: 2 }],
  ],
  ['both sides may add different lines', lines('a'), lines('a', 't'), lines('a', 'o'), lines('a', 't', 'o')],
  ['both sides may add lines to an empty array', [], lines('t'), lines('o'), lines('t', 'o')],
  ['both sides may bring an array of lines', {}, { l: lines('t') }, { l: lines('o') }, { l: lines('t', 'o') }],
  ['both sides may add the same line', lines('a'), lines('a', 'n'), lines('n', 'a'), lines('n', 'a')],
  ['a line removed remotely is removed', lines('a', 'b'), lines('b'), lines('a', 'b', 'o'), lines('b', 'o')],
  ['a line removed locally stays removed', lines('a', 'b'), lines('a', 'b', 't'), lines('b'), lines('b', 't')],
  ['a line removed on both sides is removed', lines('a', 'b'), lines('b'), lines('b'), lines('b')],
  ['all lines removed remotely are removed', lines('a', 'b'), [], lines('b', 'a'), []],
  [
    'a line added remotely stands behind its neighbour there',
    lines('a', 'b'),
    lines('a', 't', 'b'),
    lines('b', 'a'),
    lines('b', 'a', 't'),
  ],
  ['a line added first remotely stands first', lines('a'), lines('t', 'a'), lines('a', 'o'), lines('t', 'a', 'o')],
  [
    'a line added behind one that is gone stands behind the one before that',
    lines('a', 'b', 'c'),
    lines('a', 'b', 't', 'c'),
    lines('a', 'c'),
    lines('a', 't', 'c'),
  ],
  ['the lines keep our order', lines('a', 'b', 'c'), lines('c', 'b', 'a'), lines('b', 'a', 'c'), lines('b', 'a', 'c')],
  [
    'keyed arrays that become plain on one side are taken whole',
    { l: lines('a') },
    { l: [1] },
    { l: lines('a') },
    { l: [1] },
  ],
];

type Contested = [
  says: string,
  base: Json,
  theirs: Json,
  ours: Json,
  policy: ConflictPolicy,
  merged: Json,
  conflicts: Conflict[],
];

const contested: Contested[] = [
  [
    'a field changed differently stays as it is here, and both values are told',
    { a: 1 },
    { a: 2 },
    { a: 3 },
    {},
    { a: 3 },
    [{ path: '/a', base: 1, theirs: 2, ours: 3, winner: 'local' }],
  ],
  [
    'a field changed differently is taken where the policy says remote',
    { a: { b: 1 }, c: 1 },
    { a: { b: 2 }, c: 2 },
    { a: { b: 3 }, c: 3 },
    { '/a': 'remote' },
    { a: { b: 2 }, c: 3 },
    [
      { path: '/a/b', base: 1, theirs: 2, ours: 3, winner: 'remote' },
      { path: '/c', base: 1, theirs: 2, ours: 3, winner: 'local' },
    ],
  ],
  [
    'a field added differently on both sides has no base',
    {},
    { a: 1 },
    { a: 2 },
    {},
    { a: 2 },
    [{ path: '/a', theirs: 1, ours: 2, winner: 'local' }],
  ],
  [
    'a field removed remotely and changed locally stays',
    { a: 1 },
    {},
    { a: 2 },
    {},
    { a: 2 },
    [{ path: '/a', base: 1, ours: 2, winner: 'local' }],
  ],
  [
    'a field removed remotely and changed locally goes where remote wins',
    { a: 1, b: 1 },
    { b: 1 },
    { a: 2, b: 1 },
    { '': 'remote' },
    { b: 1 },
    [{ path: '/a', base: 1, ours: 2, winner: 'remote' }],
  ],
  [
    'a field changed remotely and removed locally stays removed',
    { a: 1 },
    { a: 2 },
    {},
    {},
    {},
    [{ path: '/a', base: 1, theirs: 2, winner: 'local' }],
  ],
  [
    'a field changed remotely and removed locally comes back where remote wins',
    { a: 1 },
    { a: 2 },
    {},
    { '/a': 'remote' },
    { a: 2 },
    [{ path: '/a', base: 1, theirs: 2, winner: 'remote' }],
  ],
  [
    'null changed to different objects is one conflict, so that no mixture of two addresses arises',
    { a: null },
    { a: { x: 1, y: 1 } },
    { a: { x: 2, y: 1 } },
    {},
    { a: { x: 2, y: 1 } },
    [{ path: '/a', base: null, theirs: { x: 1, y: 1 }, ours: { x: 2, y: 1 }, winner: 'local' }],
  ],
  [
    'a change inside an object that was replaced is a conflict about the object',
    { a: { b: 1 } },
    { a: { b: 2 } },
    { a: null },
    {},
    { a: null },
    [{ path: '/a', base: { b: 1 }, theirs: { b: 2 }, ours: null, winner: 'local' }],
  ],
  [
    'plain arrays changed differently are one conflict',
    { t: [1] },
    { t: [1, 2] },
    { t: [] },
    {},
    { t: [] },
    [{ path: '/t', base: [1], theirs: [1, 2], ours: [], winner: 'local' }],
  ],
  [
    'a keyed array that becomes a plain one while a line changes is a conflict about the array',
    { l: lines('a') },
    { l: [1] },
    { l: [line('a', '2')] },
    {},
    { l: [line('a', '2')] },
    [{ path: '/l', base: lines('a'), theirs: [1], ours: [line('a', '2')], winner: 'local' }],
  ],
  [
    'a scalar document changed differently is a conflict about the root',
    1,
    2,
    3,
    { '': 'remote' },
    2,
    [{ path: '', base: 1, theirs: 2, ours: 3, winner: 'remote' }],
  ],
  [
    'a line removed remotely and changed locally stays',
    lines('a', 'b'),
    lines('a'),
    [line('a'), line('b', '2')],
    {},
    [line('a'), line('b', '2')],
    [{ path: '/1', base: line('b'), ours: line('b', '2'), winner: 'local' }],
  ],
  [
    'a line removed remotely and changed locally goes where remote wins, and has our index',
    lines('a', 'b'),
    lines('a'),
    [line('b', '2'), line('a')],
    { '/*': 'remote' },
    lines('a'),
    [{ path: '/0', base: line('b'), ours: line('b', '2'), winner: 'remote' }],
  ],
  [
    'a line changed remotely and removed locally stays removed, and has their index',
    lines('a', 'b'),
    [line('a'), line('b', '2')],
    lines('a'),
    {},
    lines('a'),
    [{ path: '/1', base: line('b'), theirs: line('b', '2'), winner: 'local' }],
  ],
  [
    'a line changed remotely and removed locally comes back to its place where remote wins',
    lines('a', 'b', 'c'),
    [line('a'), line('b', '2'), line('c')],
    lines('a', 'c'),
    { '/*': 'remote' },
    [line('a'), line('b', '2'), line('c')],
    [{ path: '/1', base: line('b'), theirs: line('b', '2'), winner: 'remote' }],
  ],
  [
    'a line added differently on both sides is a conflict about the field inside it',
    { l: [] },
    { l: [line('n', '2')] },
    { l: [line('n', '3')] },
    {},
    { l: [line('n', '3')] },
    [{ path: '/l/0/quantity', theirs: '2', ours: '3', winner: 'local' }],
  ],
  [
    'a conflict inside a line names the index that the line has after the merge',
    lines('a', 'b'),
    [line('t'), line('a'), line('b', '2')],
    [line('a'), line('b', '3')],
    {},
    [line('t'), line('a'), line('b', '3')],
    [{ path: '/2/quantity', base: '1', theirs: '2', ours: '3', winner: 'local' }],
  ],
  [
    'the policy reaches the field of a line by *',
    { l: lines('a') },
    { l: [line('a', '2')] },
    { l: [line('a', '3')] },
    { '/l/*/quantity': 'remote', '/l/0': 'local' },
    { l: [line('a', '2')] },
    [{ path: '/l/0/quantity', base: '1', theirs: '2', ours: '3', winner: 'remote' }],
  ],
];

describe('merge', () => {
  test.each(peaceful)('%s', (_, base, theirs, ours, merged) => {
    deepFreeze([base, theirs, ours]);
    expect(merge(base, theirs, ours)).toStrictEqual({ merged, conflicts: [] });
  });

  test.each(contested)('%s', (_, base, theirs, ours, policy, merged, conflicts) => {
    deepFreeze([base, theirs, ours]);
    expect(merge(base, theirs, ours, policy)).toStrictEqual({ merged, conflicts });
  });

  test('returns our record itself when theirs brings nothing new', () => {
    const ours = deepFreeze({ a: 2, l: [line('b', '2'), line('a')], o: { x: 1 } });
    const theirs = deepFreeze({ a: 1, l: lines('a', 'b'), o: { x: 1 } });
    const base = deepFreeze({ a: 1, l: lines('a', 'b'), o: { x: 1 } });
    expect(merge(base, theirs, ours).merged).toBe(ours);
  });

  test('shares with our record what theirs did not change', () => {
    const ours = deepFreeze({ a: { x: 1 }, l: lines('a', 'b') });
    const { merged } = merge(
      { a: { x: 1 }, l: lines('a', 'b') },
      { a: { x: 1 }, l: [line('a'), line('b', '2')] },
      ours,
    );
    expect((merged as typeof ours).a).toBe(ours.a);
    expect((merged as typeof ours).l[0]).toBe(ours.l[0]);
  });

  test('makes a key called __proto__ data', () => {
    const parse = (text: string): Json => JSON.parse(text) as Json;
    const theirs = parse('{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}');
    const { merged, conflicts } = merge({}, theirs, { a: 1 });
    expect(JSON.parse(JSON.stringify(merged))).toEqual(
      parse('{"a":1,"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}'),
    );
    expect(conflicts).toEqual([]);
    expect(Object.getPrototypeOf(merged)).toBe(Object.prototype);
    expect({}).not.toHaveProperty('polluted');
    expect(JSON.stringify(merge(theirs, {}, theirs).merged)).toBe('{}');
  });

  test('merges a part that occurs twice at each place by itself', () => {
    const before = { city: 'A', phone: '1' };
    const edited = { city: 'A', phone: '2' };
    const { merged, conflicts } = merge(
      { billing: before, shipping: before },
      { billing: before, shipping: { city: 'B', phone: '1' } },
      { billing: edited, shipping: edited },
    );
    expect(merged).toEqual({ billing: { city: 'A', phone: '2' }, shipping: { city: 'B', phone: '2' } });
    expect(conflicts).toEqual([]);
    expect(edited).toEqual({ city: 'A', phone: '2' });
  });

  test('reads a hole in an array as null', () => {
    const holes: Json[] = [];
    holes[1] = 1;
    deepFreeze(holes);
    expect(merge({ l: [null, 1] }, { l: holes }, { l: [2] })).toEqual({ merged: { l: [2] }, conflicts: [] });
    expect(merge({ l: holes }, { l: [2] }, { l: [null, 1] })).toEqual({ merged: { l: [2] }, conflicts: [] });
  });

  test('goes 1,000 levels deep and 100,000 keys wide', () => {
    const deep = (leaf: Json): Json => {
      let nested = leaf;
      for (let level = 0; level < 500; level++) nested = { a: [{ id: 'x', nested }] };
      return nested;
    };
    expect(merge(deep(1), deep(2), deep(3)).conflicts).toEqual([
      { path: '/a/0/nested'.repeat(500), base: 1, theirs: 2, ours: 3, winner: 'local' },
    ]);
    const wide = (value: Json): Json =>
      Object.fromEntries(Array.from({ length: 100_000 }, (_, i) => [`key${i}`, value]));
    const { merged, conflicts } = merge(wide(1), wide(2), wide(1));
    expect([equal(merged, wide(2)), conflicts]).toEqual([true, []]);
  });
});
