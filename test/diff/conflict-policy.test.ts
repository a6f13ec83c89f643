import { type ConflictPolicy, parsePolicy, type Winner } from '../../src/diff/conflict-policy.js';
import { PointerError } from '../../src/diff/pointer.js';

const element = undefined;

describe('a conflict policy', () => {
  test.each<[says: string, policy: ConflictPolicy, path: (string | undefined)[], winner: Winner]>([
    ['lets local win where it says nothing', {}, ['a'], 'local'],
    ['decides for the path itself', { '/a': 'remote' }, ['a'], 'remote'],
    ['decides for everything below', { '/a': 'remote' }, ['a', 'b', 'c'], 'remote'],
    ['does not decide for what stands above', { '/a/b': 'remote' }, ['a'], 'local'],
    ['does not take a part of a name for a segment', { '/pay': 'remote' }, ['payments'], 'local'],
    ['decides for the whole document by the empty prefix', { '': 'remote' }, ['a', 'b'], 'remote'],
    ['prefers the longest prefix', { '/a': 'remote', '/a/b': 'local', '': 'remote' }, ['a', 'b', 'c'], 'local'],
    ['prefers the longest prefix in any order', { '/a/b': 'local', '/a': 'remote' }, ['a', 'b', 'c'], 'local'],
    ['fits any key with *', { '/*/b': 'remote' }, ['a', 'b'], 'remote'],
    ['fits one segment only with *', { '/*/b': 'remote' }, ['a', 'a', 'b'], 'local'],
    ['needs a segment for *', { '/a/*': 'remote' }, ['a'], 'local'],
    ['fits an element with *', { '/lines/*/sku': 'remote' }, ['lines', element, 'sku'], 'remote'],
    ['does not fit an element with an index', { '/lines/0': 'remote' }, ['lines', element], 'local'],
    ['fits a key that looks like an index', { '/names/0': 'remote' }, ['names', '0'], 'remote'],
    ['prefers a name to *', { '/a/*': 'local', '/a/b': 'remote' }, ['a', 'b'], 'remote'],
    ['prefers a name to * in any order', { '/a/b': 'remote', '/a/*': 'local' }, ['a', 'b'], 'remote'],
    ['prefers the name that comes first', { '/*/b': 'local', '/a/*': 'remote' }, ['a', 'b'], 'remote'],
    ['prefers length to names', { '/a/b': 'local', '/*/*/*': 'remote' }, ['a', 'b', 'c'], 'remote'],
    ['unescapes its prefixes', { '/a~1b': 'remote' }, ['a/b'], 'remote'],
  ])('%s', (_, policy, path, winner) => {
    expect(parsePolicy(policy)(path)).toBe(winner);
  });

  test('is refused when a prefix is no pointer', () => {
    expect(() => parsePolicy({ payments: 'remote' })).toThrow(PointerError);
  });
});
