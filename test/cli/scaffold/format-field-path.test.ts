import fc from 'fast-check';
import { formatFieldPath } from '../../../src/cli/scaffold/format-field-path.js';
import { parseFieldPath } from '../../../src/model/field-path.js';
import { hostileNames } from './samples.js';

test('a path is spelled so that it leads to the same place, or not at all', () => {
  const key = fc.oneof(fc.string(), fc.constantFrom(...hostileNames)).map((name) => ({ key: name }));
  const path = fc.array(fc.oneof(key, fc.constant({ each: true as const })), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(path, (steps) => {
      const text = formatFieldPath(steps);
      if (text !== null) expect(parseFieldPath(text)).toEqual(steps);
    }),
    { numRuns: 1_000 },
  );
});

test.each([
  [['items', null, 'sku'], 'items[].sku'],
  [['a.b', 'c'], '["a.b"].c'],
  [['c', 'a"b'], 'c["a"b"]'],
  [['__proto__'], null],
  [['a"]b'], null],
  [['x"].y["z'], null],
])('%j is %s', (names, text) => {
  expect(formatFieldPath(names.map((key) => (key === null ? { each: true } : { key })))).toBe(text);
});
