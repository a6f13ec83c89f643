import { closeSession } from '../../src/orchestration/close-session.js';
import { processQueueBlob } from '../../src/orchestration/process-queue-blob.js';
import { listSessions } from '../../src/orchestration/read-sessions.js';
import { readStock } from '../../src/orchestration/read-stock.js';
import { createCosmosClient } from '../../src/stores/cosmos-client.js';
import { createCosmosEventLog } from '../../src/stores/cosmos-event-log.js';
import { createCosmosOrderStore } from '../../src/stores/cosmos-order-store.js';
import { createCosmosStockMovements } from '../../src/stores/cosmos-stock-movements.js';
import { createCosmosTillBooks } from '../../src/stores/cosmos-till-books.js';
import { amountsOf, MAIN, sale, tillProfile } from '../orchestration/till-world.js';
import { createWorld, drain, post, type World } from '../orchestration/world.js';
import { cosmosConnection, newDatabase } from './cosmos-under-test.js';

const profile = tillProfile();
const sleep = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));

/** Two hosts, each with clients of its own, on one queue and one database. */
async function openHosts() {
  const world = createWorld([profile]);
  const { database } = await newDatabase();
  const openHost = (): World['ports'] => {
    const place = { client: createCosmosClient(cosmosConnection()), database };
    const own = {
      store: createCosmosOrderStore(place),
      events: createCosmosEventLog(place),
      till: createCosmosTillBooks(place),
      movements: createCosmosStockMovements(place),
      clock: { now: () => new Date(), sleep },
    };
    return { ...world.ports, ...own } as unknown as World['ports'];
  };
  const hosts = [openHost(), openHost()] as const;
  await post(world, [{ id: 'p1', sku: 'MUG', name: 'Mug' }], { type: 'product' });
  await drain(world, hosts[0]);
  return { world, hosts };
}

test('32 orders at once in each of two hosts, and closes in the middle: sums to the cent, and to the piece', async () => {
  const { world, hosts } = await openHosts();
  const [one, other] = hosts;
  const orders = Array.from({ length: 64 }, (_, at) => sale(`o${at}`, (at % 5) + 1, at % 3 === 0 ? 'Visa' : 'Cash'));
  await post(world, orders.slice(0, 32));
  await post(world, orders.slice(32));
  const [first = '', second = ''] = world.ports.queue.names();
  let isDone = false;
  const closeOften = async () => {
    while (!isDone) {
      const request = { by: 'Ada', counted: null };
      await Promise.all(hosts.map((host) => closeSession(host, profile, request).catch(() => null)));
      await sleep(20);
    }
  };
  // The same blob is delivered to both, as it may be.
  const deliveries = [processQueueBlob(one, first), processQueueBlob(other, second), processQueueBlob(other, first)];
  const processed = Promise.all(deliveries).finally(() => {
    isDone = true;
  });
  await Promise.all([processed, closeOften()]);
  expect(world.ports.deadLetters.letters()).toEqual([]);

  await post(world, [sale('last', 1)]);
  await drain(world, one);
  await closeSession(other, profile, { by: 'Ada', counted: null });
  const { items } = await listSessions(one.till, profile, { limit: 100 });
  expect(items.length).toBeGreaterThan(1);
  expect(items.every(({ status }) => status === 'closed')).toBe(true);
  expect(items.map(({ number }) => number)).toEqual(items.map((_, at) => items.length - at));
  const pieces = (isOf: (at: number) => boolean) =>
    orders.reduce((sum, _order, at) => sum + (isOf(at) ? (at % 5) + 1 : 0), 0);
  expect(amountsOf(items.flatMap(({ totals }) => totals))).toEqual({
    cash: `${(pieces((at) => at % 3 !== 0) + 1) * 10}.00`,
    card: `${pieces((at) => at % 3 === 0) * 10}.00`,
  });
  expect(items.reduce((sum, session) => sum + session.orders, 0)).toBe(65);
  expect(await one.till.pendingSettlements(MAIN, '', 10)).toEqual([]);
  const stock = await readStock(one, { profileId: 'shop-a', sku: 'MUG' });
  expect(stock.quantity).toBe(String(-pieces(() => true) - 1));
}, 60_000);

test('of two hosts that open a till at once, one does', async () => {
  const { world, hosts } = await openHosts();
  await post(world, [sale('1', 1)]);
  await post(world, [sale('2', 1)]);
  const names = world.ports.queue.names();
  await Promise.all(names.map((name, at) => processQueueBlob(hosts[at % 2] as World['ports'], name)));
  const { items } = await listSessions(hosts[0].till, profile, { limit: 10 });
  expect(items).toMatchObject([{ number: 1, status: 'open', orders: 2 }]);
});
