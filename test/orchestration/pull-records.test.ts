import { PipelineError } from '../../src/model/errors.js';
import { pullChannel } from '../../src/orchestration/pull-channel.js';
import { sweepQueue } from '../../src/orchestration/sweep-queue.js';
import { createFakeShop, createPulling, shopOrder } from './fake-shop.js';

const records = (...ids: string[]) => ({ kind: 'records' as const, ids });

test('records are read by their ids and queued, each once, and no cursor is made or moved', async () => {
  const shop = createFakeShop(5);
  const pulling = createPulling(shop);
  const { status, runId } = await pulling.pull(records('4', '2', '4'), 'webhook');
  expect(status).toBe('success');
  expect(shop.asked.gets).toEqual(['4', '2']);
  expect(await pulling.run(runId)).toMatchObject({
    kind: 'records',
    reason: 'webhook',
    counts: { records: 2, queued: 2, missing: 0 },
    message: 'Queued 2 records',
  });
  await pulling.process();
  expect(pulling.storedIds()).toEqual(['order 2', 'order 4']);
  expect(pulling.world.ports.events.events().map(({ origin }) => origin)).toEqual(['webhook', 'webhook']);
  expect(await pulling.cursor()).toBeNull();
});

test('an id that the source does not have is named in the run, and nothing is concluded from it', async () => {
  const pulling = createPulling(createFakeShop(3));
  const some = await pulling.pull(records('2', '99'));
  expect(await pulling.run(some.runId)).toMatchObject({
    status: 'success',
    counts: { records: 1, missing: 1 },
    message: 'Queued 1 record; 1 not in the source: 99',
  });
  const none = await pulling.pull(records('97', '98'));
  expect(await pulling.run(none.runId)).toMatchObject({
    status: 'no_orders',
    message: 'Queued 0 records; 2 not in the source: 97, 98',
  });
});

test('records are read while a listing holds the cursor', async () => {
  const pulling = createPulling(createFakeShop(3));
  await pulling.ports.cursors.hold('shop-a', 'orders');
  expect((await pulling.pull(records('1'), 'webhook')).status).toBe('success');
});

test('four are read at once, and a blob holds a hundred', async () => {
  const shop = createFakeShop(0);
  shop.orders = Array.from({ length: 250 }, (_, index) => shopOrder(index + 1, { updatedAt: '2026-11-20T09:00:00Z' }));
  let under = 0;
  let most = 0;
  const { get } = shop.channel.resources.orders ?? {};
  Object.assign(shop.channel.resources.orders ?? {}, {
    async get(...asked: Parameters<NonNullable<typeof get>>) {
      under += 1;
      most = Math.max(most, under);
      await new Promise((resolve) => setImmediate(resolve));
      under -= 1;
      return get?.(...asked);
    },
  });
  const pulling = createPulling(shop);
  await pulling.pull(records(...shop.orders.map(({ id }) => id)));
  expect(most).toBe(4);
  expect(pulling.world.ports.queue.names()).toHaveLength(3);
});

test('an id that the source refuses does not keep the others from being read, and the run names it', async () => {
  const shop = createFakeShop(3);
  shop.before = (_, id) => {
    if (id === '2') throw new PipelineError('channel_refused', 'not a valid id');
  };
  const pulling = createPulling(shop);
  const { runId } = await pulling.pull(records('1', '2', '3'));
  expect(await pulling.run(runId)).toMatchObject({
    status: 'error',
    error: { code: 'channel_refused' },
    counts: { queued: 2 },
    message: '1 could not be read (2): not a valid id after 2 records were queued',
  });
  expect(pulling.ports.pullRequests.requests()).toEqual([]);
});

test('while the source is out of reach the request stays, and the sweeper runs it once it is back', async () => {
  const shop = createFakeShop(3);
  shop.before = () => {
    throw new PipelineError('channel_unavailable', 'no answer');
  };
  const pulling = createPulling(shop);
  const { runId, status } = await pulling.pull(records('1', '3'), 'webhook');
  expect(status).toBe('error');
  expect(pulling.ports.pullRequests.requests()).toHaveLength(1);
  shop.before = () => {};
  pulling.world.clock.advance(11 * 60_000);
  expect(await sweepQueue(pulling.ports)).toMatchObject({ pulls: 1 });
  expect(await pulling.run(runId)).toMatchObject({ status: 'success', error: null, counts: { records: 2 } });
  expect(pulling.ports.pullRequests.requests()).toEqual([]);
});

test('a source that is out of reach for a day is given up', async () => {
  const shop = createFakeShop(1);
  shop.before = () => {
    throw new PipelineError('channel_unavailable', 'no answer');
  };
  const pulling = createPulling(shop);
  const name = await pulling.put(records('1'));
  await pullChannel(pulling.ports, name);
  pulling.world.clock.advance(24 * 60 * 60_000);
  await pullChannel(pulling.ports, name);
  expect(pulling.ports.pullRequests.requests()).toEqual([]);
});

test('past the time budget the rest is read by a continuation, and the run counts all', async () => {
  const shop = createFakeShop(0);
  shop.orders = Array.from({ length: 240 }, (_, index) => shopOrder(index + 1, { updatedAt: '2026-11-20T09:00:00Z' }));
  shop.before = (_, id) => {
    if (id === '7') throw new PipelineError('channel_refused', 'odd');
  };
  const pulling = createPulling(shop);
  const put = pulling.ports.queue.put;
  const queue = {
    ...pulling.ports.queue,
    put: async (...written: Parameters<typeof put>) => {
      pulling.world.clock.advance(5 * 60_000);
      return put(...written);
    },
  };
  const ports = { ...pulling.ports, queue };
  const first = await pullChannel(ports, await pulling.put(records(...shop.orders.map(({ id }) => id))));
  expect(first).toMatchObject({ status: 'continued', records: 99 });
  expect(pulling.ports.pullRequests.requests()).toMatchObject([{ reason: 'continuation', slice: 1 }]);
  expect(pulling.ports.pullRequests.requests()[0]?.ids).toHaveLength(141);
  shop.before = () => {};
  const second = await pulling.pullAll();
  expect(second.at(-1)).toMatchObject({ status: 'success', runId: first.runId, records: 240 });
});

test('a channel that reads no single records says so', async () => {
  const shop = createFakeShop(1);
  Object.assign(shop.channel.resources.orders ?? {}, { get: undefined });
  const pulling = createPulling(shop);
  const { runId } = await pulling.pull(records('1'));
  expect(await pulling.run(runId)).toMatchObject({ status: 'error', error: { code: 'channel_unknown' } });
});

test('a request that comes again after its run ended does nothing', async () => {
  const shop = createFakeShop(2);
  const pulling = createPulling(shop);
  const request = {
    runId: 'run-of-a-delivery',
    profileId: 'shop-a',
    resource: 'orders',
    requestedAt: '2026-11-20T10:00:00Z',
    kind: 'records' as const,
    reason: 'webhook' as const,
    ids: ['1'],
    slice: 0,
  };
  await pullChannel(pulling.ports, await pulling.ports.pullRequests.put(request));
  const again = await pullChannel(pulling.ports, await pulling.ports.pullRequests.put(request));
  expect(again).toMatchObject({ status: 'skipped', message: 'The request is done already' });
  expect(shop.asked.gets).toEqual(['1']);
});
