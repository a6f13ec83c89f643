import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HostProcess } from './host-process.js';

const repository = new URL('../../..', import.meta.url).pathname;
const folders: string[] = [];
afterAll(HostProcess.killAll);
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true }))));

/** Writes an app with one file, which finds @azure/functions where this repository does. */
async function writeApp(code: string, hostJson = '{ "version": "2.0" }'): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'tributary-app-'));
  folders.push(folder);
  await symlink(join(repository, 'node_modules'), join(folder, 'node_modules'));
  await mkdir(join(folder, 'app'));
  await writeFile(join(folder, 'package.json'), '{ "type": "module", "main": "app/{index,other}.js" }');
  await writeFile(join(folder, 'host.json'), hostJson);
  await writeFile(join(folder, 'app', 'index.js'), `import { app } from '@azure/functions';\n${code}`);
  return folder;
}

describe('a host that cannot start says why in one line and exits with 1', () => {
  test.each([
    [
      'a five-field schedule',
      `app.timer('five', { schedule: '*/5 * * * *', handler() {} })`,
      'function "five": "*/5 * * * *" has 5 fields',
    ],
    [
      'a missing setting',
      `app.timer('unset', { schedule: '%NOT_SET%', handler() {} })`,
      'function "unset" needs the setting NOT_SET',
    ],
    [
      'a missing connection',
      `app.storageBlob('b', { path: 'c/{n}', connection: 'NONE', handler() {} })`,
      'function "b" needs the setting NONE or NONE__blobServiceUri',
    ],
    [
      'a route that is not understood',
      `app.http('r', { route: 'a/{b', handler() {} })`,
      'route "/api/a/{b": "{b" is not understood',
    ],
    [
      'a trigger that there is not',
      `app.storageQueue('q', { queueName: 'q', connection: 'STORE', handler() {} })`,
      'function "q": this host has no queueTrigger',
    ],
    [
      'a name that is taken',
      `app.get('twice', () => ({})); app.get('twice', () => ({}))`,
      'two functions are named "twice"',
    ],
    ['a file that throws', `throw new Error('broken module')`, 'app/index.js cannot be loaded: broken module'],
    ['no function at all', ``, 'registers no function'],
  ])('%s', async (_, code, expected) => {
    const { code: exitCode, stderr } = await HostProcess.failToStart({}, await writeApp(code));
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/^the functions host cannot start: [^\n]*\n$/);
    expect(stderr).toContain(expected);
  });

  test('a host.json with a fault', async () => {
    const folder = await writeApp(
      '',
      '{ "version": "2.0", "extensions": { "blobs": { "maxDegreeOfParallelism": 0 } } }',
    );
    const { code, stderr } = await HostProcess.failToStart({}, folder);
    expect(code).toBe(1);
    expect(stderr).toContain('extensions.blobs.maxDegreeOfParallelism');
  });

  test('a port that is taken', async () => {
    const first = await HostProcess.start();
    const { code, stderr } = await HostProcess.failToStart({ PORT: String(first.port) });
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: `the functions host cannot start: port ${first.port} is taken\n`,
    });
    expect(await first.stop()).toBe(0);
  });
});

test('ready says which functions there are; a disabled one is not among them', async () => {
  const host = await HostProcess.start({ 'AzureWebJobs.tick.Disabled': 'true' });
  const functions = (await host.said(({ kind }) => kind === 'ready')).functions as { name: string }[];
  expect(functions).toContainEqual({ name: 'at-start', kind: 'timer', at: '0 0 0 1 1 *' });
  expect(functions).toContainEqual({ name: 'item', kind: 'http', at: '/api/items/{id}', methods: ['GET', 'DELETE'] });
  expect(functions).toContainEqual({ name: 'take', kind: 'blob', at: `take-${host.run}/in/{name}` });
  expect(functions.some(({ name }) => name === 'tick')).toBe(false);
  expect(await host.stop()).toBe(0);
});

test('timers run at their times, with a genuine timer object', async () => {
  const host = await HostProcess.start({ TICK: '* * * * * *' });
  const [atStart = ''] = await host.logs('at-start', 1);
  expect(JSON.parse(atStart)).toMatchObject({ isPastDue: false, schedule: { adjustForDST: true } });
  const ticks = (await host.logs('tick', 2)).map((line) => JSON.parse(line));
  const [first, second] = ticks.map(({ scheduleStatus }) => scheduleStatus);
  expect(Date.parse(second.next) - Date.parse(first.next)).toBe(1_000);
  expect(new Date(second.last).getTime()).toBeGreaterThan(new Date(first.last).getTime());
  await host.stop();
});

describe('stopping', () => {
  test.each(['SIGTERM', 'SIGINT'] as const)('%s lets what runs end, then runs the end hooks', async (signal) => {
    const host = await HostProcess.start();
    await host.container('hold').create();
    await host.container('hold').uploadBlockBlob('a', 'x', 1);
    await host.logs('hold', 1);
    const slow = host.fetch('/api/slow');
    await host.logs('slow', 1);
    host.child.kill(signal);
    await expect(refusal(host)).resolves.toBeDefined();
    host.release();
    expect((await (await slow).text()).length).toBe(1_000_000);
    expect(await host.exited).toBe(0);
    expect(host.logsOf('hold')).toEqual(['running 1', 'released']);
    expect(host.messages.at(-1)).toMatchObject({ kind: 'fixture', event: 'appTerminate' });
  });

  test('an invocation that does not end is not waited for beyond the bound', async () => {
    const host = await HostProcess.start({ FUNCTIONS_HOST_DRAIN_TIMEOUT_MS: '100' });
    const slow = host.fetch('/api/slow').catch(() => 'cut off');
    await host.logs('slow', 1);
    expect(await host.stop()).toBe(0);
    expect(await slow).toBe('cut off');
    expect(host.messages).toContainEqual(expect.objectContaining({ level: 'warning', category: 'system' }));
  });

  test('the host ends when its parent has gone', async () => {
    const host = await HostProcess.start();
    const exit = once(host.child, 'exit');
    host.child.disconnect();
    expect(await exit).toEqual([0, null]);
  });
});

/** Waits, bounded, until new connections are refused. */
async function refusal(host: HostProcess): Promise<unknown> {
  for (const deadline = Date.now() + 10_000; Date.now() < deadline; ) {
    try {
      await host.fetch('/api/nothing', { headers: { connection: 'close' } }).then(({ status }) => status);
    } catch (error) {
      return error;
    }
  }
  return undefined;
}

test('a failure that nobody awaits is logged and ends the host with 1', async () => {
  const host = await HostProcess.start();
  await host.fetch('/api/background-failure').catch(() => undefined);
  expect(await host.exited).toBe(1);
  expect(host.stderr).toContain('unhandled rejection: Error: nobody awaits this');
  expect(host.messages.at(-1)).toMatchObject({ kind: 'log', level: 'critical' });
});

test('without an IPC channel the host says the same as lines of JSON', async () => {
  const main = join(repository, 'dist', 'local', 'functions-host', 'main.js');
  const folder = await writeApp(`app.get('hello', (request, context) => { context.log('said'); return {}; })`);
  const child = spawn(process.execPath, [main, folder], { env: { PORT: '0' }, stdio: ['ignore', 'pipe', 'inherit'] });
  const lines = child.stdout[Symbol.asyncIterator]();
  const ready = JSON.parse(String((await lines.next()).value));
  expect(ready).toMatchObject({ kind: 'ready', functions: [{ name: 'hello' }] });
  await fetch(`http://127.0.0.1:${ready.port}/api/hello`);
  const line = JSON.parse(String((await lines.next()).value));
  expect(line).toMatchObject({ kind: 'log', level: 'information', functionName: 'hello', message: 'said' });
  child.kill('SIGTERM');
  expect(await once(child, 'exit')).toEqual([0, null]);
});
