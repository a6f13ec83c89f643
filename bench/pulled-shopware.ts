import { startShopwareServer } from '../src/local/sandbox/shopware/server.js';
import { createShopwareShop } from '../src/local/sandbox/shopware/shop.js';
import type { PulledShop } from './pulled-shop.js';

const SEED = 20_261_123;

const credentials = { clientId: 'bench-client-id', clientSecret: 'bench-client-secret' };

/** Shopware 6 over its Admin API, every association named. */
export const pulledShopware: PulledShop = {
  channel: 'shopware6',
  secrets: credentials,
  settings: (baseUrl) => ({ baseUrl }),
  ways: [
    { title: 'pages of 100', pageSize: 100 },
    { title: 'pages of 300, the largest', pageSize: 300 },
  ],
  async open(orders) {
    const shop = createShopwareShop({ seed: SEED, orders, credentials, now: () => new Date() });
    return (await startShopwareServer({ shop })).baseUrl;
  },
};
