import { compareModules } from './tidy-imports.js';

const WIDTH = 120;

/** A name that is imported into a file and put into one of its lists. */
export interface Registration {
  name: string;
  module: string;
  /** The constant that is the list. */
  list: string;
}

/** The text of the file with the name imported and listed, both in their sorted place; null when it has no such list, or has the name. */
export function register(text: string, { name, module, list }: Registration): string | null {
  const found = new RegExp(`^(export const ${list}\\b[^=]*= )\\[([^\\]]*)\\];$`, 'm').exec(text);
  if (found === null || new RegExp(`\\b${name}\\b`).test(text)) return null;
  const [whole, head = '', inside = ''] = found;
  const names = inside.split(',').map((one) => one.trim());
  const listed = insertSorted(
    names.filter((one) => one !== ''),
    name,
    (one) => one > name,
  );
  return addImport(
    text.replace(whole, () => head + printList(listed, head.length)),
    name,
    module,
  );
}

function printList(names: readonly string[], before: number): string {
  const flat = `[${names.join(', ')}];`;
  return before + flat.length <= WIDTH ? flat : `[\n${names.map((name) => `  ${name},\n`).join('')}];`;
}

function addImport(text: string, name: string, module: string): string | null {
  const lines = text.split('\n');
  const imports = lines.flatMap((line, at) => {
    const from = /^import .+ from '(.+)';$/.exec(line)?.[1];
    return from === undefined ? [] : [{ from, at }];
  });
  const last = imports.at(-1);
  if (last === undefined) return null;
  const place = imports.find(({ from }) => compareModules(from, module) > 0)?.at ?? last.at + 1;
  return [...lines.slice(0, place), `import { ${name} } from '${module}';`, ...lines.slice(place)].join('\n');
}

function insertSorted(names: readonly string[], name: string, isBehind: (one: string) => boolean): string[] {
  const place = names.findIndex(isBehind);
  const at = place < 0 ? names.length : place;
  return [...names.slice(0, at), name, ...names.slice(at)];
}
