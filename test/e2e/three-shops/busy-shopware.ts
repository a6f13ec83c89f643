import { sendDelivery } from '../../../src/local/sandbox/shopware/app/send-webhooks.js';
import { createShopwareApp } from '../../../src/local/sandbox/shopware/app/shop-app.js';
import { startLife } from '../../../src/local/sandbox/shopware/life.js';
import { startShopwareServer } from '../../../src/local/sandbox/shopware/server.js';
import { createShopwareShop } from '../../../src/local/sandbox/shopware/shop.js';
import { BEAT_MS, type BusyShop, createPost, createShopClock, isTold, SOME, startRush } from './busy-shop.js';
import { checkShopwareLines, shopwareBooks } from './shopware-books.js';

const credentials = { clientId: 'w-client', clientSecret: 'w-secret' };
const webhookSecret = 'w-webhook-secret-of-the-three-shops';

/** A Shopware shop, where payments and deliveries do not touch their order, with webhooks of some orders. */
export async function openShopware(): Promise<BusyShop> {
  const clock = createShopClock();
  const shop = createShopwareShop({ seed: 13, orders: 40, credentials, now: clock.now });
  const server = await startShopwareServer({ shop });
  const [unreadable = ''] = shop.orders().map(({ id }) => id);
  server.faults.badRecord(unreadable);
  const app = createShopwareApp({ shop, name: 'Tributary', appSecret: webhookSecret });
  app.useSecret(webhookSecret);
  let post = createPost(0);
  const ends: (() => void)[] = [];
  const some: string[] = [];
  const { switches } = server.faults;
  return {
    name: 'Shopware',
    profileId: 'three-shopware',
    env: { T_W_ID: credentials.clientId, T_W_SECRET: credentials.clientSecret, T_W_WEBHOOK: webhookSecret },
    resources: ['orders'],
    profile: () => ({
      channel: 'shopware6',
      settings: { baseUrl: server.baseUrl, webhooks: { from: 'secret' } },
      secrets: { clientId: 'env:T_W_ID', clientSecret: 'env:T_W_SECRET', webhookSecret: 'env:T_W_WEBHOOK' },
      pull: { enabled: false, pageSize: 7, overlap: 'PT2S', rateLimit: { perSecond: 100, burst: 100 } },
    }),
    live(url, newsMs) {
      post = createPost(newsMs);
      const unfollow = shop.onChange((news) => {
        if (news.entity !== 'order' || !isTold(news.id)) return;
        // What has no answer is not sent again: the pull has to find it.
        for (const delivery of app.deliveriesOf(news)) post.later(() => sendDelivery(url, delivery).catch(() => null));
      });
      const life = startLife({ shop, everyMs: BEAT_MS });
      const again = (order: unknown) => void shop.change({ orderId: (order as { id: string }).id });
      ends.push(() => life.stop(), unfollow, startRush({ place: shop.place, change: () => shop.change() }, again));
    },
    async freeze() {
      for (const end of ends) end();
      await post.settled();
    },
    clock,
    placeSome() {
      for (let count = 0; count < SOME; count += 1) {
        const { id: orderId } = shop.place();
        some.push(orderId);
        shop.change({ orderId, kind: 'pay' });
        shop.change({ orderId, kind: 'chargeback' });
      }
    },
    changeThose() {
      // A payment leaves its order's row as it was, and has the very time that it had.
      for (const orderId of some) shop.change({ orderId, kind: 'win_back' });
      for (const orderId of some.slice(1)) shop.change({ orderId, kind: 'label' });
    },
    lagMs: 0,
    failNext: server.faults.failNext,
    pending: server.faults.pending,
    showLogin() {
      switches.html200 = true;
      setTimeout(() => Object.assign(switches, { html200: false }), BEAT_MS);
    },
    ownFault: () => server.revokeTokens(),
    unreadable: new Set([unreadable]),
    // What came inside an order that nobody can read cannot be read either.
    booked: () => shopwareBooks(shop).filter(({ told }) => told.orderId !== unreadable),
    check: (record) => checkShopwareLines(shop, record),
    stop: () => server.stop(),
  };
}
