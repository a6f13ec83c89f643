import { formatFile, formatFiles } from '../../../src/cli/output/files-text.js';
import { newFlatFile } from '../../../src/model/flat-file.js';

const at = new Date('2026-11-20T10:00:00Z');
const file = newFlatFile({ name: 'shop/a\u001b[31m.csv', etag: '1', size: 9, changedAt: at, metadata: {} }, at);

test('files stand in a table, whatever their names hold', () => {
  expect(formatFiles([])).toBe('no files\n');
  const text = formatFiles([{ ...file, layout: 'prices', counts: { rows: 3, queued: 2, filtered: 0, bad: 1 } }]);
  expect(text).toMatch(/2026-11-20 10:00:00Z +\w{26} +waiting +prices +3 +2 +1 +a\[31m\.csv\n$/);
});

test('a file tells its end, its bad rows by line, and how many more there are', () => {
  const text = formatFile({
    ...file,
    status: 'failed',
    error: { code: 'file_too_bad', message: 'most of it' },
    problems: [{ line: 7, code: 'mapping_failed', message: 'Line 7: VK is not a decimal number' }],
    problemCounts: { mapping_failed: 5 },
    ignoredColumns: ['Lager'],
  });
  expect(text).toMatch(/error +file_too_bad: most of it\n/);
  expect(text).toMatch(/ignored +Lager\n/);
  expect(text).toMatch(/\n7 +mapping_failed +Line 7: VK is not a decimal number\nand 4 more/);
});

test('a duplicate names the file that it repeats', () => {
  expect(formatFile({ ...file, status: 'duplicate', duplicateOf: '01X' })).toMatch(/status +duplicate of 01X\n/);
});
