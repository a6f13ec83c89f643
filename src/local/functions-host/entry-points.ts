import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { z } from 'zod';

const Manifest = z.object({ main: z.string().min(1) });

/**
 * Lists the files that the `main` of the app's package.json names, sorted; `*`, `**` and `{a,b}` are understood.
 * Rejects when there is no `main`, or when nothing matches it.
 */
export async function findEntryPoints(appRoot: string): Promise<string[]> {
  const manifest = Manifest.safeParse(JSON.parse(await readFile(join(appRoot, 'package.json'), 'utf8')));
  if (!manifest.success) throw new Error(`package.json in ${appRoot} has no "main"`);
  const pattern = manifest.data.main.replace(/^\.\//, '');
  const matches = globExpression(pattern);
  const found: string[] = [];
  for await (const file of walk(join(appRoot, fixedFolder(pattern)))) {
    const path = relative(appRoot, file).split(sep).join('/');
    if (matches.test(path)) found.push(file);
  }
  if (found.length === 0) throw new Error(`no file in ${appRoot} matches "main": "${pattern}"`);
  return found.sort();
}

function fixedFolder(pattern: string): string {
  const literal = pattern.split(/[*{]/, 1)[0] ?? '';
  return literal.slice(0, literal.lastIndexOf('/') + 1);
}

async function* walk(folder: string): AsyncGenerator<string> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (entry.name === 'node_modules' || entry.name.startsWith('.')) continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* walk(path);
    else yield path;
  }
}

function globExpression(pattern: string): RegExp {
  const source = pattern.replace(/\*\*\/|\*\*|\*|\{|\}|,|[.+^$()|[\]\\?]/g, (token) => {
    if (token === '**/') return '(?:.*/)?';
    if (token === '**') return '.*';
    if (token === '*') return '[^/]*';
    if (token === '{') return '(?:';
    if (token === '}') return ')';
    return token === ',' ? '|' : `\\${token}`;
  });
  return new RegExp(`^${source}$`);
}
