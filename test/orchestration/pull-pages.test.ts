import { pullChannel } from '../../src/orchestration/pull-channel.js';
import { createFakeShop, createPulling, shopOrder } from './fake-shop.js';

const MINUTE = 60_000;
const turn = () => new Promise((resolve) => setImmediate(resolve));

test('a record that is dated in the future does not hide what changes until then', async () => {
  const shop = createFakeShop(3);
  shop.orders.push(shopOrder(4, { updatedAt: '2031-01-01T00:00:00Z' }));
  const pulling = createPulling(shop);
  await pulling.pull();
  expect((await pulling.cursor())?.watermark).toBe('2026-11-20T10:00:00.000Z');
  pulling.world.clock.advance(26 * 60 * MINUTE);
  shop.orders.push(shopOrder(5, { updatedAt: '2026-11-20T10:30:00Z' }));
  expect(await pulling.pull()).toMatchObject({ status: 'success' });
  await pulling.process();
  expect(pulling.storedIds()).toEqual(['order 1', 'order 2', 'order 3', 'order 4', 'order 5']);
});

test('a watermark moves by time and not by text, and one that is no instant leaves it', async () => {
  const shop = createFakeShop(0);
  const pulling = createPulling(shop);
  const marks = ['2026-11-20T09:00:00Z', '2026-11-20T09:00:00.500Z', '2026-11-20T08:00:00Z', 'soon'];
  Object.assign(shop.channel.resources.orders ?? {}, {
    list: async () => ({ records: [], unreadable: [], position: null, announced: null, watermark: marks.shift() }),
  });
  const seen = [];
  while (marks.length > 0) {
    await pulling.pull();
    seen.push((await pulling.cursor())?.watermark);
  }
  expect(seen).toEqual(['2026-11-20T09:00:00Z', ...Array(3).fill('2026-11-20T09:00:00.500Z')]);
});

test.each(['changes', 'backfill'] as const)('a page of %s that takes minutes does not cost the lease', async (kind) => {
  const shop = createFakeShop(3);
  const pulling = createPulling(shop);
  const list = shop.channel.resources.orders?.list;
  const others: (string | undefined)[] = [];
  Object.assign(shop.channel.resources.orders ?? {}, {
    async list(...asked: Parameters<NonNullable<typeof list>>) {
      for (let third = 0; third < 9; third += 1) {
        pulling.world.clock.advance(20_000);
        await turn();
      }
      others.push((await pulling.pull({}, 'schedule')).status);
      return list?.(...asked);
    },
  });
  expect((await pulling.pull({ kind })).status).toBe('success');
  expect(others).toEqual(['skipped']);
});

test('a continuation does not go on where another run stopped', async () => {
  const shop = createFakeShop(40);
  const pulling = createPulling(shop, { pull: { pageSize: 5 } });
  let pages = 0;
  shop.before = () => {
    pages += 1;
    if (pages <= 5) pulling.world.clock.advance(50_000);
    if (pages === 7) throw new Error('the second run fails on its second page');
  };
  expect((await pulling.pull({}, 'schedule')).status).toBe('continued');
  const [continuation] = pulling.ports.pullRequests.requests();
  expect((await pulling.pull({}, 'schedule')).status).toBe('error');
  if (continuation === undefined) throw new Error('there is no continuation');
  const name = await pulling.ports.pullRequests.put(continuation);
  expect(await pullChannel(pulling.ports, name)).toMatchObject({ status: 'success', runId: continuation.runId });
  expect(shop.asked.lists[6]).toMatchObject({ position: null, since: '2026-11-20T08:20:00.000Z' });
});
