import type { Json } from '../../src/diff/json.js';
import { mergePatch } from '../../src/diff/merge-patch.js';
import { deepFreeze } from './deep-freeze.js';

// The examples of RFC 7396, appendix A: target, patch, result.
const EXAMPLES: [string, string, string][] = [
  ['{"a":"b"}', '{"a":"c"}', '{"a":"c"}'],
  ['{"a":"b"}', '{"b":"c"}', '{"a":"b","b":"c"}'],
  ['{"a":"b"}', '{"a":null}', '{}'],
  ['{"a":"b","b":"c"}', '{"a":null}', '{"b":"c"}'],
  ['{"a":["b"]}', '{"a":"c"}', '{"a":"c"}'],
  ['{"a":"c"}', '{"a":["b"]}', '{"a":["b"]}'],
  ['{"a":{"b":"c"}}', '{"a":{"b":"d","c":null}}', '{"a":{"b":"d"}}'],
  ['{"a":[{"b":"c"}]}', '{"a":[1]}', '{"a":[1]}'],
  ['["a","b"]', '["c","d"]', '["c","d"]'],
  ['{"a":"b"}', '["c"]', '["c"]'],
  ['{"a":"foo"}', 'null', 'null'],
  ['{"a":"foo"}', '"bar"', '"bar"'],
  ['{"e":null}', '{"a":1}', '{"e":null,"a":1}'],
  ['[1,2]', '{"a":"b","c":null}', '{"a":"b"}'],
  ['{}', '{"a":{"bb":{"ccc":null}}}', '{"a":{"bb":{}}}'],
];

test.each(EXAMPLES)('%s patched with %s is %s', (target, patch, result) => {
  const [before, change] = [JSON.parse(target) as Json, JSON.parse(patch) as Json];
  expect(mergePatch(deepFreeze(before), deepFreeze(change))).toEqual(JSON.parse(result));
});

test('what the patch does not name is shared', () => {
  const target = { kept: { deep: [1] }, changed: 1 };
  const merged = mergePatch(target, { changed: 2 }) as typeof target;
  expect(merged.kept).toBe(target.kept);
});

test('a key called __proto__ is data', () => {
  const merged = mergePatch({ a: 1 }, JSON.parse('{"__proto__":{"polluted":true}}')) as Record<string, unknown>;
  expect(JSON.stringify(merged)).toBe('{"a":1,"__proto__":{"polluted":true}}');
  expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
});
