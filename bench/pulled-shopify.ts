import { startShopifyServer } from '../src/local/sandbox/shopify/server.js';
import { createShopifyShop } from '../src/local/sandbox/shopify/shop.js';
import type { PulledShop } from './pulled-shop.js';

const SEED = 20_261_122;
/** So many cost points that the shop never throttles; its bucket is of the same size for all ways. */
const BUCKET = 100_000_000;
const COST = /"actualQueryCost":(\d+)/;

const credentials = {
  accessToken: 'bench-access-token',
  clientId: 'bench-client-id',
  clientSecret: 'bench-client-secret',
};

/** Shopify over its GraphQL Admin API: page by page, and by one bulk operation whose file is read. */
export const pulledShopify: PulledShop = {
  channel: 'shopify',
  secrets: { accessToken: credentials.accessToken },
  settings: (baseUrl) => ({ baseUrl, testOrders: 'keep' }),
  ways: [
    { title: 'pages, as large as one query may cost', pageSize: 250, settings: { bulk: 'never' } },
    { title: 'bulk operation, looked at every 5 s', pageSize: 250, settings: { bulk: 'auto' } },
  ],
  pointsOf: (text) => Number(COST.exec(text)?.[1] ?? 0),
  async open(orders) {
    const shop = createShopifyShop({ seed: SEED, orders, credentials, now: () => new Date() });
    const server = await startShopifyServer({ shop, faults: { bucketSize: BUCKET } });
    return server.baseUrl;
  },
};
