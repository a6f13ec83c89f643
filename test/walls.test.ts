import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findBreaches } from './walls/find-breaches.js';
import { readModule } from './walls/read-module.js';

const breachesOf = (files: Record<string, string>) =>
  findBreaches(Object.entries(files).map(([path, code]) => readModule(path, code)));

describe('the walls of this house', () => {
  test('stand', () => {
    const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.ts'));
    expect(files.length).toBeGreaterThan(50);
    expect(findBreaches(files.map((path) => readModule(path, readFileSync(join('src', path), 'utf8'))))).toEqual([]);
  });
});

describe('a breach is found', () => {
  test.each([
    ['an import upward', 'model/a.ts', "import { x } from '../ports/x.js';"],
    ['a type import upward', 'ports/a.ts', "import type { X } from '../orchestration/x.js';"],
    ['an inline type import', 'diff/a.ts', "export type A = import('../model/x.js').X;"],
    ['a re-export', 'ports/a.ts', "export { x } from '../stores/x.js';"],
    ['a re-export of everything', 'ports/a.ts', "export * from '../stores/x.js';"],
    ['a dynamic import', 'model/a.ts', "export const a = () => import('../stores/x.js');"],
    ['a require', 'model/a.ts', "const x = require('../stores/x.js');"],
    ['a file by URL', 'stores/a.ts', "export const a = new URL('../local/x.js', import.meta.url);"],
    ['an import for its effect', 'orchestration/a.ts', "import '../composition.js';"],
    ['a sibling: orchestration names stores', 'orchestration/a.ts', "import { x } from '../stores/x.js';"],
    ['a sibling: stores names channels', 'stores/a.ts', "import { x } from '../channels/x.js';"],
    ['a sibling: channels names orchestration', 'channels/kit/a.ts', "import { x } from '../../orchestration/x.js';"],
    ['functions names local', 'functions/a.ts', "import { x } from '../local/x.js';"],
    ['cli names a function', 'cli/a.ts', "import { x } from '../functions/x.js';"],
    ['the composition names functions', 'composition.ts', "import { x } from './functions/x.js';"],
    ['src names a test', 'model/a.ts', "import { x } from '../../test/x.js';"],
    ['a folder without a floor', 'utils/a.ts', 'export const a = 1;'],
    ['the functions library elsewhere', 'orchestration/a.ts', "import type { HttpRequest } from '@azure/functions';"],
    ['the functions core elsewhere', 'stores/a.ts', "import type { X } from '@azure/functions-core';"],
    ['the blob library elsewhere', 'composition.ts', "import { BlobClient } from '@azure/storage-blob';"],
    ['the Cosmos library elsewhere', 'orchestration/a.ts', "import type { Container } from '@azure/cosmos';"],
    ['the file system in a pure floor', 'model/a.ts', "import { readFileSync } from 'node:fs';"],
    ['process.env in a store', 'stores/a.ts', 'export const a = process.env.A;'],
    ["process['env'] in a function", 'functions/a.ts', "export const a = process['env']['A'];"],
    ['an environment taken apart', 'functions/a.ts', 'const { env } = process;'],
    ['process.env in the settings', 'settings.ts', 'export const a = process.env;'],
    ['the clock in a pure floor', 'orchestration/a.ts', 'export const a = () => Date.now();'],
    ['a new Date in a pure floor', 'model/a.ts', 'export const a = () => new Date();'],
    ['a Date call in a pure floor', 'model/a.ts', 'export const a = () => Date();'],
    ['chance in a pure floor', 'diff/a.ts', 'export const a = () => Math.random();'],
    ['a random name in a pure floor', 'model/a.ts', "import { createHash, randomUUID } from 'node:crypto';"],
    ['a timer in a pure floor', 'orchestration/a.ts', 'export const a = () => setTimeout(() => {}, 1);'],
    ['the network in a pure floor', 'orchestration/a.ts', "export const a = () => fetch('https://example.com');"],
    ['a long file', 'model/a.ts', 'export const a = 1;\n'.repeat(301)],
    ['a long function', 'model/a.ts', `// é\nexport function a() {\n${'  b();\n'.repeat(60)}}\n`],
    ['a long arrow function', 'model/a.ts', `export const a = () => {\n${'  b();\n'.repeat(60)}};\n`],
    ['a file that names itself', 'model/a.ts', "export * from './a.js';"],
  ])('%s', (_what, path, code) => {
    expect(breachesOf({ [path]: code })).toEqual([expect.stringContaining(path)]);
  });

  test('a cycle of types', () => {
    const files = {
      'model/a.ts': "import type { B } from './b.js'; export type A = B;",
      'model/b.ts': "import type { C } from './c.js'; export type B = C;",
      'model/c.ts': "import type { A } from './a.js'; export type C = A;",
    };
    expect(breachesOf(files)).toEqual(['cycle: model/a.ts -> model/b.ts -> model/c.ts -> model/a.ts']);
  });
});

describe('nothing is found', () => {
  test.each([
    [
      'an import downward',
      'orchestration/a.ts',
      "import { x } from '../model/x.js'; import type { Y } from '../ports/y.js';",
    ],
    ['an import on the same floor', 'channels/magento2/a.ts', "import { x } from '../kit/x.js';"],
    [
      'what stands in a comment or a text',
      'model/a.ts',
      "// import '../stores/x.js' at Date.now()\nexport const a = 'process.env';",
    ],
    ['a Date of a given time', 'model/a.ts', 'export const a = (at: string) => new Date(at);'],
    ['a hash in a pure floor', 'model/a.ts', "import { createHash } from 'node:crypto';"],
    [
      'the composition and what it joins',
      'composition.ts',
      "import { x } from './stores/x.js'; import { y } from './channels/y.js'; export const e = process.env;",
    ],
    ['the documentation of the interface', 'cli/docs.ts', "import { x } from '../functions/http/openapi-document.js';"],
    ['a function of sixty lines', 'model/a.ts', `export function a() {\n${'  b();\n'.repeat(58)}}\n`],
  ])('for %s', (_what, path, code) => {
    expect(breachesOf({ [path]: code })).toEqual([]);
  });
});
