import { formatJson, toOneLine, toPlainText } from '../../../src/cli/output/plain-text.js';

const HOSTILE: [what: string, text: string, plain: string][] = [
  ['a colour', 'a\u001b[31mb', 'a[31mb'],
  ['a title', '\u001b]0;owned\u0007', ']0;owned'],
  ['a C1 control sequence', 'a\u009b2Jb', 'a2Jb'],
  ['a return over the line', 'good\rbad', 'goodbad'],
  ['a backspace', 'ab\u0008\u0008cd', 'abcd'],
  ['text turned around', 'txt.\u202eexe', 'txt.exe'],
  ['an isolate', 'a\u2066b\u2069', 'ab'],
  ['a null and DEL', '\u0000a\u007f', 'a'],
];

describe('toPlainText', () => {
  test.each(HOSTILE)('takes %s away', (_what, text, plain) => {
    expect(toPlainText(text)).toBe(plain);
  });

  test('leaves words, line feeds, tabs and other scripts as they are', () => {
    const text = 'Grüße\t注文\n🧾 שלום\n';
    expect(toPlainText(text)).toBe(text);
    expect(toPlainText('a\r\nb')).toBe('a\nb');
  });
});

describe('toOneLine', () => {
  test('puts a value into one line, so that it cannot pass for a line of ours', () => {
    expect(toOneLine(' a\nerror internal: b\r\n\tc\rd ')).toBe('a error internal: b c d');
  });
});

describe('formatJson', () => {
  test.each(HOSTILE)('escapes %s and keeps the value', (_what, text) => {
    const json = formatJson({ text });
    expect(toPlainText(json)).toBe(json);
    expect(JSON.parse(json)).toEqual({ text });
  });

  test('gives one line when asked, and null for nothing', () => {
    expect(formatJson({ a: [1] }, 0)).toBe('{"a":[1]}');
    expect(formatJson(undefined)).toBe('null');
  });
});
