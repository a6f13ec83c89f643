import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openTree, writePlan } from '../../../src/cli/scaffold/write-plan.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tributary-scaffold-'));
  mkdirSync(join(folder, 'src'));
  writeFileSync(join(folder, 'src/list.ts'), 'before');
});
afterEach(() => rmSync(folder, { recursive: true }));

const all = () => readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();

test('what is planned is written, in new folders too', () => {
  writePlan(folder, { created: { 'src/a/b/c.ts': 'c', 'src/a/d.ts': 'd' }, changed: { 'src/list.ts': 'after' } });
  const tree = openTree(folder);
  expect(['src/a/b/c.ts', 'src/a/d.ts', 'src/list.ts', 'src/none.ts'].map((path) => tree.read(path))).toEqual([
    'c',
    'd',
    'after',
    null,
  ]);
  expect([tree.has('src/a'), tree.has('src/z')]).toEqual([true, false]);
});

test.each<[string, Record<string, string>, Record<string, string>]>([
  ['a file that is there', { 'src/a/b.ts': 'b', 'src/list.ts': 'mine' }, {}],
  ['a file in place of a folder', { 'src/a/b.ts': 'b', 'src/list.ts/c.ts': 'c' }, {}],
  ['a list that is gone', { 'src/a/b.ts': 'b' }, { 'src/list.ts': 'after', 'src/gone.ts': 'after' }],
])('%s is an error, and nothing is written', (_what, created, changed) => {
  expect(() => writePlan(folder, { created, changed })).toThrow();
  expect(all()).toEqual(['src', 'src/list.ts']);
  expect(readFileSync(join(folder, 'src/list.ts'), 'utf8')).toBe('before');
  expect(existsSync(join(folder, 'src/a'))).toBe(false);
});
