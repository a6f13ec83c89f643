import type { Json } from '../../src/diff/json.js';
import { formatPointer, PointerError, parsePointer, readPointer } from '../../src/diff/pointer.js';

// The document and the table of RFC 6901, section 5.
const rfcDocument = {
  foo: ['bar', 'baz'],
  '': 0,
  'a/b': 1,
  'c%d': 2,
  'e^f': 3,
  'g|h': 4,
  'i\\j': 5,
  'k"l': 6,
  ' ': 7,
  'm~n': 8,
};

const rfcExamples: [pointer: string, tokens: string[], value: Json][] = [
  ['', [], rfcDocument],
  ['/foo', ['foo'], ['bar', 'baz']],
  ['/foo/0', ['foo', '0'], 'bar'],
  ['/', [''], 0],
  ['/a~1b', ['a/b'], 1],
  ['/c%d', ['c%d'], 2],
  ['/e^f', ['e^f'], 3],
  ['/g|h', ['g|h'], 4],
  ['/i\\j', ['i\\j'], 5],
  ['/k"l', ['k"l'], 6],
  ['/ ', [' '], 7],
  ['/m~0n', ['m~n'], 8],
];

describe('a JSON Pointer', () => {
  test.each(rfcExamples)('%j of RFC 6901 is parsed, formatted and read', (pointer, tokens, value) => {
    expect(parsePointer(pointer)).toEqual(tokens);
    expect(formatPointer(tokens)).toBe(pointer);
    expect(readPointer(rfcDocument, pointer)).toEqual(value);
    expect(readPointer(rfcDocument, tokens)).toEqual(value);
  });

  test('unescapes ~01 to ~1 and not to a slash', () => {
    expect(parsePointer('/~01')).toEqual(['~1']);
    expect(formatPointer(['~1'])).toBe('/~01');
  });

  test('spells an index as a decimal number', () => {
    expect(formatPointer(['lines', 12, 'sku'])).toBe('/lines/12/sku');
  });

  test.each(['foo', ' /foo', '#/foo', '/~', '/a~2b', '/a/b~'])('%j is refused with its text and a reason', (text) => {
    expect(() => parsePointer(text)).toThrow(PointerError);
    expect(() => parsePointer(text)).toThrow(expect.objectContaining({ pointer: text, reason: expect.any(String) }));
  });

  test.each<[says: string, document: Json, pointer: string]>([
    ['a key that is not there', { a: 1 }, '/b'],
    ['a child of a scalar', { a: 1 }, '/a/b'],
    ['a child of null', { a: null }, '/a/b'],
    ['an index past the end', [1], '/1'],
    ['the element after the last one', [1], '/-'],
    ['an index with a leading zero', [1, 2], '/01'],
    ['an index with a sign', [1, 2], '/+1'],
    ['an empty index', [1], '/'],
    ['an index that is no number', [1], '/length'],
    ['a character of a string', 'text', '/0'],
    ['a method that objects inherit', {}, '/toString'],
    ['the constructor', {}, '/constructor/name'],
    ['the prototype', {}, '/__proto__'],
  ])('%s reads as nothing', (_, document, pointer) => {
    expect(readPointer(document, pointer)).toBeUndefined();
  });

  test('reads a key of its own that is called __proto__', () => {
    expect(readPointer(JSON.parse('{"__proto__":{"a":1}}') as Json, '/__proto__/a')).toBe(1);
  });
});
