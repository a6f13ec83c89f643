import { formatTable } from '../../../src/cli/output/table.js';

describe('formatTable', () => {
  test('puts the columns under their headings, without spaces at the end', () => {
    expect(
      formatTable(
        ['ID', 'NAME'],
        [
          ['1', 'Ada'],
          ['1042', ''],
        ],
      ),
    ).toBe('ID    NAME\n1     Ada\n1042\n');
  });

  test('keeps a cell in its line and its column, whatever it holds', () => {
    expect(formatTable(['A', 'B'], [['x\ny\u001b[2J', 'z']])).toBe('A       B\nx y[2J  z\n');
  });

  test.each([
    ['a letter with its accent', 'e\u0301', 1],
    ['umlauts', 'Süß', 3],
    ['Japanese', '煎茶', 4],
    ['Korean', '가방', 4],
    ['an emoji', '🧾', 2],
    ['full-width forms', 'Ａ', 2],
  ])('gives %s the columns that a terminal does', (_what, cell, columns) => {
    const [, first, second] = formatTable(
      ['A', 'B'],
      [
        [cell, '1'],
        ['......', '2'],
      ],
    ).split('\n');
    expect(first).toBe(`${cell}${' '.repeat(6 - columns + 2)}1`);
    expect(second).toBe('......  2');
  });
});
