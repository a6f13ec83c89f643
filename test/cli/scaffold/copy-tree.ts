import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const FILES = [
  'package.json',
  'tsconfig.json',
  'biome.json',
  'src/composition.ts',
  'src/settings.ts',
  'src/channels/index.ts',
  'test/walls.test.ts',
];
const FOLDERS = [
  'src/diff',
  'src/model',
  'src/ports',
  'src/orchestration',
  'src/stores',
  'src/channels/kit',
  'src/local/sandbox/kit',
  'src/local/stack',
].concat(['src/local/emulators', 'src/local/functions-host', 'test/channels/contract', 'test/walls']);

/** The names of the folders that the text imports from, such as those of channels. */
function importedFrom(text: string, pattern: RegExp): string[] {
  return [...new Set([...text.matchAll(pattern)].map(([, name = '']) => name))];
}

/** The folders that what is registered needs: others may be there that are not ready. */
function registered(): string[] {
  const list = readFileSync('src/channels/index.ts', 'utf8');
  const stack = readdirSync('src/local/stack').map((file) => readFileSync(`src/local/stack/${file}`, 'utf8'));
  return [
    ...importedFrom(list, /'\.\/([a-z0-9-]+)\/index\.js'/g).map((name) => `src/channels/${name}`),
    ...importedFrom(stack.join('\n'), /'\.\.\/sandbox\/([a-z0-9-]+)\//g).map((name) => `src/local/sandbox/${name}`),
  ];
}

/** Copies this tree, as far as channels need it, into a new temporary folder, with the packages linked. */
export function copyTree(): string {
  const folder = mkdtempSync(join(tmpdir(), 'tributary-tree-'));
  for (const path of [...FILES, ...FOLDERS, ...registered()]) cpSync(path, join(folder, path), { recursive: true });
  mkdirSync(join(folder, 'test/orchestration'), { recursive: true });
  cpSync('test/orchestration/world.ts', join(folder, 'test/orchestration/world.ts'));
  // Its tests hold it against the contracts of the ports.
  cpSync('test/doubles', join(folder, 'test/doubles'), {
    recursive: true,
    filter: (path) => !path.endsWith('.test.ts'),
  });
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'));
  writeFileSync(join(folder, 'jest.config.mjs'), JEST_CONFIG);
  return folder;
}

/** As this tree's, but without the emulators, which channels do not need. */
const JEST_CONFIG = `import base from ${JSON.stringify(resolve('jest.config.mjs'))};
const { globalSetup, globalTeardown, ...config } = base;
export default { ...config, rootDir: import.meta.dirname };
`;
