import { dryRun } from '../../src/orchestration/dry-run.js';
import type { Preview } from '../../src/orchestration/preview-record.js';
import { createFakeShop, createPulling, type FakeShop, shopInvoice, shopOrder } from './fake-shop.js';

const LATER = '2026-11-20T09:30:00Z';

async function dry(pulling: ReturnType<typeof createPulling>, since?: string) {
  const previews: Preview[] = [];
  const summary = await dryRun(pulling.ports, { profileId: 'shop-a', resource: 'orders', since }, (preview) => {
    previews.push(preview);
  });
  return { summary, previews, lines: previews.map(toLine) };
}

const toLine = ({ type, recordId, action, reason }: Preview) => `${type} ${recordId} ${action} ${reason}`;

/** Orders 1 to 4 are known; then 1 changes, 2 loses an attribute, 3 stays, 4 changes for the worse, 5 is new, 6 is not wanted. */
async function createChanged(): Promise<{ shop: FakeShop; pulling: ReturnType<typeof createPulling> }> {
  const shop = createFakeShop(4);
  const pulling = createPulling(shop, { settings: { statuses: ['processing', 'complete'] } });
  await pulling.pull();
  await pulling.process();
  shop.orders = [
    shopOrder(1, { updatedAt: LATER, status: 'complete', invoices: [shopInvoice('9', '1')] }),
    shopOrder(2, { updatedAt: LATER, attributes: { giftWrap: 'yes' } }),
    shopOrder(3),
    shopOrder(4, { updatedAt: LATER, currency: 'XXXX' }),
    shopOrder(5),
    shopOrder(6, { status: 'closed' }),
  ];
  return { shop, pulling };
}

test('a dry run says of each record what would be done and why', async () => {
  const { pulling } = await createChanged();
  const { lines, previews, summary } = await dry(pulling, '2026-11-20T00:00:00Z');
  expect(lines).toEqual([
    'order 3 Ignore unchanged',
    'order 5 Update not-cached',
    'order 1 Patch changed',
    'invoice 9 Update not-cached',
    'order 2 Update removal',
    'order 4 null failed',
  ]);
  expect(previews[2]).toMatchObject({ number: '00001', error: null });
  expect(previews[2]?.operations).toContainEqual({
    op: 'replace',
    path: '/status',
    value: 'complete',
    before: 'processing',
  });
  expect(previews[4]?.operations).toContainEqual(
    expect.objectContaining({ op: 'remove', path: '/attributes/campaign' }),
  );
  expect(previews[5]?.error).toMatchObject({ code: 'record_invalid' });
  expect(summary).toMatchObject({ pages: 1, records: 6, embedded: 1, filtered: 1, failed: 1, announced: 6 });
  expect(summary.actions).toEqual([
    { action: 'Update', reason: 'not-cached', count: 2 },
    { action: 'Ignore', reason: 'unchanged', count: 1 },
    { action: 'Patch', reason: 'changed', count: 1 },
    { action: 'Update', reason: 'removal', count: 1 },
  ]);
});

test('what it says is what a pull then does', async () => {
  const { pulling } = await createChanged();
  const { previews } = await dry(pulling, '2026-11-20T00:00:00Z');
  const before = pulling.world.ports.events.events().length;
  await pulling.pull({ kind: 'backfill', since: '2026-11-20T00:00:00Z' });
  await pulling.process();
  const done = pulling.world.ports.events.events().slice(before);
  const line = (one: Pick<Preview, 'type' | 'recordId' | 'action' | 'reason'>) =>
    `${one.type} ${one.recordId} ${one.action} ${one.reason}`;
  expect(done.map(line).sort()).toEqual(previews.map(line).sort());
});

test('nothing is written and no cursor moves, whatever the lease', async () => {
  const { pulling } = await createChanged();
  await pulling.ports.cursors.hold('shop-a', 'orders');
  const look = async () =>
    JSON.stringify([
      pulling.world.ports.store.items(),
      pulling.world.ports.events.events(),
      pulling.world.ports.deadLetters.letters(),
      pulling.ports.queue.names(),
      pulling.ports.runs.runs(),
      pulling.ports.pullRequests.requests(),
      await pulling.cursor(),
    ]);
  const before = await look();
  await dry(pulling);
  expect(await look()).toBe(before);
});

test('without a date it begins where the next pull would', async () => {
  const { shop, pulling } = await createChanged();
  const { summary } = await dry(pulling);
  expect(summary.since).toBe('2026-11-20T07:59:00.000Z');
  expect(shop.asked.lists.at(-1)?.since).toBe(summary.since);
  const fresh = createPulling(createFakeShop(1));
  expect((await dry(fresh)).summary.since).toBe('2026-10-21T10:00:00.000Z');
});

test('it reads page after page and stops at a listing that leads nowhere', async () => {
  const shop = createFakeShop(5);
  const pulling = createPulling(shop, { pull: { pageSize: 2 } });
  expect((await dry(pulling)).summary).toMatchObject({ pages: 3, records: 5 });
  const list = shop.channel.resources.orders?.list;
  Object.assign(shop.channel.resources.orders ?? {}, {
    list: async (...asked: Parameters<NonNullable<typeof list>>) => ({ ...(await list?.(...asked)), position: 'x' }),
  });
  await expect(dry(pulling)).rejects.toMatchObject({ code: 'channel_page_repeated' });
});

test('a record without an id, and one that cannot be taken apart, are told as failures', async () => {
  const shop = createFakeShop(1);
  shop.orders[0] = shopOrder(1, { invoices: 'odd' });
  const list = shop.channel.resources.orders?.list;
  Object.assign(shop.channel.resources.orders ?? {}, {
    list: async (...asked: Parameters<NonNullable<typeof list>>) => ({
      ...(await list?.(...asked)),
      unreadable: ['{}'],
    }),
  });
  const { previews } = await dry(createPulling(shop));
  expect(previews.map(({ recordId, error }) => [recordId, error?.code])).toEqual([
    ['1', 'mapping_failed'],
    [null, 'record_id_missing'],
  ]);
});

test('a new record that lacks what it must have is a failure; one that is older than what is known is stale, whatever it holds', async () => {
  const shop = createFakeShop(2);
  const pulling = createPulling(shop);
  await pulling.pull();
  await pulling.process();
  shop.orders = [shopOrder(2, { updatedAt: '2026-11-20T08:00:00Z', currency: 'XXXX' }), shopOrder(3)];
  delete shop.orders[1]?.totals;
  const { previews, lines } = await dry(pulling);
  expect(lines).toEqual(['order 2 Ignore stale', 'order 3 null failed']);
  expect(previews[1]?.error).toMatchObject({ code: 'record_incomplete' });
});

test('a cache that cannot be read is no answer', async () => {
  const pulling = createPulling(createFakeShop(1));
  const cache = { ...pulling.ports.cache, read: () => Promise.reject(new Error('no cache')) };
  const asked = { profileId: 'shop-a', resource: 'orders' };
  await expect(dryRun({ ...pulling.ports, cache }, asked, () => {})).rejects.toThrow('no cache');
});
