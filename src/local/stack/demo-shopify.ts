import { startLife } from '../sandbox/shopify/life.js';
import { startShopifyServer } from '../sandbox/shopify/server.js';
import { createShopifyShop } from '../sandbox/shopify/shop.js';
import { startWebhookSender } from '../sandbox/shopify/webhooks/webhook-sender.js';
import type { DemoShop } from './demo-shop.js';

const SEED = 20_261_122;
const ORDERS = 150;
const BEAT_MS = 5_000;
const DOMAIN = 'sandbox.myshopify.com';

const credentials = {
  accessToken: 'sandbox-shopify-token',
  clientId: 'sandbox-shopify-client',
  clientSecret: 'sandbox-shopify-secret',
};

/** The sandbox Shopify shop: pulled, and quicker by webhooks that name what to read again. */
export const demoShopify: DemoShop = {
  profileId: 'demo-shopify',
  title: 'Shopify',
  environment: {
    TRIBUTARY_SANDBOX_SHOPIFY_TOKEN: credentials.accessToken,
    // Shopify signs webhooks with the secret of the app.
    TRIBUTARY_SANDBOX_SHOPIFY_SECRET: credentials.clientSecret,
  },
  async open() {
    const shop = createShopifyShop({ seed: SEED, orders: ORDERS, domain: DOMAIN, credentials, now: () => new Date() });
    const server = await startShopifyServer({ shop });
    const live = (url: string) => {
      const sender = startWebhookSender({ shop, url });
      const life = startLife({ shop, everyMs: BEAT_MS });
      return () => {
        life.stop();
        sender.stop();
      };
    };
    return { baseUrl: server.baseUrl, live, stop: () => server.stop() };
  },
  profile: (baseUrl) => ({
    id: 'demo-shopify',
    tenantId: 'demo',
    name: 'Sandbox Shopify shop',
    channel: 'shopify',
    settings: { baseUrl, shopDomain: DOMAIN, webhooks: true },
    secrets: {
      accessToken: 'env:TRIBUTARY_SANDBOX_SHOPIFY_TOKEN',
      webhookSecret: 'env:TRIBUTARY_SANDBOX_SHOPIFY_SECRET',
    },
    pull: { interval: 'PT1M', overlap: 'PT1M' },
  }),
};
