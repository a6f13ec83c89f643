/** A Markdown table with aligned columns, as the formatter wants it. */
export function formatMarkdownTable(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const all = [headings, ...rows];
  const widths = headings.map((_, at) => Math.max(3, ...all.map((row) => row[at]?.length ?? 0)));
  const lines = all.map((row) => widths.map((width, at) => (row[at] ?? '').padEnd(width)).join(' | '));
  const rule = widths.map((width) => '-'.repeat(width)).join(' | ');
  return [lines[0], rule, ...lines.slice(1)].map((line) => `| ${line} |\n`).join('');
}
