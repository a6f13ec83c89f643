import { startLife } from '../../../src/local/sandbox/shopify/life.js';
import { startShopifyServer } from '../../../src/local/sandbox/shopify/server.js';
import { createShopifyShop } from '../../../src/local/sandbox/shopify/shop.js';
import { startWebhookSender, subjectsOf } from '../../../src/local/sandbox/shopify/webhooks/webhook-sender.js';
import { BEAT_MS, type BusyShop, createPost, isTold, startBursts } from './busy-shop.js';
import { shopifyBooks } from './shopify-books.js';

const credentials = { accessToken: 's-token', clientId: 's-client', clientSecret: 's-secret' };
const DOMAIN = 'three.myshopify.com';
/** What searches know is so old; the profile's overlap is longer. */
const LAG_MS = 2_500;

/** A Shopify shop whose searches lag, first read by a bulk operation, with webhooks of some orders. */
export async function openShopify(): Promise<BusyShop> {
  const shop = createShopifyShop({ seed: 12, orders: 40, credentials, domain: DOMAIN, now: () => new Date() });
  const [unreadable = ''] = shop.orders().map(({ id }) => id);
  const server = await startShopifyServer({
    shop,
    faults: { indexLagMs: LAG_MS, restoreRate: 1_000, badOrders: [unreadable] },
  });
  let post = createPost(0);
  const ends: (() => void)[] = [];
  return {
    name: 'Shopify',
    profileId: 'three-shopify',
    env: { T_S_TOKEN: credentials.accessToken, T_S_SECRET: credentials.clientSecret },
    resources: ['orders'],
    profile: () => ({
      channel: 'shopify',
      settings: { baseUrl: server.baseUrl, shopDomain: DOMAIN, testOrders: 'keep', webhooks: true },
      secrets: { accessToken: 'env:T_S_TOKEN', webhookSecret: 'env:T_S_SECRET' },
      pull: { enabled: false, pageSize: 7, overlap: 'PT8S', backfillDays: 3_650 },
    }),
    live(url, newsMs) {
      post = createPost(newsMs);
      const sender = startWebhookSender({ shop, url, follow: false, duplicates: 1 });
      const unfollow = shop.onChange((news) => {
        if (!('order' in news) || !isTold(news.order.id)) return;
        for (const subject of subjectsOf(news)) post.later(() => sender.send(subject));
      });
      const life = startLife({ shop, everyMs: BEAT_MS });
      const again = (order: unknown) => void shop.change({ orderId: (order as { id: string }).id });
      ends.push(() => life.stop(), unfollow, startBursts({ place: shop.place, change: () => shop.change() }, again));
    },
    async freeze() {
      for (const end of ends) end();
      await post.settled();
    },
    lagMs: LAG_MS,
    failNext: (count, fault) => server.faults.failNext(count, fault),
    pending: server.faults.pending,
    showLogin: () => server.faults.failNext(2, { kind: 'html200' }),
    ownFault: () => server.faults.failNext(1, { kind: 'throttled' }),
    unreadable: new Set([unreadable]),
    booked: () => shopifyBooks(shop),
    stop: () => server.stop(),
  };
}
