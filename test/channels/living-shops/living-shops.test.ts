import { compareBooks } from '../../e2e/three-shops/compare-books.js';
import { followShop } from './follow-shop.js';
import type { LivingShop } from './living-shop.js';
import { openMagento, openShopify, openShopware } from './open-shops.js';

/** How much happens in each shop, and after how much of it the books are compared. `LIVE_EVENTS` and `LIVE_SEEDS` look further. */
const EVENTS = Number(process.env.LIVE_EVENTS ?? 300);
const COMPARE_EVERY = 20;
const BOOKED = new Set(['order', 'refund', 'invoice', 'shipment']);
const SEEDS = (process.env.LIVE_SEEDS ?? '5').split(',').map(Number);

const SHOPS: readonly [string, (seed: number) => Promise<LivingShop>][] = [
  ['Magento', openMagento],
  ['Shopify', openShopify],
  ['Shopware', openShopware],
];
const CASES = SHOPS.flatMap(([name, open]) => SEEDS.map((seed) => [name, seed, open] as const));

test.each(CASES)(
  '%s, read after everything that happens, is as its books say (seed %s)',
  async (shop, seed, open) => {
    const living = await open(seed);
    try {
      const follower = followShop(living);
      await follower.read();
      const happened: string[] = [];
      for (let count = 1; count <= EVENTS; count += 1) {
        happened.push(living.live());
        await follower.read();
        if (count % COMPARE_EVERY !== 0) continue;
        const stored = follower.records().filter(({ kind }) => BOOKED.has(kind));
        const { check = () => [] } = living;
        const faults = compareBooks({ shop, booked: living.booked(), stored, check });
        expect({ faults, happened: happened.slice(-COMPARE_EVERY) }).toMatchObject({ faults: [] });
      }
    } finally {
      await living.stop();
    }
  },
  600_000,
);
