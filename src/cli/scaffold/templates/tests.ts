/** `test/channels/<name>/start-sandbox.ts` */
export const startTemplate = `import { credentials } from '../../../src/local/sandbox/{{key}}/authorize.js';
import { startServer } from '../../../src/local/sandbox/{{key}}/server.js';
import { createShop } from '../../../src/local/sandbox/{{key}}/shop.js';
import type { Remote, RemoteScript } from '../contract/channel-fixtures.js';

const MINUTE_MS = 60_000;

/** The secrets that the sandbox knows. */
export const secrets = credentials;

/** A sandbox, whose orders can be moved to their next status. */
export interface Sandbox extends Remote {
  change(): void;
}

/** Starts a sandbox that holds what the script says. */
export async function startSandbox({ {{script}} }: RemoteScript): Promise<Sandbox> {
  const shop = createShop({ now });
  const placeAgo = (minutes: number) => shop.place(new Date(now().getTime() - minutes * MINUTE_MS));
  for (let count = records; count > 0; count -= 1) placeAgo(sameInstant ? 60 : count * 7);
  const server = await startServer(shop{{options}});
  return {
    origin: server.baseUrl,
    ids: () => shop.changedSince(null).map(({ id }) => String(id)),
    add: () => String(shop.place().id),
    change: () => shop.change(),
    spoil: (id) => shop.spoil(id),
    stop: () => server.stop(),
  };
}
`;

/** `test/channels/<name>/contract.test.ts` */
export const contractTemplate = `import { {{name}} } from '../../../src/channels/{{key}}/index.js';
import { runChannelContract } from '../contract/run-channel-contract.js';
import { secrets, startSandbox } from './start-sandbox.js';

runChannelContract({{name}}, {
  settings: (baseUrl) => ({ baseUrl }),
  secrets,
  resources: {
    orders: {
      start: startSandbox,
      needs: {{needs}},
    },
  },
});
`;

/** `test/channels/<name>/map.test.ts` */
export const mapTestTemplate = `import { readFileSync } from 'node:fs';
import type { Json } from '../../../src/diff/json.js';
import { identifyOrder, mapOrder } from '../../../src/channels/{{key}}/map.js';
import { orderPayload } from '../../../src/channels/{{key}}/schema.js';
import { parseJson } from '../../../src/model/json-text.js';
import { parseIncomingRecord } from '../../../src/model/record.js';

const fixtures = 'test/channels/{{key}}/fixtures';
const read = (name: string): Json => parseJson(readFileSync(\`\${fixtures}/\${name}.json\`, 'utf8'));
const order = read('order');

test('the order fits the schema', () => {
  expect(orderPayload.safeParse(order).error?.issues).toBeUndefined();
});

test('the order is identified by its id and the instant of its last change', () => {
  expect(identifyOrder(order)).toEqual({ recordId: '1', sourceVersion: '2026-11-20T{{time}}Z' });
});

test('the order maps to the canonical one, without a warning', () => {
  const { record, warnings } = mapOrder(order, { baseUrl: 'https://shop.example.com' });
  expect(warnings).toEqual([]);
  expect(record).toEqual(read('order.canonical'));
  expect(parseIncomingRecord('order', record)).toMatchObject({ ok: true });
});
`;

/** `test/channels/<name>/client.test.ts` */
export const clientTestTemplate = `import { getOrder, listOrders, testConnection } from '../../../src/channels/{{key}}/client.js';
import type { {{Name}}Settings } from '../../../src/channels/{{key}}/schema.js';
import { createChannelHttp } from '../../../src/channels/kit/channel-http.js';
import type { ChannelContext, ChannelPage, ChannelResponse } from '../../../src/ports/channel.js';
import { type Sandbox, secrets, startSandbox } from './start-sandbox.js';

const now = () => new Date('2026-11-20T10:00:00Z');
const sleep = async () => {};
let remote: Sandbox;
beforeEach(async () => {
  remote = await startSandbox({ records: 5, sameInstant: false, repeatLastPage: false, now });
});
afterEach(() => remote.stop());

function contextWith(known: Record<string, string> = secrets): ChannelContext<{{Name}}Settings> {
  const { origin } = remote;
  const http = createChannelHttp({
    allowedOrigin: origin,
    allowPrivate: true,
    timeoutMs: 5_000,
    maxBytes: 1_000_000,
    clock: { now, sleep },
    random: () => 0,
  });
  return { settings: { baseUrl: origin }, secrets: known, http, now, sleep, random: () => 0 };
}

/** A context in which each answer about an order is changed. */
function contextAnswering(change: Partial<ChannelResponse>): ChannelContext<{{Name}}Settings> {
  const { http, ...context } = contextWith();
  const send: typeof http.send = async (request) => {
    const answer = await http.send(request);
    return request.method === 'GET' ? { ...answer, ...change } : answer;
  };
  return { ...context, http: { send } };
}

const wrong = Object.fromEntries(Object.keys(secrets).map((name) => [name, 'wrong-credential']));

test('an order is read by its id, and one that is not there is null', async () => {
  expect(await getOrder(contextWith(), '2')).toMatchObject({ recordId: '2', raw: expect.stringContaining('2') });
  expect(await getOrder(contextWith(), '6')).toBeNull();
});

test('an answer about another order is a failure, and so is a 404 that says nothing of the order', async () => {
  const other = (await getOrder(contextWith(), '1'))?.raw ?? '';
  const page = { status: 404, headers: { 'content-type': 'text/html' } };
  const read = (change: Partial<ChannelResponse>) => getOrder(contextAnswering(change), '2');
  await expect(read({ text: other })).rejects.toMatchObject({ code: 'channel_page_invalid' });
  await expect(read(page)).rejects.toMatchObject({ code: 'channel_refused' });
});

test('an order that changes while pages are read pushes no other out of them', async () => {
  const seen = new Set<string>();
  let page: ChannelPage | null = null;
  do {
    page = await listOrders(contextWith(), { since: null, position: page?.position ?? null, pageSize: 2 });
    for (const { recordId } of page.records) seen.add(recordId);
    if (seen.size === 2) remote.change();
  } while (page.position !== null);
  expect([...seen].sort()).toEqual(remote.ids().sort());
});

test('wrong credentials are refused', async () => {
  await expect(getOrder(contextWith(wrong), '2')).rejects.toMatchObject({ code: 'channel_unauthorized' });
});

test('the connection test finds that all is well', async () => {
  expect(await testConnection(contextWith())).toMatchObject([
    { name: 'orders', status: 'ok' },
    { name: 'shape', status: 'ok' },
  ]);
});

test('the connection test tells that the credentials are wrong', async () => {
  expect(await testConnection(contextWith(wrong))).toMatchObject([{ name: 'orders', status: 'failed' }]);
});
`;
