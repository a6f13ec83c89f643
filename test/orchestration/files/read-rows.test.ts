import fc from 'fast-check';
import { fileLayout } from '../../../src/model/file-layout.js';
import { detectText, encodingOfBytes, headOfText, openText } from '../../../src/orchestration/files/file-text.js';
import { detectRows, type FileRow, MAX_ROW_BYTES, readRows } from '../../../src/orchestration/files/read-rows.js';
import type { Drop } from '../../../src/ports/drop.js';

const blob = { name: 'shop/a.csv', etag: '1', size: 0, changedAt: new Date(0), metadata: {} };

function dropOf(bytes: Buffer, chunk: number): Drop {
  async function* open(_blob: unknown, offset: number) {
    for (let at = offset; at < bytes.length; at += chunk) yield bytes.subarray(at, at + chunk);
  }
  return { open } as unknown as Drop;
}

/** All rows of a file that comes in pieces; `from` goes on in the middle. */
async function rowsOf(
  content: string | Buffer,
  { layout = {}, chunk = 65_536, from = undefined as { offset: number; line: number } | undefined } = {},
): Promise<FileRow[]> {
  const bytes = Buffer.from(content as string);
  const whole = fileLayout.parse({ name: 'x', type: 'product', ...layout });
  const form = detectText(bytes, whole.encoding);
  const head = headOfText(bytes.subarray(0, 256 * 1024), form);
  const { form: rows, first } = detectRows(head, whole, encodingOfBytes(form));
  const found: FileRow[] = [];
  const text = openText(dropOf(bytes, chunk), blob, form, from ?? first);
  for await (const batch of readRows(text, rows, from ?? first)) found.push(...batch.rows);
  return found;
}

const shown = (row: FileRow): [number, string] => {
  if ('cells' in row) return [row.line, Object.values(row.cells).join('|')];
  return 'text' in row ? [row.line, row.text] : [row.line, row.fault.code];
};
const shownOf = async (content: string | Buffer, options = {}) => (await rowsOf(content, options)).map(shown);

const big = 'x'.repeat(MAX_ROW_BYTES + 10);
const latin = (text: string) => Buffer.from(text, 'latin1');
const wide = (text: string) => Buffer.from(text, 'utf16le');

test.each<[string, string | Buffer, object, [number, string][]]>([
  [
    'plain rows',
    'a,b\n1,2\n3,4\n',
    {},
    [
      [2, '1|2'],
      [3, '3|4'],
    ],
  ],
  ['no line end at the end', 'a,b\n1,2', {}, [[2, '1|2']]],
  [
    'CRLF',
    'a,b\r\n1,2\r\n3,"4"\r\n',
    {},
    [
      [2, '1|2'],
      [3, '3|4'],
    ],
  ],
  [
    'CR alone',
    'a,b\r1,2\r3,4\r',
    {},
    [
      [2, '1|2'],
      [3, '3|4'],
    ],
  ],
  ['a byte order mark', '\ufeffa,b\n1,2\n', {}, [[2, '1|2']]],
  ['UTF-16 with a byte order mark', wide('\ufeffa;b\n1;ö€\n'), {}, [[2, '1|ö€']]],
  ['UTF-16, big end first', wide('\ufeffa;b\n1;ö€\n').swap16(), {}, [[2, '1|ö€']]],
  ['UTF-16 that the layout names', wide('a;b\n1;ö€\n'), { encoding: 'utf-16le' }, [[2, '1|ö€']]],
  ['Windows-1252', latin('a;b\n1;\x80 \xf6\n'), { encoding: 'windows-1252' }, [[2, '1|€ ö']]],
  ['ISO 8859-15', latin('a;b\n1;\xa4\n'), { encoding: 'iso-8859-15' }, [[2, '1|€']]],
  ['semicolons', 'a;b\n1,5;2\n', {}, [[2, '1,5|2']]],
  ['tabs', 'a\tb\n1\t2\n', {}, [[2, '1|2']]],
  ['a delimiter that the layout names', 'a|b,c\n1|2,3\n', { delimiter: '|' }, [[2, '1|2,3']]],
  ['delimiters within quotes of the header', '"a,b,c";d\n1;2\n', {}, [[2, '1|2']]],
  [
    'line ends and doubled quotes within quotes',
    'a,b\n"1\n2","say ""x"""\n3,4\n',
    {},
    [
      [2, '1\n2|say "x"'],
      [4, '3|4'],
    ],
  ],
  ['a quote within a field', 'a,b\n5" disk,2\n', {}, [[2, '5" disk|2']]],
  ['quotes as text', 'a,b\n"1,2"\n', { quote: '' }, [[2, '"1|2"']]],
  ['single quotes', "a,b\n'1,2',3\n", { quote: "'" }, [[2, '1,2|3']]],
  [
    'empty lines',
    'a,b\n\n1,2\n\r\n\n3,4\n\n',
    {},
    [
      [3, '1|2'],
      [6, '3|4'],
    ],
  ],
  [
    'a column without a name at the end',
    'a,b,\n1,2,\n3,4\n',
    {},
    [
      [2, '1|2'],
      [3, '3|4'],
    ],
  ],
  [
    'too few and too many columns',
    'a,b\n1\n1,2\n1,2,3\n',
    {},
    [
      [2, 'row_invalid'],
      [3, '1|2'],
      [4, 'row_invalid'],
    ],
  ],
  [
    'invalid UTF-8',
    Buffer.concat([Buffer.from('a,b\n1,2\n3,'), latin('\xf6\n5,6\n')]),
    {},
    [
      [2, '1|2'],
      [3, 'encoding_invalid'],
      [4, '5|6'],
    ],
  ],
  [
    'a NUL character',
    `a,b\n1,2\n${'3,4\n'.repeat(2_000)}5,\0\n6,7\n`,
    {},
    [
      [2002, '3|4'],
      [2003, 'row_invalid'],
      [2004, '6|7'],
    ],
  ],
  [
    'text behind a closing quote',
    'a,b\n"1"x,2\n3,4\n',
    {},
    [
      [2, 'row_invalid'],
      [3, '3|4'],
    ],
  ],
  [
    'a quote that is never closed',
    'a,b\n1,"2\n3,4\n5,6\n',
    {},
    [
      [2, 'row_invalid'],
      [3, '3|4'],
      [4, '5|6'],
    ],
  ],
  [
    'a quote that is closed by a later row',
    'a,b\n1,"2\n3,"4"\n5,6\n',
    {},
    [
      [2, 'row_invalid'],
      [3, '3|4'],
      [4, '5|6'],
    ],
  ],
  [
    'an open quote before a megabyte',
    `a,b\n1,"2\n${'3,4\n'.repeat(300_000)}`,
    {},
    [
      [2, 'row_too_large'],
      [3, '3|4'],
      [300_002, '3|4'],
    ],
  ],
  [
    'a row that is too large',
    `a,b\n1,${big}\n3,4\n`,
    {},
    [
      [2, 'row_too_large'],
      [3, '3|4'],
    ],
  ],
  [
    'a last row that is too large',
    `a,b\n1,2\n3,${big}`,
    {},
    [
      [2, '1|2'],
      [3, 'row_too_large'],
    ],
  ],
  ['formulas', 'a,b\n=1+1,"=HYPERLINK(""x"")"\n', {}, [[2, '=1+1|=HYPERLINK("x")']]],
  ['a header alone', 'a,b\n', {}, []],
  [
    'NDJSON',
    '{"id":"1"}\r\n\n{"id":"2"}',
    { format: 'ndjson' },
    [
      [1, '{"id":"1"}'],
      [3, '{"id":"2"}'],
    ],
  ],
])('%s', async (_name, content, layout, expected) => {
  for (const chunk of [1 << 20, 65_536, ...(content.length < 1_000 ? [1, 2, 3, 7] : [])]) {
    const found = await shownOf(content, { layout, chunk });
    // Of a long file only the lines that matter are told.
    const lines = new Set(expected.map(([line]) => line));
    expect(found.length > 100 ? found.filter(([line]) => lines.has(line)) : found).toEqual(expected);
  }
});

test.each<[string, string | Buffer, object, string, RegExp]>([
  ['an Excel workbook', Buffer.from('504b0304140006', 'hex'), {}, 'file_not_text', /Excel/],
  ['NUL bytes', 'a\0b', {}, 'file_not_text', /NUL/],
  ['an empty file', '', {}, 'file_header_invalid', /no header/],
  ['a column twice', 'a,b,a\n', {}, 'file_header_invalid', /"a" twice/],
  ['a column without a name', 'a,,b\n', {}, 'file_header_invalid', /Column 2/],
  ['a column called __proto__', 'a,__proto__\n', {}, 'file_header_invalid', /__proto__/],
  [
    'ten thousand columns',
    Array.from({ length: 10_000 }, (_, at) => `c${at}`).join(','),
    {},
    'file_header_invalid',
    /10000/,
  ],
  ['a header that never ends', 'a'.repeat(300_000), {}, 'file_header_invalid', /no header/],
  ['a header whose quote never ends', '"a,b\n1,2\n', {}, 'file_header_invalid', /no header/],
  ['a header in another character set', latin('a,\xf6\n'), {}, 'file_header_invalid', /UTF-8/],
])('%s is no file of rows', async (_name, content, layout, code, message) => {
  await expect(rowsOf(content, { layout })).rejects.toMatchObject({ code, message: expect.stringMatching(message) });
});

test('whatever the cells hold, they come out as they were, from any row on', async () => {
  const cell = fc.stringMatching(/^[a",;\n\r ö€]{0,6}$/);
  const table = fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 20 });
  await fc.assert(
    fc.asyncProperty(table, fc.integer({ min: 1, max: 50 }), fc.nat(), async (rows, chunk, start) => {
      const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
      const content = `a,b\n${rows.map((row) => row.map(quoted).join(',')).join('\n')}\n`;
      const found = await rowsOf(content, { chunk });
      expect(found.map((row) => 'cells' in row && Object.values(row.cells))).toEqual(rows);
      const from = found[start % found.length] as FileRow;
      const rest = await rowsOf(content, { chunk, from: { offset: from.offset, line: from.line } });
      expect(rest).toEqual(found.slice(start % found.length));
      const inUtf16 = await rowsOf(wide(`\ufeff${content}`), { chunk, from: { offset: from.offset, line: from.line } });
      expect(inUtf16).toEqual(rest);
    }),
    { numRuns: 100 },
  );
});
