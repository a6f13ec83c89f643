import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { type Code, printCode, printJson, quote, toCode } from '../../../src/cli/scaffold/print-code.js';
import { hostileNames } from './samples.js';

const evaluate = (code: string): unknown => runInNewContext(`(${code})`);
const anyText = fc.oneof(fc.string({ unit: 'binary' }), fc.string(), fc.constantFrom(...hostileNames));

describe('quote', () => {
  test('gives a string that means the text, whatever it holds, on one line', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(evaluate(quote(text))).toBe(text);
        expect(quote(text)).toMatch(/^[^\p{Cc}\p{Zl}\p{Zp}]*$/u);
      }),
      { numRuns: 500 },
    );
  });

  test.each([
    ['plain', "'plain'"],
    ["it's", '"it\'s"'],
    ['say "x"', `'say "x"'`],
    [`it's "x"`, `'it\\'s "x"'`],
    ['größe', "'größe'"],
    ['\u2028', "'\\u2028'"],
    ['\u202e', "'\\u202e'"],
  ])('%j is %s', (text, code) => expect(quote(text)).toBe(code));
});

describe('printCode', () => {
  test('gives code that means the value, whatever its names are', () => {
    const value = fc.letrec((tie) => ({
      any: fc.oneof({ maxDepth: 3 }, anyText, fc.integer(), fc.boolean(), fc.array(tie('any')), tie('object')),
      object: fc.dictionary(
        anyText.filter((name) => name !== '__proto__'),
        tie('any'),
      ),
    })).any;
    fc.assert(
      fc.property(value, (one) => expect(JSON.stringify(evaluate(printCode(toCode(one))))).toBe(JSON.stringify(one))),
    );
  });

  const long = 'x'.repeat(70);
  test.each<[string, Code, string]>([
    ['an object on one line where it fits', toCode({ a: 1, 'b-c': ['x'] }), "{ a: 1, 'b-c': ['x'] }"],
    ['an open object on lines of its own', { fields: [['a', '1']], open: true }, '{\n  a: 1,\n}'],
    ['a long object on lines of its own', toCode({ a: long, b: long }), `{\n  a: '${long}',\n  b: '${long}',\n}`],
    ['a long list on lines of its own', toCode([long, long]), `[\n  '${long}',\n  '${long}',\n]`],
    ['a call around an open object', { wrap: 'f', inside: { fields: [['a', '1']], open: true } }, 'f({\n  a: 1,\n})'],
    [
      'a call around such a call',
      { wrap: 'g', inside: { wrap: 'f', inside: { fields: [['a', '1']], open: true } } },
      'g(\n  f({\n    a: 1,\n  }),\n)',
    ],
    [
      'a field that is called like its variable',
      {
        fields: [
          ['orders', 'orders'],
          ['true', 'true'],
        ],
      },
      '{ orders, true: true }',
    ],
  ])('%s', (_what, code, printed) => expect(printCode(code)).toBe(printed));
});

test('printJson gives JSON that means the value', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) =>
      expect(JSON.parse(printJson(value))).toEqual(JSON.parse(JSON.stringify(value))),
    ),
  );
});
