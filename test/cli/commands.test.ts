import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createTokenVerifier } from '../../src/functions/http/token-verifier.js';

const SECRET = 'a secret of the tests, long enough for HS256';
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tributary-cli-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Runs the built command line in an empty folder, with these settings and no others. */
function run(args: string[], env: Record<string, string | undefined> = {}, file = 'tributary') {
  const given = { PATH: process.env.PATH, ...env };
  const child = spawn(process.execPath, [resolve('dist/cli', `${file}.js`), ...args], { cwd: folder, env: given });
  const out = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk: Buffer) => {
    out.stdout += chunk;
  });
  child.stderr.on('data', (chunk: Buffer) => {
    out.stderr += chunk;
  });
  return new Promise<typeof out & { code: number | null }>((done) =>
    child.on('close', (code) => done({ ...out, code })),
  );
}

describe('tributary token', () => {
  test('prints a token that is taken, and nothing else', async () => {
    const { stdout, stderr, code } = await run(['token', 'demo'], { TRIBUTARY_TOKEN_SECRET: SECRET });
    expect([stderr, code]).toEqual(['', 0]);
    expect(stdout).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+\n$/);
    const verify = createTokenVerifier({ kind: 'secret', secret: SECRET }, { now: () => new Date() });
    expect(await verify(stdout.trim())).toMatchObject({ subject: 'demo', admin: false });
  });

  test('signs with the secret of the running stack, which it finds in the data folder', async () => {
    writeFileSync(join(folder, 'local.env.json'), JSON.stringify({ TRIBUTARY_TOKEN_SECRET: SECRET }));
    const { stdout } = await run(['token', 'demo', '--admin', '--name', 'Ada', '--expires', '5m'], {
      TRIBUTARY_DATA_DIR: folder,
    });
    const verify = createTokenVerifier({ kind: 'secret', secret: SECRET }, { now: () => new Date() });
    expect(await verify(stdout.trim())).toEqual({ subject: 'demo', name: 'Ada', admin: true });
  });

  test.each<[string, string[], string, number]>([
    ['without a secret', ['demo'], 'TRIBUTARY_TOKEN_SECRET', 1],
    ['without a profile', [], "'profile'", 2],
    ['with an option that it does not have', ['demo', '--amdin'], '--amdin', 2],
    ['with a time that is none', ['demo', '--expires', 'soon'], '--expires', 2],
  ])('ends %s with what is wrong on stderr', async (_what, args, named, expected) => {
    const { stdout, stderr, code } = await run(['token', ...args], {
      TRIBUTARY_TOKEN_SECRET: named.startsWith('T') ? '' : SECRET,
    });
    expect([stdout, code]).toEqual(['', expected]);
    expect(stderr).toContain(named);
    expect(stderr).not.toContain('    at ');
  });
});

describe('tributary profile', () => {
  const blobs = { TRIBUTARY_QUEUE_CONNECTION: process.env.TRIBUTARY_TEST_BLOB };
  const write = (value: unknown) => {
    writeFileSync(join(folder, 'profile.json'), JSON.stringify(value));
    return 'profile.json';
  };

  test('stores a profile, lists it and gives it a key', async () => {
    const id = `cli-${randomUUID()}`;
    const file = write({ id, tenantId: 'acme', name: 'Shop', channel: 'api' });
    expect(await run(['profile', 'put', file], blobs)).toMatchObject({ code: 0, stdout: `${id} is stored\n` });
    expect((await run(['profile', 'key', id], blobs)).stdout).toMatch(new RegExp(`^${id}\\.[\\w-]{43}\n$`));
    const { stdout } = await run(['profile', 'list', '--json'], blobs);
    const listed = (JSON.parse(stdout) as { id: string }[]).find((one) => one.id === id);
    expect(listed).toMatchObject({ id, name: 'Shop', apiKeys: [expect.any(String)] });
  });

  test('refuses an invalid one with each fault by its path and code 1, and stores nothing', async () => {
    const id = `cli-${randomUUID()}`;
    const file = write({ id, tenantId: 'acme', name: 'Shop', channel: 'magento2', settings: { baseUrl: 1 } });
    const { stdout, stderr, code } = await run(['profile', 'put', file], blobs);
    expect([stdout, code]).toEqual(['', 1]);
    expect(stderr).toMatch(/^\/settings\/baseUrl: .+\n\/settings\/auth: .+/m);
    expect((await run(['profile', 'list'], blobs)).stdout).not.toContain(id);
  });

  test('names the setting that is missing', async () => {
    const { stderr, code } = await run(['profile', 'list']);
    expect([code, stderr]).toEqual([1, expect.stringContaining('TRIBUTARY_QUEUE_CONNECTION')]);
  });
});

test('the stores and their libraries are loaded only by what needs them', async () => {
  const code = `await import(${JSON.stringify(resolve('dist/cli/create-program.js'))});
    console.log(process.moduleLoadList.filter((name) => /^NativeModule (http|https|tls)$/.test(name)).join());`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], { env: { PATH: process.env.PATH } });
  let stdout = '';
  child.stdout.on('data', (chunk: Buffer) => {
    stdout += chunk;
  });
  await new Promise((done) => child.on('close', done));
  expect(stdout).toBe('\n');
});
