import { parseJson, splitArray } from '../../src/model/json-text.js';

test.each<{ text: string; value: unknown }>([
  { text: '9007199254740993', value: '9007199254740993' },
  { text: '9007199254740991', value: 9007199254740991 },
  { text: '12345678901234567890', value: '12345678901234567890' },
  { text: '1e400', value: '1e400' },
  { text: '0.1234567890123456789', value: '0.1234567890123456789' },
  { text: '24567.8', value: 24567.8 },
  { text: '{"a":1,"b":{"a":1}}', value: { a: 1, b: { a: 1 } } },
  { text: '{"a":1,"a":1}', value: { a: 1 } },
  { text: '["a\\\\","b:\\"",true,1e2]', value: ['a\\', 'b:"', true, 100] },
  { text: '1e-400', value: '1e-400' },
  { text: '0.00', value: 0 },
  { text: '1.0', value: 1 },
  { text: '-0', value: -0 },
  { text: '"\\u00fc\\n"', value: 'ü\n' },
  { text: '{"constructor":1,"prototype":2}', value: { constructor: 1, prototype: 2 } },
])('$text is read as $value', ({ text, value }) => {
  expect(parseJson(text)).toEqual(value);
});

test.each([
  { says: 'a key twice with another value', text: '{"a":1,"a":2}', code: 'json_duplicate_key' },
  { says: 'a prototype key deep inside', text: '{"a":[{"__proto__":1}]}', code: 'json_forbidden_key' },
  { says: 'a prototype key in another spelling', text: '{"__\\u0070roto__":1}', code: 'json_forbidden_key' },
  { says: 'a trailing comma', text: '{"a":1,}', code: 'json_invalid' },
  { says: 'a byte order mark', text: '\ufeff{}', code: 'json_invalid' },
  { says: 'nothing', text: '', code: 'json_invalid' },
  { says: '65 levels', text: `${'['.repeat(65)}${']'.repeat(65)}`, code: 'json_too_deep' },
  { says: 'a million levels', text: '['.repeat(1_000_000), code: 'json_too_deep' },
  { says: 'too many values', text: `[${'0,'.repeat(100_001)}0]`, code: 'json_too_many_values' },
])('$says is refused with $code', ({ text, code }) => {
  expect(() => parseJson(text)).toThrow(expect.objectContaining({ code }));
});

test('64 levels pass, and brackets in strings do not count', () => {
  expect(parseJson(`${'['.repeat(64)}${']'.repeat(64)}`)).toBeTruthy();
  expect(parseJson(JSON.stringify('['.repeat(1_000)))).toHaveLength(1_000);
});

test.each([
  { text: ' [ {"a": "],[\\"" } , 2 ,[3, 4]] ', elements: ['{"a": "],[\\"" }', '2', '[3, 4]'] },
  { text: '[]', elements: [] },
  { text: '{"a":[1]}', elements: null },
  { text: '[1,]', elements: ['1', ''] },
])('$text has the elements $elements', ({ text, elements }) => {
  expect(splitArray(text)).toEqual(elements);
});

test.each(['[1', '[1] 2', '[1}'])('%s is no array', (text) => {
  expect(() => splitArray(text)).toThrow(expect.objectContaining({ code: 'json_invalid' }));
});
