import { join } from 'node:path';
import { compose } from '../../src/composition.js';
import { putProfile } from './command.js';
import { eventually, type RunningStack, startProduct } from './stack.js';
import { openMagento } from './three-shops/busy-magento.js';
import { type BusyShop, SOME } from './three-shops/busy-shop.js';
import { openShopify } from './three-shops/busy-shopify.js';
import { openShopware } from './three-shops/busy-shopware.js';
import { compareBooks } from './three-shops/compare-books.js';
import { type Injection, injectFaults } from './three-shops/injected-faults.js';
import {
  countWithdrawn,
  deadLettersOf,
  drained,
  keepPulling,
  notableEvents,
  pullOnce,
  storedRecords,
} from './three-shops/puller.js';

/** How long the shops live while they are pulled. */
const LIFE_MS = 120_000;
const FAULT_MS = 900;
/** Webhooks, and faults that end a run, come in the first part only: what they ask for again comes a minute or two later. */
const STORMY_MS = LIFE_MS / 3;
const MOST_ROUNDS = 12;
/** The shops by their places. */
const SHOPS = [
  ['Magento', 0],
  ['Shopify', 1],
  ['Shopware', 2],
] as const;
const KINDS = ['order', 'refund', 'invoice', 'shipment'] as const;

let shops: BusyShop[];
let stack: RunningStack;
let ports: Awaited<ReturnType<ReturnType<typeof compose>['withStore']>>;
let faults: Injection;

beforeAll(async () => {
  shops = await Promise.all([openMagento(), openShopify(), openShopware()]);
  const secrets = Object.assign({}, ...shops.map(({ env }) => env)) as Record<string, string>;
  // No shop is in this time zone: an instant that is read as local time is half a day off.
  stack = await startProduct(['--no-sandbox'], { ...secrets, TZ: 'Pacific/Auckland' });
  ports = await compose(stack.env).withStore();
  for (const { profileId: id, profile, name } of shops)
    await putProfile(stack, join(stack.dataDir, `${id}.json`), { id, tenantId: id, name, ...profile() });
  await liveAndPull();
  await settle();
  await readBetweenChanges();
  await settle();
}, LIFE_MS + 600_000);

afterAll(async () => {
  faults?.stop();
  await Promise.all(shops.map((shop) => shop.freeze()));
  await stack?.stop();
  await Promise.all(shops.map((shop) => shop.stop()));
}, 60_000);

/** All shops live, fail and are pulled at once; then they freeze, and what was under way ends. */
async function liveAndPull(): Promise<void> {
  for (const shop of shops) shop.live(`${stack.api}/webhooks/${shop.profileId}`, STORMY_MS);
  faults = injectFaults(shops, FAULT_MS, STORMY_MS);
  const stopping = AbortSignal.timeout(LIFE_MS);
  const pulls = shops.flatMap(({ profileId, resources }) =>
    resources.map((resource) => keepPulling(ports, profileId, resource, stopping)),
  );
  await eventually('the end of two minutes', () => (stopping.aborted ? true : null), LIFE_MS + 10_000);
  faults.stop();
  await Promise.all(shops.map((shop) => shop.freeze()));
  await Promise.all(pulls);
}

/** Places orders, reads them, and changes them at the very time at which they were placed. */
async function readBetweenChanges(): Promise<void> {
  for (const { clock, placeSome } of shops) {
    clock.hold();
    placeSome();
  }
  await pullRound();
  for (const { clock, changeThose } of shops) {
    changeThose();
    clock.release();
  }
}

/**
 * What was written in the order store, by event. What nobody can read is a dead letter each time that it is read; and two orders of a
 * guest that changed in one second each bring that guest, so that the one that is read last is right.
 */
async function readWrites(): Promise<Map<string, string>> {
  const events = (await Promise.all(shops.map(({ profileId }) => notableEvents(ports, profileId)))).flat();
  const writes = events.filter(({ outcome, type }) => outcome !== 'dead-lettered' && type !== 'customer');
  return new Map(
    writes.map(({ id, profileId, type, recordId, outcome, operations }) => {
      const paths = operations.map(({ path }) => path).join(' ');
      return [id, `${profileId} ${type} ${recordId} ${outcome} ${paths}`];
    }),
  );
}

/** Pulls until the last faults are used up and a whole round of pulls writes nothing any more. */
async function settle(): Promise<void> {
  const frozenAt = Date.now();
  const lagMs = Math.max(...shops.map((shop) => shop.lagMs));
  await eventually('listings that know all changes', () => (Date.now() - frozenAt > lagMs ? true : null));
  for (let round = 1, news = 'nothing yet'; news !== ''; round += 1) {
    if (round > MOST_ROUNDS) throw new Error(`After ${MOST_ROUNDS} rounds of pulls there is still news: ${news}`);
    news = await pullRound();
  }
}

/** Pulls everything once, and says what came of it; an empty text where all was well and known already. */
async function pullRound(): Promise<string> {
  await drained(ports);
  const before = await readWrites();
  const runs = await Promise.all(
    shops.flatMap(({ profileId, resources }) => resources.map((resource) => pullOnce(ports, profileId, resource))),
  );
  await drained(ports);
  const failed = runs.filter((run) => run !== null && run.status === 'error').map((run) => run?.message);
  const writes = [...(await readWrites())].filter(([id]) => !before.has(id)).map(([, write]) => write);
  return [...failed, ...writes].join('; ');
}

test.each(SHOPS)('every order, line, payment and refund of %s is what the shop has in its books', async (_, index) => {
  const { name: shop, profileId, booked, unreadable, check } = shops[index] as BusyShop;
  const stored = (await Promise.all(KINDS.map((kind) => storedRecords(ports, profileId, kind)))).flat();
  const books = booked();
  for (const kind of KINDS) expect(books.filter((one) => one.kind === kind).length).toBeGreaterThan(5);
  expect(compareBooks({ shop, booked: books, stored, unreadable, ...(check === undefined ? {} : { check }) })).toEqual(
    [],
  );
});

test.each(SHOPS)('no order of %s is in the store twice, and each was created by one event', async (_, index) => {
  const { profileId } = shops[index] as BusyShop;
  const orders = await storedRecords(ports, profileId, 'order');
  const numbers = orders.map(({ record }) => String(record.number));
  expect(new Set(numbers).size).toBe(orders.length);
  const events = await notableEvents(ports, profileId);
  const created = events.filter(({ outcome, type }) => outcome === 'created' && type === 'order');
  expect(created.map(({ recordId }) => recordId).sort()).toEqual(orders.map(({ remoteId }) => remoteId).sort());
});

test.each(SHOPS)(
  'every record that was taken from %s has one event, and no run failed but for a fault',
  async (_, index) => {
    const { name, profileId } = shops[index] as BusyShop;
    const runs = await ports.runs.latest(profileId, 1_000);
    expect(runs.length).toBeGreaterThan(LIFE_MS / 30_000);
    const taken = runs.reduce((sum, { counts }) => sum + counts.queued + counts.embedded + counts.failed, 0);
    const ended = await ports.events.count({ profileId, finishedSince: new Date(0).toISOString() });
    expect(ended - (await countWithdrawn(ports, profileId))).toBe(taken);
    const failed = runs.filter(({ status }) => status !== 'success' && status !== 'no_orders');
    const unexplained = failed.filter((run) => !faults.explains(name, run));
    expect(
      unexplained.map(({ id, resource, kind, message, error }) => ({ id, resource, kind, message, error })),
    ).toEqual([]);
  },
);

test('a chargeback that was won between two pulls of Shopware is withdrawn, and says so', async () => {
  const { profileId } = shops[2] as BusyShop;
  expect(await countWithdrawn(ports, profileId)).toBeGreaterThanOrEqual(SOME);
  const refunds = await storedRecords(ports, profileId, 'refund');
  const withdrawn = refunds.filter(
    ({ remoteId, record }) => /:refunded$/.test(remoteId) && record.state === 'cancelled',
  );
  expect(withdrawn.length).toBeGreaterThanOrEqual(SOME);
});

test.each(SHOPS)('of %s nothing is a dead letter but what nobody can read', async (_, index) => {
  const { profileId, unreadable } = shops[index] as BusyShop;
  const letters = await deadLettersOf(ports, profileId);
  expect(new Set(letters.map(({ recordId }) => recordId))).toEqual(unreadable);
  expect(new Set(letters.map(({ code }) => code))).toEqual(new Set(['mapping_failed']));
});
