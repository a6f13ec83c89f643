import { PipelineError } from '../../src/model/errors.js';
import { pullChannel } from '../../src/orchestration/pull-channel.js';
import { sweepQueue } from '../../src/orchestration/sweep-queue.js';
import { createFakeShop, createPulling, shopOrder } from './fake-shop.js';

const MINUTE = 60_000;
/** So long a page takes in the tests of the time budget: three of them are a slice. */
const PAGE_MS = 50_000;
const backfill = (since?: string) => ({ kind: 'backfill' as const, ...(since === undefined ? {} : { since }) });

test('a backfill reads again from its date and leaves the watermark of the changes', async () => {
  const shop = createFakeShop(4);
  const pulling = createPulling(shop);
  await pulling.pull();
  const before = await pulling.cursor();
  shop.orders.push(shopOrder(5));
  const { runId, status } = await pulling.pull(backfill('2026-11-20T08:03:00Z'));
  expect(status).toBe('success');
  expect(shop.asked.lists.at(-1)).toMatchObject({ since: '2026-11-20T08:03:00Z' });
  expect(await pulling.run(runId)).toMatchObject({ kind: 'backfill', counts: { records: 3, queued: 3 } });
  expect(await pulling.cursor()).toEqual(before);
  const own = () => pulling.cursor('orders.backfill');
  expect(await own()).toMatchObject({ watermark: '2026-11-20T08:05:00Z', position: null, listing: null });
  shop.orders.splice(1);
  await pulling.pull(backfill('2026-11-20T00:00:00Z'));
  expect(await own()).toMatchObject({ watermark: '2026-11-20T08:01:00Z' });
});

test('without a date it reads as far back as the profile says', async () => {
  const shop = createFakeShop(1);
  const pulling = createPulling(shop, { pull: { backfillDays: 7 } });
  await pulling.pull(backfill());
  expect(shop.asked.lists[0]?.since).toBe('2026-11-13T10:00:00.000Z');
});

test('the changes that were never pulled begin where a backfill ended', async () => {
  const shop = createFakeShop(3);
  const pulling = createPulling(shop);
  await pulling.pull(backfill('2026-11-20T00:00:00Z'));
  expect(await pulling.cursor()).toMatchObject({ watermark: '2026-11-20T08:03:00Z', listing: null });
  await pulling.pull();
  expect(shop.asked.lists.at(-1)?.since).toBe('2026-11-20T07:58:00.000Z');
});

test('past its time budget it goes on in slices of the same run, each from where the last one stopped', async () => {
  const shop = createFakeShop(9);
  const pulling = createPulling(shop, { pull: { pageSize: 1, enabled: false } });
  shop.before = () => pulling.world.clock.advance(PAGE_MS);
  await pulling.put(backfill('2026-11-20T00:00:00Z'));
  const ends = await pulling.pullAll();
  expect(ends.map(({ status }) => status)).toEqual(['continued', 'continued', 'success']);
  expect(new Set(ends.map(({ runId }) => runId)).size).toBe(1);
  expect(await pulling.run(ends[0]?.runId ?? null)).toMatchObject({
    slices: 3,
    announced: 9,
    counts: { records: 9, queued: 9, pages: 9 },
  });
  expect(shop.asked.lists.map(({ position }) => position)).toEqual([
    null,
    ...['1', '2', '3', '4', '5', '6', '7', '8'].map((id) => expect.stringMatching(new RegExp(`0${id}$`))),
  ]);
  expect(new Set(shop.asked.lists.map(({ since }) => since)).size).toBe(1);
});

test('between its slices the changes have their turn when they are due', async () => {
  const shop = createFakeShop(8);
  const pulling = createPulling(shop, { pull: { pageSize: 2, interval: 'PT1M' } });
  await pulling.pull();
  shop.before = () => pulling.world.clock.advance(PAGE_MS);
  shop.orders.push(shopOrder(60));
  await pulling.put(backfill('2026-11-20T00:00:00Z'));
  const ends = await pulling.pullAll();
  expect(ends.at(-1)?.status).toBe('success');
  const runs = pulling.ports.runs.runs().filter(({ reason }) => reason === 'schedule');
  expect(runs.length).toBeGreaterThan(0);
  expect(runs[0]).toMatchObject({ kind: 'changes', status: 'success' });
  const { watermark, requestedAt } = (await pulling.cursor()) ?? {};
  expect(watermark).toBe('2026-11-20T09:00:00Z');
  expect(Date.parse(requestedAt ?? '')).toBeGreaterThan(Date.parse('2026-11-20T10:00:00Z'));
  await pulling.process();
  expect(pulling.storedIds()).toHaveLength(9);
});

test('it holds the lease of the changes while it reads, so that the two never run at once', async () => {
  const shop = createFakeShop(2);
  const pulling = createPulling(shop);
  let during: unknown;
  shop.before = () => {
    during ??= pulling.ports.cursors.hold('shop-a', 'orders').then((held) => held);
  };
  await pulling.pull(backfill());
  expect(await during).toBeNull();
  expect(await pulling.ports.cursors.hold('shop-a', 'orders')).not.toBeNull();
  expect(await pulling.ports.cursors.hold('shop-a', 'orders.backfill')).not.toBeNull();
});

test('while the changes are pulled a backfill waits, also one that was scheduled', async () => {
  const pulling = createPulling(createFakeShop(2));
  const held = await pulling.ports.cursors.hold('shop-a', 'orders');
  expect(await pulling.pull(backfill(), 'schedule')).toMatchObject({ status: 'skipped' });
  expect(pulling.ports.pullRequests.requests()).toHaveLength(1);
  await held?.release();
  expect((await pulling.pullAll())[0]).toMatchObject({ status: 'success' });
});

test('a second backfill waits for the first', async () => {
  const shop = createFakeShop(6);
  const pulling = createPulling(shop, { pull: { pageSize: 1, enabled: false } });
  shop.before = () => pulling.world.clock.advance(PAGE_MS);
  const first = await pulling.pull(backfill('2026-11-20T00:00:00Z'));
  expect(first.status).toBe('continued');
  expect(await pulling.pull(backfill('2026-11-20T08:00:00Z'))).toMatchObject({
    status: 'skipped',
    message: 'Another backfill is under way',
  });
  const ends = await pulling.pullAll();
  expect(ends.filter(({ status }) => status === 'success')).toHaveLength(2);
  expect(ends.find(({ status }) => status === 'success')?.runId).toBe(first.runId);
});

test('a source that fails leaves it where it stood, and the sweeper takes it up there', async () => {
  const shop = createFakeShop(6);
  const pulling = createPulling(shop, { pull: { pageSize: 2 } });
  shop.before = () => {
    if (shop.asked.lists.length === 2) throw new PipelineError('channel_unavailable', 'no answer');
  };
  const failed = await pulling.pull(backfill('2026-11-20T00:00:00Z'));
  expect(failed).toMatchObject({ status: 'error', queued: 4 });
  shop.before = () => {};
  pulling.world.clock.advance(11 * MINUTE);
  await sweepQueue(pulling.ports);
  expect(await pulling.run(failed.runId)).toMatchObject({
    status: 'success',
    error: null,
    slices: 2,
    counts: { records: 6 },
  });
  expect(shop.asked.lists).toHaveLength(3);
  await pulling.process();
  expect(pulling.storedIds()).toHaveLength(6);
});

test.each([
  'channel_page_invalid',
  'channel_unauthorized',
  'channel_refused',
  'secret_unavailable',
  'vault_unavailable',
] as const)('%s in the middle of it costs no page that was read', async (code) => {
  const shop = createFakeShop(30);
  const pulling = createPulling(shop, { pull: { pageSize: 5 } });
  shop.before = () => {
    if (shop.asked.lists.length === 4) throw new PipelineError(code, 'passing');
  };
  const { runId } = await pulling.pull(backfill('2026-01-01T00:00:00Z'));
  expect((await pulling.cursor('orders.backfill'))?.listing).toMatchObject({ records: 20 });
  shop.before = () => {};
  pulling.world.clock.advance(MINUTE);
  await sweepQueue(pulling.ports);
  expect(await pulling.run(runId)).toMatchObject({ status: 'success', counts: { records: 30, pages: 6 } });
  expect(shop.asked.lists).toHaveLength(6);
});

test('it is given up when it has failed for a day, however long it went well before', async () => {
  const shop = createFakeShop(9);
  const pulling = createPulling(shop, { pull: { pageSize: 1, enabled: false } });
  shop.before = () => pulling.world.clock.advance(PAGE_MS);
  await pulling.pull(backfill('2026-11-20T00:00:00Z'));
  pulling.world.clock.advance(40 * 60 * MINUTE);
  shop.before = () => {
    throw new PipelineError('channel_unavailable', 'no answer');
  };
  await sweepQueue(pulling.ports);
  expect((await pulling.cursor('orders.backfill'))?.listing).not.toBeNull();
  for (let half = 0; half < 50; half += 1) {
    pulling.world.clock.advance(30 * MINUTE);
    await sweepQueue(pulling.ports);
  }
  expect(pulling.ports.pullRequests.requests()).toEqual([]);
  expect((await pulling.cursor('orders.backfill'))?.listing).toBeNull();
});

test('one that a person asks for does not wait for one that has failed, which begins anew after it', async () => {
  const shop = createFakeShop(4);
  const pulling = createPulling(shop, { pull: { pageSize: 2 } });
  shop.before = () => {
    if (shop.asked.lists.length === 1) throw new PipelineError('channel_page_invalid', 'HTML');
  };
  const failed = await pulling.pull(backfill('2026-11-20T00:00:00Z'));
  shop.before = () => {};
  expect(await pulling.pull(backfill('2026-11-20T00:00:00Z'))).toMatchObject({ status: 'success', records: 4 });
  pulling.world.clock.advance(MINUTE);
  await sweepQueue(pulling.ports);
  expect(await pulling.run(failed.runId)).toMatchObject({ status: 'success', counts: { records: 4 } });
});

test('one whose source repeats a page is given up at once: it would do so again', async () => {
  const shop = createFakeShop(4);
  const pulling = createPulling(shop, { pull: { pageSize: 2 } });
  shop.before = () => {
    if (shop.asked.lists.length === 1) throw new PipelineError('channel_page_repeated', 'again');
  };
  await pulling.pull(backfill('2026-11-20T00:00:00Z'));
  expect(pulling.ports.pullRequests.requests()).toEqual([]);
  expect((await pulling.cursor('orders.backfill'))?.listing).toBeNull();
});

test('a process that died in the middle is taken up where the last page was safe', async () => {
  const shop = createFakeShop(6);
  const pulling = createPulling(shop, { pull: { pageSize: 2 } });
  const name = await pulling.put(backfill('2026-11-20T00:00:00Z'));
  const dying = {
    ...pulling.ports,
    runs: {
      ...pulling.ports.runs,
      // The end of the run is never written: whoever wrote it is gone.
      write: async (run: Parameters<typeof pulling.ports.runs.write>[0]) => {
        if (run.finishedAt !== null) throw new Error('killed');
        await pulling.ports.runs.write(run);
      },
    },
  };
  shop.before = () => {
    if (shop.asked.lists.length === 2) throw new Error('killed');
  };
  await expect(pullChannel(dying, name)).rejects.toThrow('killed');
  shop.before = () => {};
  expect(await pullChannel(pulling.ports, name)).toMatchObject({ status: 'success' });
  expect(shop.asked.lists.map(({ position }) => position === null)).toEqual([true, false, false]);
  await pulling.process();
  expect(pulling.storedIds()).toHaveLength(6);
});

test('records that are missing at its end are an error, and the watermark of the changes stays', async () => {
  const shop = createFakeShop(4);
  const list = shop.channel.resources.orders?.list;
  Object.assign(shop.channel.resources.orders ?? {}, {
    list: async (...asked: Parameters<NonNullable<typeof list>>) => ({ ...(await list?.(...asked)), announced: 9 }),
  });
  const pulling = createPulling(shop);
  const { runId } = await pulling.pull(backfill('2026-11-20T00:00:00Z'));
  expect(await pulling.run(runId)).toMatchObject({ status: 'error', error: { code: 'channel_count_mismatch' } });
  expect((await pulling.cursor())?.watermark).toBeNull();
});
