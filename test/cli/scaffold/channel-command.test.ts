import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runTributary } from '../../../src/cli/run-tributary.js';
import { createRecordingTerminal } from '../recording-terminal.js';
import { copyTree } from './copy-tree.js';
import { tillPage } from './samples.js';

let folder: string;
beforeAll(() => {
  folder = copyTree();
  writeFileSync(join(folder, 'sample.json'), JSON.stringify(tillPage));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function run(...args: string[]) {
  const terminal = createRecordingTerminal();
  const code = await runTributary(['channel', 'new', ...args, '--into', folder], terminal);
  return { code, out: terminal.stdout(), err: terminal.stderr() };
}

const registry = () => readFileSync(join(folder, 'src/channels/index.ts'), 'utf8');

test('a channel is written, and the files, the doubts and the next steps are told', async () => {
  const { code, out, err } = await run('till', '--from', join(folder, 'sample.json'));
  expect([code, err]).toEqual([0, '']);
  expect(out).toMatch(/^the channel till is written\n {2}src\/channels\/till\/index.ts\n/);
  expect(out).toContain('\nto be checked\n  ');
  expect(out).toMatch(/\nnext\n {2}npm run build && npm run jest -- test\/channels\/till\n/);
  expect(existsSync(join(folder, 'src/channels/till/client.ts'))).toBe(true);
  expect(registry()).toContain("import { till } from './till/index.js';");
});

test('the same once more is refused with code 2, and changes nothing', async () => {
  const before = registry();
  expect(await run('till')).toEqual({
    code: 2,
    out: '',
    err: expect.stringContaining('src/channels/till is there already'),
  });
  expect(registry()).toBe(before);
});

test('--json tells machines the same', async () => {
  const { code, out } = await run('acme', '--auth', 'oauth2', '--paging', 'link', '--json');
  expect(code).toBe(0);
  expect(JSON.parse(out)).toMatchObject({
    channel: 'acme',
    paging: 'link',
    created: expect.arrayContaining(['src/channels/acme/client.ts']),
    changed: ['src/channels/index.ts', 'src/local/stack/demo-shops.ts'],
    mapped: expect.arrayContaining([{ field: 'totals.grand', from: ['grand_total'] }]),
    next: [expect.stringContaining('test/channels/acme'), expect.any(String), expect.any(String), expect.any(String)],
  });
});

test.each<[string, string[], number, RegExp]>([
  ['a bad name', ['Shop-ify'], 2, /error usage: .*lower-case letters, digits and hyphens/],
  ['an empty name', [''], 2, /error usage: .*lower-case letters/],
  ['no name', [], 2, /missing required argument 'name'/],
  ['a sign-in that is none', ['shop-x', '--auth', 'basic'], 2, /one of bearer, apiKey, oauth2, oauth1/],
  ['a paging that is none', ['shop-x', '--paging', 'offset'], 2, /one of page, cursor, link/],
  ['a sample that is not there', ['shop-x', '--from', 'none.json'], 1, /error file_unreadable: /],
  ['a sample that is no JSON', ['shop-x', '--from', 'src/cli/cli.ts'], 1, /error json_invalid: /],
])('%s is told on stderr, and nothing is written', async (_what, args, code, message) => {
  expect(await run(...args)).toEqual({ code, out: '', err: expect.stringMatching(message) });
  expect(existsSync(join(folder, 'src/channels/shop-x'))).toBe(false);
});
