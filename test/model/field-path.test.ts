import type { Json } from '../../src/diff/json.js';
import { FieldPathError, parseFieldPath, readField } from '../../src/model/field-path.js';

const payload: Json = {
  a: { b: [{ c: 1 }, { c: null }, { c: 3 }] },
  'dotted.key': 'kept',
  items: [{ taxes: [{ code: 'x' }, { code: 'y' }] }, { taxes: [] }, {}, { taxes: [{ code: 'z' }] }, 'odd'],
  attributes: [
    { code: 'gift', value: 'Hi' },
    { code: 7, value: 'seven' },
    { code: 'gift', value: 'second' },
  ],
  nothing: null,
};

describe('a field path', () => {
  test.each<[string, Json | undefined]>([
    ['a.b[0].c', 1],
    ['a.b[1].c', null],
    ['a.b[9].c', undefined],
    ['a.b[].c', [1, 3]],
    ['a.b.c', undefined],
    ['a[0]', undefined],
    ['["dotted.key"]', 'kept'],
    ['items[].taxes[].code', ['x', 'y', 'z']],
    ['attributes[code=gift].value', 'Hi'],
    ['attributes[code=7].value', 'seven'],
    ['attributes[code=none].value', undefined],
    ['attributes[constructor=x].value', undefined],
    ['nothing', null],
    ['nothing.more', undefined],
    ['nothing[].more', undefined],
    ['a[].b', undefined],
    ['constructor', undefined],
    ['a.toString', undefined],
    ['a.b.length', undefined],
  ])('%s reads %j', (path, expected) => {
    expect(readField(payload, parseFieldPath(path))).toEqual(expected);
  });

  test.each([
    ['', 'is empty'],
    ['.a', 'no name at position 0'],
    ['a.', 'no name at position 2'],
    ['a..b', 'no name at position 2'],
    ['a[0', 'bracket at position 1'],
    ['a["b', 'bracket at position 1'],
    ['a[0]b', 'no "." at position 4'],
    ['a]', 'no "." at position 1'],
    ['a[x]', '[x]'],
    ['a[-1]', '[-1]'],
    ['a[=x]', '[=x]'],
    ['a.__proto__.b', '__proto__'],
    ['["__proto__"]', '__proto__'],
    [`${'a.'.repeat(20)}a`, 'more than 20 steps'],
    ['a'.repeat(501), 'longer than 500'],
  ])('%j is refused with the reason', (path, reason) => {
    expect(() => parseFieldPath(path)).toThrow(FieldPathError);
    expect(() => parseFieldPath(path)).toThrow(reason);
  });
});
