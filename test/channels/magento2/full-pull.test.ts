import { createChannelHttp } from '../../../src/channels/kit/channel-http.js';
import { magento2 } from '../../../src/channels/magento2/index.js';
import type { MagentoFault } from '../../../src/local/sandbox/magento/faults.js';
import { startMagentoServer } from '../../../src/local/sandbox/magento/server.js';
import { createMagentoShop } from '../../../src/local/sandbox/magento/shop.js';
import { profile as profileSchema } from '../../../src/model/profile.js';
import { pullChannel } from '../../../src/orchestration/pull-channel.js';
import { newRequest } from '../../../src/orchestration/schedule-pulls.js';
import type { ChannelHttp } from '../../../src/ports/channel.js';
import { createMemorySecrets } from '../../doubles/memory-secrets.js';
import { createWorld, drain } from '../../orchestration/world.js';

const ORDERS = 5_000;
const BAD = '4711';
const credentials = { consumerKey: 'ck', consumerSecret: 'cs', accessToken: 'at', accessTokenSecret: 'ts' };

/** What each fourth request meets, in turn; the client is to get over all of it by itself. */
const FAULTS: MagentoFault[] = [
  { kind: 'status', status: 429, retryAfterSeconds: 2 },
  { kind: 'status', status: 503 },
  { kind: 'cut' },
  { kind: 'reset' },
  { kind: 'status', status: 429 },
  { kind: 'status', status: 502 },
];

async function openShop() {
  const world = createWorld([], [magento2]);
  const shop = createMagentoShop({ seed: 3, orders: ORDERS, credentials, now: () => world.clock.now() });
  const server = await startMagentoServer({ shop });
  server.faults.badRecord(Number(BAD));
  const profile = profileSchema.parse({
    id: 'shop-m',
    tenantId: 'tenant',
    name: 'Shop M',
    channel: 'magento2',
    settings: { baseUrl: server.baseUrl, auth: 'oauth1' },
    secrets: Object.fromEntries(Object.keys(credentials).map((name) => [name, `env:${name.toUpperCase()}`])),
    pull: { pageSize: 100, backfillDays: 3_650 },
  });
  await world.ports.profiles.put(profile);
  const values = Object.entries(credentials).map(([name, value]) => [`env:${name.toUpperCase()}`, value]);
  return { world, shop, server, secrets: createMemorySecrets(Object.fromEntries(values)) };
}

type Shop = Awaited<ReturnType<typeof openShop>>;

/** The real client, with a fault at each fourth request, and one page that is HTML with status 200. */
function faultyHttp({ world, server }: Shop): ChannelHttp {
  const http = createChannelHttp({
    allowedOrigin: server.baseUrl,
    allowPrivate: true,
    timeoutMs: 20_000,
    maxBytes: 50_000_000,
    clock: { now: () => world.clock.now(), sleep: async () => {} },
    random: () => 0.5,
  });
  let asked = 0;
  return {
    async send(request) {
      asked += 1;
      const fault = FAULTS[(asked / 4) % FAULTS.length];
      if (fault !== undefined) server.faults.failNext(1, fault);
      server.faults.switches.html200 = asked === 9;
      return http.send(request);
    },
  };
}

test('a shop of 5,000 orders arrives whole through everything that goes wrong, but for the one that nobody can read', async () => {
  const shop = await openShop();
  const { world, server } = shop;
  const http = faultyHttp(shop);
  const ports = { ...world.ports, secrets: shop.secrets, createHttp: () => http };
  const runs: string[] = [];
  while (runs.at(-1) !== 'success') {
    expect(runs.length).toBeLessThan(3);
    const name = await ports.pullRequests.put(newRequest(ports, 'shop-m', 'orders', 'command'));
    const summary = await pullChannel(ports, name);
    runs.push(summary.status);
    const run = await ports.runs.read('shop-m', summary.runId ?? '');
    if (run?.status === 'success') expect(run.announced).toBe(run.counts.records);
    world.clock.advance(1_000);
    await drain(world);
  }
  await server.stop();
  expect(runs).toEqual(['error', 'success']);
  const stored = world.ports.store.items().filter(({ kind }) => kind === 'order');
  const expected = shop.shop
    .orders()
    .map(({ entity_id }) => String(entity_id))
    .filter((id) => id !== BAD);
  expect(expected).toHaveLength(ORDERS - 1);
  expect(stored.map(({ remoteId }) => remoteId).sort()).toEqual(expected.sort());
  const letters = world.ports.deadLetters.letters();
  expect(letters.map(({ recordId, code }) => [recordId, code])).toEqual([[BAD, 'mapping_failed']]);
}, 120_000);
