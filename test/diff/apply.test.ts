import { ApplyError, type ApplyReason, apply } from '../../src/diff/apply.js';
import type { Json } from '../../src/diff/json.js';
import type { PatchOperation } from '../../src/diff/operation.js';
import { readPointer } from '../../src/diff/pointer.js';
import { deepFreeze } from './deep-freeze.js';

describe('apply', () => {
  test.each<[says: string, value: Json, operations: PatchOperation[], result: Json]>([
    ['adds a key', { a: 1 }, [{ op: 'add', path: '/b', value: 2 }], { a: 1, b: 2 }],
    ['overwrites a key that is added again', { a: 1 }, [{ op: 'add', path: '/a', value: 2 }], { a: 2 }],
    ['removes a key', { a: 1, b: 2 }, [{ op: 'remove', path: '/a' }], { b: 2 }],
    ['replaces a key', { a: { b: 1 } }, [{ op: 'replace', path: '/a/b', value: null }], { a: { b: null } }],
    ['inserts an element', [1, 3], [{ op: 'add', path: '/1', value: 2 }], [1, 2, 3]],
    ['appends an element at the index of the end', [1], [{ op: 'add', path: '/1', value: 2 }], [1, 2]],
    ['removes an element', [1, 2, 3], [{ op: 'remove', path: '/1' }], [1, 3]],
    ['replaces an element', [1, 2], [{ op: 'replace', path: '/1', value: 3 }], [1, 3]],
    ['replaces the root', { a: 1 }, [{ op: 'replace', path: '', value: [1] }], [1]],
    ['adds at the root in place of what is there', 1, [{ op: 'add', path: '', value: 2 }], 2],
    [
      'unescapes its paths',
      { 'a/b': { '~': 1 } },
      [{ op: 'replace', path: '/a~1b/~0', value: 2 }],
      { 'a/b': { '~': 2 } },
    ],
    [
      'takes the operations one after the other',
      { l: [1] },
      [
        { op: 'add', path: '/l/0', value: 0 },
        { op: 'remove', path: '/l/1' },
        { op: 'add', path: '/m', value: {} },
        { op: 'add', path: '/m/x', value: 1 },
      ],
      { l: [0], m: { x: 1 } },
    ],
  ])('%s', (_, value, operations, result) => {
    expect(apply(deepFreeze(value), deepFreeze(operations))).toEqual(result);
  });

  test.each<[says: string, value: Json, op: PatchOperation['op'], path: string, reason: ApplyReason]>([
    ['a path that is no pointer', {}, 'add', 'a', 'invalid-pointer'],
    ['a parent that is not there', {}, 'add', '/a/b', 'missing-parent'],
    ['a parent that is a scalar', { a: 1 }, 'add', '/a/b', 'missing-parent'],
    ['a parent that is null', { a: null }, 'add', '/a/b', 'missing-parent'],
    ['a child of a scalar document', 1, 'add', '/a', 'missing-parent'],
    ['a parent that is only inherited', {}, 'add', '/__proto__/polluted', 'missing-parent'],
    ['a parent below an inherited constructor', {}, 'add', '/constructor/prototype/polluted', 'missing-parent'],
    ['a key to remove that is not there', {}, 'remove', '/a', 'missing-target'],
    ['a key to replace that is not there', {}, 'replace', '/a', 'missing-target'],
    ['a key to replace that is only inherited', {}, 'replace', '/toString', 'missing-target'],
    ['an index past the end to add at', [1], 'add', '/2', 'bad-index'],
    ['an index past the end to replace', [1], 'replace', '/1', 'bad-index'],
    ['an index past the end to remove', [], 'remove', '/0', 'bad-index'],
    ['the index "-", which is not the same twice', [1], 'add', '/-', 'bad-index'],
    ['an index with a leading zero', [1, 2], 'replace', '/01', 'bad-index'],
    ['a negative index', [1], 'remove', '/-1', 'bad-index'],
    ['an index that is a word', [1], 'add', '/length', 'bad-index'],
    ['an element to go through that is not there', [{}], 'add', '/1/a', 'missing-parent'],
    ['the document itself to remove', {}, 'remove', '', 'remove-root'],
  ])('refuses %s', (_, value, op, path, reason) => {
    const operation: PatchOperation = op === 'remove' ? { op, path } : { op, path, value: 1 };
    expect(() => apply(deepFreeze(value), [operation])).toThrow(ApplyError);
    expect(() => apply(value, [operation])).toThrow(expect.objectContaining({ op, path, reason }));
    expect({}).not.toHaveProperty('polluted');
  });

  test('applies nothing when a later operation does not fit', () => {
    const value = { a: { b: 1 } };
    expect(() =>
      apply(value, [
        { op: 'replace', path: '/a/b', value: 2 },
        { op: 'remove', path: '/c' },
      ]),
    ).toThrow(ApplyError);
    expect(value).toEqual({ a: { b: 1 } });
  });

  test('shares what did not change and copies only the way to what did', () => {
    const value = deepFreeze({ a: { x: { y: 1 }, z: {} }, b: { c: [1] }, l: [{ id: '1' }, { id: '2' }] });
    const result = apply(value, [
      { op: 'add', path: '/a/x/n', value: 2 },
      { op: 'add', path: '/l/1/n', value: 3 },
    ]) as typeof value;
    expect(result.b).toBe(value.b);
    expect(result.a.z).toBe(value.a.z);
    expect(result.l[0]).toBe(value.l[0]);
    expect(result.a.x).not.toBe(value.a.x);
    expect(apply(value, [])).toBe(value);
  });

  test('changes one place of a part that occurs twice, and never the value of an operation', () => {
    const shared = deepFreeze({ n: 1 });
    const result = apply({ a: shared, b: shared }, [
      { op: 'add', path: '/c', value: shared },
      { op: 'replace', path: '/a/n', value: 2 },
      { op: 'replace', path: '/c/n', value: 3 },
    ]);
    expect(result).toEqual({ a: { n: 2 }, b: { n: 1 }, c: { n: 3 } });
  });

  test('leaves a hole in an array what it is: nothing, which JSON spells null', () => {
    const holes: Json[] = [];
    holes[1] = 1;
    const result = apply({ l: deepFreeze(holes) }, [{ op: 'add', path: '/l/2', value: 2 }]);
    expect(JSON.stringify(result)).toBe('{"l":[null,1,2]}');
    expect(holes).toHaveLength(2);
  });

  test('goes 1,000 levels deep and 100,000 keys wide, and shares all that it does not touch', () => {
    let deep: Json = { n: 1 };
    for (let level = 0; level < 500; level++) deep = { a: [{ id: 'x', nested: deep }] };
    const path = `${'/a/0/nested'.repeat(500)}/n`;
    const changed = apply(deep, [{ op: 'replace', path, value: 2 }]);
    expect([readPointer(changed, path), readPointer(deep, path)]).toEqual([2, 1]);
    const part = {};
    const wide = Object.fromEntries(Array.from({ length: 100_000 }, (_, index) => [`key${index}`, part]));
    const widened = apply(wide, [{ op: 'add', path: '/more', value: 1 }]) as typeof wide;
    expect([Object.keys(widened).length, widened.key99999 === part, 'more' in wide]).toEqual([100_001, true, false]);
  });

  test('makes a key called __proto__ data', () => {
    const result = apply({}, [
      { op: 'add', path: '/__proto__', value: { a: 1 } },
      { op: 'add', path: '/__proto__/b', value: 2 },
    ]);
    expect(JSON.stringify(result)).toBe('{"__proto__":{"a":1,"b":2}}');
    expect(Object.getPrototypeOf(result)).toBe(Object.prototype);
    expect(JSON.stringify(apply(result, [{ op: 'remove', path: '/__proto__' }]))).toBe('{}');
  });
});
