import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { jest } from '@jest/globals';
import { toPlainText } from '../../src/cli/output/plain-text.js';
import { runTributary } from '../../src/cli/run-tributary.js';
import { type MagentoServer, startMagentoServer } from '../../src/local/sandbox/magento/server.js';
import { createMagentoShop } from '../../src/local/sandbox/magento/shop.js';
import { sampleOrder } from '../channels/magento2/sample-order.js';
import { createRecordingTerminal } from '../cli/recording-terminal.js';
import { eventsOf, ingest, type RunningStack, startProduct } from './stack.js';

const TRIBUTARY = resolve('dist/cli/tributary.js');
const credentials = { consumerKey: 'ck', consumerSecret: 'cs', accessToken: 'at', accessTokenSecret: 'ats' };
const SECRETS = { T_CK: 'ck', T_CS: 'cs', T_AT: 'at', T_ATS: 'ats' };
const shop = createMagentoShop({ seed: 11, orders: 40, credentials, now: () => new Date() });
let server: MagentoServer;
let stack: RunningStack;

jest.setTimeout(60_000);

interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Runs `tributary` as a process against the running stack. */
function run(args: string[], { stdin = '', env = {} }: { stdin?: string; env?: Record<string, string> } = {}) {
  const given = { PATH: process.env.PATH, TRIBUTARY_DATA_DIR: stack.dataDir, ...SECRETS, ...env };
  const child = spawn(process.execPath, [TRIBUTARY, ...args], { env: given });
  const ended = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk) => {
    ended.stdout += chunk;
  });
  child.stderr.on('data', (chunk) => {
    ended.stderr += chunk;
  });
  child.stdin.end(stdin);
  return new Promise<Ended>((done) => child.on('close', (code) => done({ ...ended, code })));
}

/** What a command that ends well prints. */
async function text(...args: string[]): Promise<string> {
  const ended = await run(args);
  expect({ args, ...ended }).toMatchObject({ code: 0 });
  return ended.stdout;
}

/** The same command line with `--json`, in this process: starting one for each would take most of the time. */
async function lines(...args: string[]): Promise<string> {
  const terminal = createRecordingTerminal();
  const code = await runTributary([...args, '--json'], terminal);
  expect({ args, code, stderr: terminal.stderr() }).toMatchObject({ code: 0, stderr: '' });
  return terminal.stdout();
}

// biome-ignore lint/suspicious/noExplicitAny: tests look into documents of many shapes.
async function json(...args: string[]): Promise<any> {
  return JSON.parse(await lines(...args));
}

/** The documents of a command that prints one a line. */
async function jsonLines(...args: string[]) {
  return (await lines(...args))
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
}

const profile = (more: Record<string, unknown> = {}) => ({
  id: 'shop',
  tenantId: 'shop',
  name: 'Shop',
  channel: 'magento2',
  settings: { baseUrl: server.baseUrl, auth: 'oauth1' },
  secrets: {
    consumerKey: 'env:T_CK',
    consumerSecret: 'env:T_CS',
    accessToken: 'env:T_AT',
    accessTokenSecret: 'env:T_ATS',
  },
  pull: { enabled: false, pageSize: 100 },
  ...more,
});

/** Where the pull of the orders stands. */
async function ordersStatus() {
  const { resources } = await json('status', 'shop');
  const { lastRun, watermark } = resources.find(({ resource }: { resource: string }) => resource === 'orders');
  return { lastRun, watermark };
}

beforeAll(async () => {
  server = await startMagentoServer({ shop });
  stack = await startProduct(['--no-sandbox'], SECRETS);
  Object.assign(process.env, SECRETS, { TRIBUTARY_DATA_DIR: stack.dataDir });
}, 60_000);

afterAll(async () => {
  await stack.stop();
  await server.stop();
});

describe('a shop', () => {
  test('is put, tested, pulled and looked at', async () => {
    const put = await run(['profile', 'put', '-'], { stdin: JSON.stringify(profile()) });
    expect(put).toEqual({ code: 0, stdout: 'shop is stored\n', stderr: '' });
    const [checks, checked] = await Promise.all([text('test-connection', 'shop'), json('test-connection', 'shop')]);
    expect(checks).toMatch(/^CHECK +STATUS +WHAT WAS FOUND\n[\s\S]*\ncredentials +ok /);
    expect(checked).toMatchObject({ profileId: 'shop', ok: true });
    const pulled = await json('sync', 'shop', '--backfill', '365', '--wait');
    expect(pulled.runs.length).toBeGreaterThan(4);
    const orders = pulled.runs.find((one: { resource: string }) => one.resource === 'orders');
    expect(orders).toMatchObject({ kind: 'backfill', status: 'success', counts: { records: 40 } });
    expect(pulled.outcomes.created).toBeGreaterThan(40);
    const [table, status] = await Promise.all([text('status'), json('status', 'shop')]);
    expect(table).toMatch(/shop {2}Shop \(magento2\)\n {2}RESOURCE[\s\S]*\n {2}orders +20.* success /);
    expect(table).toMatch(/demo-api {2}/);
    expect(status).toMatchObject({
      profileId: 'shop',
      today: { counts: { 'dead-lettered': 0 } },
      failures: { count: 0 },
    });
  });

  test('whose credentials are wrong fails its connection test, and its pull, with code 1', async () => {
    const wrong = { ...SECRETS, T_ATS: 'wrong' };
    const [tested, synced] = await Promise.all([
      run(['test-connection', 'shop'], { env: wrong }),
      run(['sync', 'shop', '--resource', 'customers', '--here'], { env: wrong }),
    ]);
    expect(tested).toMatchObject({ code: 1, stdout: expect.stringMatching(/credentials +failed/) });
    expect(synced).toMatchObject({ code: 1, stdout: expect.stringMatching(/customers +error/) });
  });

  test('is asked for what has changed, of one profile or of all', async () => {
    const [one, all] = await Promise.all([text('sync', 'shop', '--resource', 'products'), json('sync', '--all')]);
    expect(one).toMatch(/shop +products +\w{26}\nrequested; /);
    expect(all).toMatchObject({
      requested: [],
      skipped: [{ profileId: 'demo-api' }, { profileId: 'shop', why: 'its pull is switched off' }],
    });
  });

  test('is dry run without a trace', async () => {
    const order = shop.orders()[3];
    const before = await ordersStatus();
    const lines = await jsonLines('sync', 'shop', '--dry-run', '--backfill', '365', '--resource', 'orders');
    expect(lines.filter(({ kind }) => kind === 'record').length).toBeGreaterThanOrEqual(40);
    expect(lines.at(-1)).toMatchObject({ kind: 'summary', records: 40, failed: 0 });
    const shown = await text('sync', 'shop', '--dry-run', '--since', '2020-01-01', '--resource', 'orders');
    expect(shown).toContain(`order ${order?.increment_id} (id ${order?.entity_id}): Ignore, `);
    expect(shown).toMatch(/nothing was written\n/);
    expect(await ordersStatus()).toEqual(before);
  });

  test('is pulled in this process without a host', async () => {
    const here = await text('sync', 'shop', '--resource', 'customers', '--since', '2020-01-01', '--here');
    expect(here).toMatch(/shop +customers +success +[1-9]/);
  });
});

describe('an order', () => {
  const order = () => shop.orders()[5] as { increment_id: string; entity_id: number };

  test('is read again by its number or its id', async () => {
    const { increment_id, entity_id } = order();
    const [queued, ended, here] = await Promise.all([
      text('sync-order', 'shop', increment_id),
      json('sync-order', 'shop', increment_id, '--by', 'number', '--wait'),
      text('sync-order', 'shop', String(entity_id), '--by', 'id', '--here'),
    ]);
    expect(queued).toMatch(new RegExp(`^order of id ${entity_id}, found by its number, is queued; event `));
    expect(ended).toMatchObject({ recordId: String(entity_id), by: 'number', event: { outcome: 'ignored' } });
    expect(here).toMatch(/found by its id: ignored, /);
    const missing = await run(['sync-order', 'shop', '0999999999']);
    expect(missing).toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringMatching(/^error not_found: .*0999999999/),
    });
  });

  test('is shown with its documents and its history, and found in the events', async () => {
    const { increment_id, entity_id } = order();
    const [shown, found, table, events] = await Promise.all([
      text('show', 'order', increment_id),
      json('show', 'order', String(entity_id), '--profile', 'shop', '--all'),
      text('events', '--profile', 'shop', '--type', 'order', '--limit', '3'),
      json('events', '--record', increment_id, '--outcome', 'created'),
    ]);
    expect(shown).toMatch(new RegExp(`^order ${increment_id} of shop\n {2}id +${entity_id} in magento2\n`));
    expect(shown).toMatch(/\nhistory, newest first\n[\s\S]*magento2 \(pull\) {2}created, not-cached: /);
    expect(found).toMatchObject({
      order: { remoteId: String(entity_id), links: { lines: expect.any(Array) } },
      documents: {},
    });
    expect(found.history.length).toBeGreaterThan(1);
    expect(table.trimEnd().split('\n')).toHaveLength(4);
    expect(events.items).toMatchObject([{ outcome: 'created', recordId: String(entity_id) }]);
  });

  test('that nobody has is not found', async () => {
    expect(await run(['show', 'order', 'nope'])).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^error not_found: /),
    });
  });

  test('whose words are hostile cannot steer the terminal', async () => {
    const evil = '\u001b]0;owned\u0007\u001b[2J\u202e';
    const record = {
      id: 'evil-1',
      number: 'E-1',
      status: `new${evil}`,
      currency: 'EUR',
      lines: [{ id: '1', sku: `A${evil}\nB`, quantity: '1', total: '0' }],
      totals: { subtotal: '0', grand: '0' },
    };
    await eventsOf(stack, await ingest(stack, [record]));
    const shown = await text('show', 'order', 'E-1');
    expect(shown).toBe(toPlainText(shown));
    expect((await json('show', 'order', 'E-1')).order.record.status).toBe(record.status);
  });
});

describe('dead letters', () => {
  test('are listed by cause, shown, queued again and discarded', async () => {
    const incomplete = [1, 2, 3].map((at) => ({ id: `bad-${at}`, status: 'new' }));
    const [first] = await eventsOf(stack, await ingest(stack, incomplete));
    const [listed, groups, letters] = await Promise.all([
      text('dead-letters', 'list'),
      json('dead-letters', 'list', '--profile', 'demo-api'),
      json('dead-letters', 'list', '--cause', 'record_incomplete', '--limit', '2'),
    ]);
    expect(listed).toMatch(/^3 records: A new record lacks required fields\n {2}cause +record_incomplete-/);
    expect(groups.groups).toMatchObject([{ count: 3, code: 'record_incomplete', profileIds: ['demo-api'] }]);
    expect(letters.letters).toHaveLength(2);
    const [shown, whole] = await Promise.all([
      text('dead-letters', 'show', first.id),
      json('dead-letters', 'show', first.id),
    ]);
    expect(shown).toMatch(/\n\n\{"id":"bad-1","status":"new"\}\n$/);
    expect(whole).toMatchObject({ eventId: first.id, code: 'record_incomplete' });
    expect(await text('dead-letters', 'discard', first.id)).toBe('1 record discarded\n');
    expect(await json('dead-letters', 'retry', '--cause', groups.groups[0].cause)).toMatchObject({ queued: 2 });
    expect(await run(['dead-letters', 'retry', first.id])).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^error not_found/),
    });
    expect(await text('dead-letters', 'discard', '--all', '--yes')).toMatch(/^\d records? discarded\n/);
  });
});

describe('the mapping', () => {
  const mapping = { order: { fields: { note: { from: 'increment_id' } } } };

  test('of a profile is previewed, and after a change records are mapped again', async () => {
    const raw = join(stack.dataDir, 'raw.json');
    writeFileSync(raw, JSON.stringify(sampleOrder()));
    expect(await text('mapping', 'preview', 'shop', 'order', raw)).toContain(
      'the mapping of the profile changes nothing\n',
    );
    await run(['profile', 'put', '-', '--json'], { stdin: JSON.stringify(profile({ mapping })) });
    const [preview, dry, dryLines] = await Promise.all([
      json('mapping', 'preview', 'shop', 'order', raw),
      text('reprocess', 'shop', '--dry-run'),
      jsonLines('reprocess', 'shop', '--dry-run', '--since', '2020-01-01'),
    ]);
    expect(preview.record.note).toBe(preview.record.number);
    expect(dry).toMatch(/^order .* \(id \d+\): 1 change\n {4}note: .* -> /);
    expect(dry).toMatch(/40 change, .* nothing was written\n$/);
    expect(dryLines.at(-1)).toMatchObject({ kind: 'summary', dryRun: true, changed: 40, queued: 0 });
    expect((await jsonLines('reprocess', 'shop')).at(-1)).toMatchObject({ changed: 40, queued: 40 });
  });
});

describe('a push', () => {
  test('writes a shipment once', async () => {
    const order = shop.orders().find(({ state }) => state === 'processing') as { entity_id: number } | undefined;
    const { order: stored } = await json('show', 'order', String(order?.entity_id), '--profile', 'shop');
    const shipment = join(stack.dataDir, 'shipment.json');
    const [line] = stored.record.lines;
    const lines = [{ id: line.id, orderLineId: line.id, quantity: '1' }];
    writeFileSync(
      shipment,
      JSON.stringify({
        id: 'S1',
        orderId: stored.remoteId,
        lines,
        tracks: [{ id: 't', number: '1Z', carrier: 'ups' }],
      }),
    );
    expect(await json('push', 'shop', 'shipments', shipment)).toMatchObject({ outcome: 'created' });
    expect(await text('push', 'shop', 'shipments', shipment)).toMatch(
      /^shipments \d+ was sent like this before: nothing is sent\n$/,
    );
    expect(await run(['push', 'shop', 'invoices', shipment])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('it writes'),
    });
  });
});

describe('a profile', () => {
  test('is listed, shown so that it can be put again, switched off and on, and given a key', async () => {
    const [table, list, shown] = await Promise.all([
      text('profile', 'list'),
      json('profile', 'list'),
      json('profile', 'show', 'demo-api'),
    ]);
    expect(table).toMatch(/\ndemo-api +api +active /);
    expect(list.map(({ id }: { id: string }) => id)).toEqual(['demo-api', 'shop']);
    expect((await run(['profile', 'put', '-'], { stdin: await text('profile', 'show', 'demo-api') })).code).toBe(0);
    expect(await json('profile', 'show', 'demo-api')).toEqual(shown);
    expect(await text('profile', 'disable', 'demo-api')).toMatch(/^demo-api is off; /);
    expect(await run(['sync', 'demo-api'])).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^error profile_inactive: /),
    });
    expect(await json('profile', 'enable', 'demo-api')).toEqual({ id: 'demo-api', active: true, changed: true });
    expect(await json('profile', 'key', 'demo-api')).toMatchObject({
      id: 'demo-api',
      key: expect.stringMatching(/^demo-api\./),
    });
    expect(await json('token', 'demo-api')).toEqual({ token: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/) });
  });

  test.each([[['status']], [['sync']], [['test-connection']], [['events', '--profile']], [['profile', 'show']]])(
    'that nobody has ends %j with code 1 and names those that there are',
    async (args) => {
      const told = await run([...args, 'nobody']);
      expect(told).toMatchObject({ code: 1, stdout: '' });
      expect(told.stderr).toMatch(/^error profile_unknown: There is no profile "nobody"; there are: demo-api, shop\n/);
    },
  );
});

describe('a store that is down', () => {
  test.each([
    ['the order store', { TRIBUTARY_COSMOS_ENDPOINT: 'http://127.0.0.1:1' }, 'store_unavailable'],
    [
      'blob storage',
      {
        TRIBUTARY_QUEUE_CONNECTION:
          'DefaultEndpointsProtocol=http;AccountName=a;AccountKey=a2V5;BlobEndpoint=http://127.0.0.1:1/a',
      },
      'blob_unavailable',
    ],
  ])('%s: ends the command with code 1 and one clear line', async (_what, env, code) => {
    const [plain, problem] = await Promise.all([run(['status'], { env }), run(['events', '--json'], { env })]);
    expect(plain).toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringMatching(new RegExp(`^error ${code}: .*\n.*\n$`)),
    });
    expect(problem).toMatchObject({ code: 1, stdout: '' });
    expect(JSON.parse(problem.stderr)).toMatchObject({ code, type: `/problems/${code}` });
  });
});
