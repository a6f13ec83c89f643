import { startWebhooks } from '../sandbox/shopware/app/send-webhooks.js';
import { createShopwareApp } from '../sandbox/shopware/app/shop-app.js';
import { startLife } from '../sandbox/shopware/life.js';
import { startShopwareServer } from '../sandbox/shopware/server.js';
import { createShopwareShop } from '../sandbox/shopware/shop.js';
import type { DemoShop } from './demo-shop.js';

const SEED = 20_261_123;
const ORDERS = 150;
const BEAT_MS = 5_000;

const credentials = { clientId: 'SWIASANDBOX', clientSecret: 'sandbox-shopware-secret' };
const webhookSecret = 'sandbox-shopware-webhook-secret';

/** The sandbox Shopware shop: pulled, and quicker by webhooks that name what to read again. */
export const demoShopware: DemoShop = {
  profileId: 'demo-shopware',
  title: 'Shopware 6',
  environment: {
    TRIBUTARY_SANDBOX_SHOPWARE_ID: credentials.clientId,
    TRIBUTARY_SANDBOX_SHOPWARE_SECRET: credentials.clientSecret,
    TRIBUTARY_SANDBOX_SHOPWARE_WEBHOOK_SECRET: webhookSecret,
  },
  async open() {
    const shop = createShopwareShop({ seed: SEED, orders: ORDERS, credentials, now: () => new Date() });
    const server = await startShopwareServer({ shop });
    const live = (url: string) => {
      const app = createShopwareApp({ shop, name: 'Tributary', appSecret: webhookSecret });
      app.useSecret(webhookSecret);
      const feed = startWebhooks({ shop, app, url });
      const life = startLife({ shop, everyMs: BEAT_MS });
      return async () => {
        life.stop();
        await feed.stop();
      };
    };
    return { baseUrl: server.baseUrl, live, stop: () => server.stop() };
  },
  profile: (baseUrl) => ({
    id: 'demo-shopware',
    tenantId: 'demo',
    name: 'Sandbox Shopware shop',
    channel: 'shopware6',
    settings: { baseUrl, webhooks: { from: 'secret' } },
    secrets: {
      clientId: 'env:TRIBUTARY_SANDBOX_SHOPWARE_ID',
      clientSecret: 'env:TRIBUTARY_SANDBOX_SHOPWARE_SECRET',
      webhookSecret: 'env:TRIBUTARY_SANDBOX_SHOPWARE_WEBHOOK_SECRET',
    },
    pull: { interval: 'PT1M', overlap: 'PT1M' },
  }),
};
