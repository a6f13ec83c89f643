import { PipelineError } from '../../src/model/errors.js';
import { pullChannel } from '../../src/orchestration/pull-channel.js';
import { sweepQueue } from '../../src/orchestration/sweep-queue.js';
import { createFakeShop, createPulling, shopOrder } from './fake-shop.js';

const MINUTE = 60_000;
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
  expect(pulling.ports.pullRequests.requests()).toMatchObject([{ ids: ['2'], slice: 1 }]);
});

test.each(['channel_unavailable', 'channel_unauthorized', 'channel_refused', 'channel_page_invalid'] as const)(
  'what %s keeps from being read is asked for again, and only that',
  async (code) => {
    const shop = createFakeShop(9);
    shop.before = (_, id) => {
      if (Number(id) > 4) throw new PipelineError(code, 'no answer');
    };
    const pulling = createPulling(shop);
    const { runId } = await pulling.pull(records('1', '2', '3', '4', '5', '6', '7', '99'), 'webhook');
    const [kept] = pulling.ports.pullRequests.requests();
    expect(kept).toMatchObject({ runId, reason: 'webhook', retry: { tries: 1 } });
    expect(kept?.ids?.toSorted()).toEqual(['5', '6', '7', '99']);
    shop.before = () => {};
    pulling.world.clock.advance(MINUTE);
    await sweepQueue(pulling.ports);
    expect(await pulling.run(runId)).toMatchObject({
      status: 'success',
      error: null,
      counts: { records: 7, queued: 7, missing: 1 },
    });
    expect(shop.asked.gets.toSorted()).toEqual(['1', '2', '3', '4', '5', '6', '7', '99']);
    expect(pulling.ports.pullRequests.requests()).toEqual([]);
  },
);

test.each(['secret_unavailable', 'vault_unavailable'] as const)('hints outlive %s', async (code) => {
  const shop = createFakeShop(3);
  shop.channel.secretNames = () => ['token'];
  const pulling = createPulling(shop, { secrets: { token: 'keyvault:token' } });
  const failing = { resolve: () => Promise.reject(new PipelineError(code, 'keyvault:token cannot be read')) };
  await pullChannel({ ...pulling.ports, secrets: failing }, await pulling.put(records('1', '2'), 'webhook'));
  expect(pulling.ports.pullRequests.requests()).toMatchObject([{ ids: ['1', '2'], retry: { tries: 1 } }]);
});

test('once a source refuses the credentials or does not answer nothing else is asked, and what was read is queued', async () => {
  const shop = createFakeShop(9);
  let asked = 0;
  shop.before = () => {
    asked += 1;
    if (asked > 4) throw new PipelineError('channel_unauthorized', '401');
  };
  const pulling = createPulling(shop);
  const ids = Array.from({ length: 100 }, (_, index) => `${index + 1}`);
  expect(await pulling.pull(records(...ids), 'webhook')).toMatchObject({ status: 'error', queued: 4 });
  expect(asked).toBeLessThanOrEqual(8);
  expect(pulling.ports.pullRequests.requests()[0]?.ids).toHaveLength(96);
  await pulling.process();
  expect(pulling.storedIds()).toEqual(['order 1', 'order 2', 'order 3', 'order 4']);
});

test('a source that takes minutes for each record is left when the time budget ends, in the middle of a batch', async () => {
  const shop = createFakeShop(50);
  const pulling = createPulling(shop);
  shop.before = () => pulling.world.clock.advance(MINUTE);
  const first = await pulling.pull(records(...shop.orders.map(({ id }) => id)), 'webhook');
  expect(first).toMatchObject({ status: 'continued', queued: 5 });
  expect(pulling.ports.pullRequests.requests()[0]?.ids).toHaveLength(45);
  shop.before = () => {};
  expect((await pulling.pullAll()).at(-1)).toMatchObject({ status: 'success', records: 50, runId: first.runId });
});

test('a slice that ends late and in which nothing could be read waits before the next', async () => {
  const shop = createFakeShop(50);
  const pulling = createPulling(shop);
  shop.before = () => {
    pulling.world.clock.advance(MINUTE);
    throw new PipelineError('channel_page_invalid', 'HTML');
  };
  const { status } = await pulling.pull(records(...shop.orders.map(({ id }) => id)), 'webhook');
  expect(status).toBe('error');
  const [kept] = pulling.ports.pullRequests.requests();
  expect(kept?.ids).toHaveLength(50);
  expect(kept?.ids?.slice(0, 3)).toEqual(['6', '7', '8']);
});

test('records that could not be queued are read again', async () => {
  const pulling = createPulling(createFakeShop(3));
  const queue = { ...pulling.ports.queue, put: () => Promise.reject(new PipelineError('blob_unavailable', 'no')) };
  await pullChannel({ ...pulling.ports, queue }, await pulling.put(records('1', '3'), 'webhook'));
  expect(pulling.ports.pullRequests.requests()).toMatchObject([{ ids: ['1', '3'] }]);
});

test('what no try can help names all of its ids at once', async () => {
  const pulling = createPulling(createFakeShop(1), { active: false });
  const ids = Array.from({ length: 30 }, (_, index) => `${index + 1}`);
  const { runId } = await pulling.pull(records(...ids), 'webhook');
  expect(pulling.ports.pullRequests.requests()).toEqual([]);
  expect(await pulling.run(runId)).toMatchObject({
    error: { code: 'profile_inactive', message: expect.stringContaining(`${ids.join(', ')}: `) },
  });
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

test('a source that is out of reach for a day is given up, and the run names every id that was not read', async () => {
  const shop = createFakeShop(1);
  shop.before = () => {
    throw new PipelineError('channel_unavailable', 'no answer');
  };
  const pulling = createPulling(shop);
  const ids = Array.from({ length: 30 }, (_, index) => `${index + 1}`);
  const { runId } = await pulling.pull(records(...ids), 'webhook');
  const waits: number[] = [];
  for (let minute = 0; minute < 25 * 60; minute += 1) {
    const [{ notBefore } = {}] = pulling.ports.pullRequests.requests();
    const wait = (Date.parse(notBefore ?? '') - pulling.world.clock.now().getTime()) / MINUTE;
    if (wait > (waits.at(-1) ?? 0)) waits.push(wait);
    pulling.world.clock.advance(MINUTE);
    await sweepQueue(pulling.ports);
  }
  expect(waits).toEqual([1, 5, 30]);
  expect(pulling.ports.pullRequests.requests()).toEqual([]);
  const run = await pulling.run(runId);
  expect(run).toMatchObject({ status: 'error', error: { code: 'channel_unavailable' } });
  for (const id of ids) expect(run?.error?.message.split(/[ ,:]+/)).toContain(id);
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
