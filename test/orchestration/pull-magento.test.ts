import { createChannelHttp } from '../../src/channels/kit/channel-http.js';
import { magento2 } from '../../src/channels/magento2/index.js';
import { type MagentoServer, startMagentoServer } from '../../src/local/sandbox/magento/server.js';
import { createMagentoShop, type MagentoShop } from '../../src/local/sandbox/magento/shop.js';
import { dryRun } from '../../src/orchestration/dry-run.js';
import { pullChannel } from '../../src/orchestration/pull-channel.js';
import { newRequest } from '../../src/orchestration/schedule-pulls.js';
import { syncOrder } from '../../src/orchestration/sync-order.js';
import type { Channel } from '../../src/ports/channel.js';
import { createMemorySecrets } from '../doubles/memory-secrets.js';
import { apiProfile, createWorld, drain } from './world.js';

const credentials = { consumerKey: 'ck', consumerSecret: 'cs', accessToken: 'at', accessTokenSecret: 'ats' };
const START = Date.parse('2026-11-20T10:00:00Z');

let shop: MagentoShop;
let server: MagentoServer;

beforeAll(async () => {
  shop = createMagentoShop({ seed: 7, orders: 60, credentials, now: () => new Date(START) });
  server = await startMagentoServer({ shop });
});
afterAll(() => server.stop());
afterEach(() => server.faults.reset());

/** The real channel with its real client against the shop, and everything else in memory. */
function createPulling() {
  const names = Object.keys(credentials) as (keyof typeof credentials)[];
  const profile = apiProfile({
    channel: 'magento2',
    settings: { baseUrl: server.baseUrl, auth: 'oauth1' },
    secrets: Object.fromEntries(names.map((name) => [name, `env:${name.toUpperCase()}`])),
    pull: { pageSize: 20 },
  });
  const world = createWorld([profile], [magento2 as Channel]);
  const ports = {
    ...world.ports,
    secrets: createMemorySecrets(
      Object.fromEntries(names.map((name) => [`env:${name.toUpperCase()}`, credentials[name]])),
    ),
    createHttp: (_profile: unknown, _channel: unknown, onRequest: (made: { ms: number; status: number }) => void) =>
      createChannelHttp({
        allowedOrigin: server.baseUrl,
        allowPrivate: true,
        timeoutMs: 5_000,
        maxBytes: 20_000_000,
        clock: { now: () => world.clock.now(), sleep: async () => {} },
        random: () => 0.5,
        onRequest: ({ ms, status }) => onRequest({ ms, status: status ?? 0 }),
      }),
  };
  const pull = async (what: Parameters<typeof newRequest>[4] = {}) => {
    const request = newRequest(ports, profile.id, 'orders', 'command', what);
    const summary = await pullChannel(ports, await ports.pullRequests.put(request));
    await drain(world);
    return { summary, run: await ports.runs.read(profile.id, request.runId) };
  };
  const orders = () => world.ports.store.items().filter(({ kind }) => kind === 'order');
  return { world, ports, pull, orders };
}

test('the whole shop is pulled, and a backfill and a dry run then find nothing new', async () => {
  const { ports, pull, orders, world } = createPulling();
  const { run } = await pull();
  expect(run).toMatchObject({ status: 'success', announced: 60, counts: { records: 60, queued: 60, failed: 0 } });
  expect(run?.requestMsP50).not.toBeNull();
  expect(run?.requestMsP95).toBeGreaterThanOrEqual(run?.requestMsP50 ?? 0);
  expect(orders()).toHaveLength(60);
  const since = '2026-10-01T00:00:00Z';
  const actions = new Set<string>();
  const { records } = await dryRun(ports, { profileId: 'shop-a', resource: 'orders', since }, (preview) => {
    actions.add(`${preview.type} ${preview.action} ${preview.reason}`);
  });
  expect(records).toBe(60);
  // A guest is as new as the last of their orders: what the earlier ones say of them is stale.
  expect([...actions].sort()).toEqual(['customer Ignore stale', 'customer Ignore unchanged', 'order Ignore unchanged']);
  const before = JSON.stringify(world.ports.store.items());
  expect((await pull({ kind: 'backfill', since })).run).toMatchObject({ status: 'success', counts: { records: 60 } });
  expect(JSON.stringify(world.ports.store.items())).toBe(before);
});

test('one order is read by its number, and others by their ids; one that the shop does not have is named', async () => {
  const { ports, pull, orders, world } = createPulling();
  const [one, other] = shop.orders();
  const synced = await syncOrder(ports, 'shop-a', String(one?.increment_id), 'auto');
  expect(synced).toMatchObject({ recordId: String(one?.entity_id), by: 'number' });
  await drain(world);
  const { run } = await pull({ kind: 'records', ids: [String(other?.entity_id), '999999'] });
  expect(run).toMatchObject({ status: 'success', counts: { records: 1, missing: 1 } });
  expect(orders().map(({ remoteId }) => remoteId)).toEqual([String(one?.entity_id), String(other?.entity_id)]);
});

test('a backfill that meets a login page goes wrong once, and the next one is whole', async () => {
  const { pull, orders } = createPulling();
  const since = '2026-10-01T00:00:00Z';
  server.faults.switches.html200 = true;
  expect((await pull({ kind: 'backfill', since })).run).toMatchObject({
    status: 'error',
    error: { code: 'channel_page_invalid' },
  });
  server.faults.reset();
  expect((await pull({ kind: 'backfill', since })).run).toMatchObject({ status: 'success', counts: { records: 60 } });
  expect(orders()).toHaveLength(60);
});
