import { execFile } from 'node:child_process';
import { rmSync } from 'node:fs';
import { promisify } from 'node:util';
import { type ChannelRequest, planChannel } from '../../../src/cli/scaffold/plan-channel.js';
import { openTree, writePlan } from '../../../src/cli/scaffold/write-plan.js';
import { copyTree } from './copy-tree.js';
import { flatOrder, hostileOrder, tillPage, wrappedOrder } from './samples.js';

/** Each way to sign in and to page, with and without a sample; names that are sorted by their numbers, and the longest. */
const channels: (Omit<ChannelRequest, 'sample'> & { shown: unknown })[] = [
  { name: 'acme', shown: null, auth: 'bearer', paging: 'page' },
  { name: 'till-2', shown: tillPage, auth: 'apiKey', paging: undefined },
  { name: 'till-10', shown: [hostileOrder], auth: 'oauth2', paging: 'link' },
  { name: 'flat-shop-with-a-long-na', shown: flatOrder, auth: 'oauth1', paging: 'page' },
  { name: 'zulu', shown: wrappedOrder, auth: 'bearer', paging: 'page' },
];

const run = promisify(execFile);
let folder: string;

beforeAll(() => {
  folder = copyTree();
  for (const { shown, ...request } of channels) {
    const sample = shown === null ? null : JSON.stringify(shown);
    writePlan(folder, planChannel({ ...request, sample }, openTree(folder)));
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs a program of the packages in the tree; what it says when it fails. */
async function failureOf(program: string, ...args: string[]): Promise<string | null> {
  const nodeArgs = ['--experimental-vm-modules', '--no-warnings', `node_modules/${program}`, ...args];
  try {
    await run(process.execPath, nodeArgs, { cwd: folder, maxBuffer: 50_000_000 });
    return null;
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    return `${stdout}\n${stderr}`;
  }
}

test('channels as they are scaffolded compile', async () => {
  expect(await failureOf('typescript/bin/tsc', '-p', 'tsconfig.json')).toBeNull();
}, 120_000);

test('they are formatted and linted, without a warning', async () => {
  const own = channels.flatMap(({ name }) => [
    `src/channels/${name}`,
    `src/local/sandbox/${name}`,
    `src/local/stack/demo-${name}.ts`,
    `test/channels/${name}`,
  ]);
  const registries = ['src/channels/index.ts', 'src/local/stack/demo-shops.ts'];
  const args = ['check', '--vcs-enabled=false', '--error-on-warnings', ...own, ...registries];
  expect(await failureOf('@biomejs/biome/bin/biome', ...args)).toBeNull();
}, 60_000);

test('they pass their tests, the contract of channels among them, and the walls of the house', async () => {
  const tests = [...channels.map(({ name }) => `test/channels/${name}/`), 'test/walls.test.ts'];
  expect(await failureOf('jest/bin/jest.js', '--silent', ...tests)).toBeNull();
}, 180_000);
