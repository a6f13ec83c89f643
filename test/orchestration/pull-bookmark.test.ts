import type { Json } from '../../src/diff/json.js';
import type { ChannelPage, ListRequest } from '../../src/ports/channel.js';
import { createFakeShop, createPulling, shopOrder } from './fake-shop.js';

const page = (changes: Partial<ChannelPage>): ChannelPage => ({
  records: [],
  unreadable: [],
  watermark: null,
  position: null,
  announced: null,
  ...changes,
});

/** A source that counts its changes and has no clock: it gives each page as it is scripted. */
function createCounting(pages: ChannelPage[]) {
  const shop = createFakeShop(0);
  const asked: { bookmark: Json | undefined; position: Json }[] = [];
  Object.assign(shop.channel.resources.orders ?? {}, {
    async list(_context: unknown, { bookmark, position }: ListRequest) {
      asked.push({ bookmark, position });
      return pages.shift() ?? page({});
    },
  });
  return { asked, pulling: createPulling(shop) };
}

const raw = (id: number) => {
  const one = shopOrder(id);
  return { raw: JSON.stringify(one), recordId: one.id, sourceVersion: one.updatedAt };
};

test('the next listing begins at the bookmark that the last one left at its end, and all of its pages are asked with it', async () => {
  const { asked, pulling } = createCounting([
    page({ records: [raw(1)], position: 'p2', bookmark: 'not yet' }),
    page({ records: [raw(2)], bookmark: 17 }),
    page({ records: [raw(3)], position: 'p2' }),
    page({}),
  ]);
  await pulling.pull();
  expect(await pulling.cursor()).toMatchObject({ bookmark: 17, position: null });
  await pulling.pull();
  expect(await pulling.cursor()).toMatchObject({ bookmark: 17 });
  expect(asked).toEqual([
    { bookmark: null, position: null },
    { bookmark: null, position: 'p2' },
    { bookmark: 17, position: null },
    { bookmark: 17, position: 'p2' },
  ]);
});

test('a listing that delivers fewer records than it announced leaves the bookmark where it was', async () => {
  const { pulling } = createCounting([page({ bookmark: 4 }), page({ records: [raw(1)], announced: 2, bookmark: 9 })]);
  await pulling.pull();
  expect(await pulling.pull()).toMatchObject({ status: 'error' });
  expect(await pulling.cursor()).toMatchObject({ bookmark: 4 });
});

test('a backfill has no bookmark to begin at, and leaves its own to the changes that were never pulled', async () => {
  const { asked, pulling } = createCounting([page({ bookmark: 5 }), page({ bookmark: 6 }), page({ bookmark: 7 })]);
  const backfill = { kind: 'backfill' as const };
  await pulling.pull(backfill);
  expect(await pulling.cursor()).toMatchObject({ bookmark: 5 });
  await pulling.pull();
  await pulling.pull(backfill);
  expect(await pulling.cursor()).toMatchObject({ bookmark: 6 });
  expect(asked.map(({ bookmark }) => bookmark)).toEqual([null, 5, null]);
});
