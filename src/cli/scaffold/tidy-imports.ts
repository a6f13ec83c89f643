const WIDTH = 120;
const IMPORT = /^import (.+) from '(.+)';$/;

/** Sorts the imports that a file begins with as the linter wants them, and breaks those that are longer than a line. */
export function tidyImports(text: string): string {
  const lines = text.split('\n');
  const end = lines.findIndex((line) => !line.startsWith('import '));
  const head = lines.slice(0, end).sort((a, b) => compareModules(moduleOf(a), moduleOf(b)));
  return [...head.map(breakImport), ...lines.slice(end)].join('\n');
}

/** The order in which modules are imported: of Node, packages, then files, the farthest first; numbers in names by their value. */
export function compareModules(a: string, b: string): number {
  return rankOf(a) - rankOf(b) || compareNatural(a, b);
}

function rankOf(name: string): number {
  if (name.startsWith('node:')) return 0;
  return name.startsWith('.') ? 2 : 1;
}

function compareNatural(a: string, b: string): number {
  const others = piecesOf(b);
  for (const [at, one] of piecesOf(a).entries()) {
    const other = others[at];
    if (other === undefined) return 1;
    if (one === other) continue;
    const apart = Number(one) - Number(other);
    return Number.isNaN(apart) || apart === 0 ? (one < other ? -1 : 1) : apart;
  }
  return a === b ? 0 : -1;
}

/** Runs of digits, and every other character by itself. */
function piecesOf(text: string): string[] {
  return text.match(/\d+|\D/g) ?? [];
}

function moduleOf(line: string): string {
  return IMPORT.exec(line)?.[2] ?? '';
}

function breakImport(line: string): string {
  const [, what = '', from = ''] = IMPORT.exec(line) ?? [];
  const [, type = '', names = ''] = /^(type )?\{ (.+) \}$/.exec(what) ?? [];
  if (line.length <= WIDTH || names === '') return line;
  const each = names.split(', ').map((name) => `  ${name},\n`);
  return `import ${type}{\n${each.join('')}} from '${from}';`;
}
