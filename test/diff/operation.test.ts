import { toPatch } from '../../src/diff/operation.js';

test('a JSON Patch has the operations without the values before', () => {
  expect(
    toPatch([
      { op: 'add', path: '/a', value: 1 },
      { op: 'remove', path: '/b', before: 2 },
      { op: 'replace', path: '/c', value: null, before: 3 },
    ]),
  ).toStrictEqual([
    { op: 'add', path: '/a', value: 1 },
    { op: 'remove', path: '/b' },
    { op: 'replace', path: '/c', value: null },
  ]);
});
