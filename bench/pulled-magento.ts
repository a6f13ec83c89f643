import { startMagentoServer } from '../src/local/sandbox/magento/server.js';
import { createMagentoShop } from '../src/local/sandbox/magento/shop.js';
import type { PulledShop } from './pulled-shop.js';

const SEED = 20_261_121;

const credentials = {
  consumerKey: 'bench-consumer-key',
  consumerSecret: 'bench-consumer-secret',
  accessToken: 'bench-access-token',
  accessTokenSecret: 'bench-access-token-secret',
};

/** Magento 2 over its REST API, each request signed. */
export const pulledMagento: PulledShop = {
  channel: 'magento2',
  secrets: credentials,
  settings: (baseUrl) => ({ baseUrl, auth: 'oauth1' }),
  ways: [
    { title: 'pages of 100', pageSize: 100 },
    { title: 'pages of 300, the largest', pageSize: 300 },
  ],
  async open(orders) {
    const shop = createMagentoShop({ seed: SEED, orders, credentials, now: () => new Date() });
    // A row is rendered when it is first shown; the first pull would pay for that alone.
    shop.orders();
    return (await startMagentoServer({ shop })).baseUrl;
  },
};
