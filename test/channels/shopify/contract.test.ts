import { createShopifyChannel } from '../../../src/channels/shopify/index.js';
import { startShopifyServer } from '../../../src/local/sandbox/shopify/server.js';
import { createShopifyShop } from '../../../src/local/sandbox/shopify/shop.js';
import type { Remote, RemoteScript } from '../contract/channel-fixtures.js';
import { runChannelContract } from '../contract/run-channel-contract.js';
import { credentials } from './shop-context.js';

async function startOrders({ records, sameInstant, now }: RemoteScript): Promise<Remote> {
  let at: Date | null = null;
  const shop = createShopifyShop({ seed: 7, orders: 0, credentials, now: () => at ?? now() });
  // Orders of the last days, each placed at an instant of its own.
  for (let count = records; count > 0; count -= 1) {
    at = sameInstant ? now() : new Date(now().getTime() - count * 600_000);
    shop.place({ test: false });
  }
  at = null;
  // The bucket is as large as that of the largest shops: its clock stands still while the client waits.
  const server = await startShopifyServer({ shop, faults: { bucketSize: 1_000_000 } });
  return {
    origin: server.baseUrl,
    ids: () => shop.orders().map(({ id }) => id),
    add: () => shop.place({ test: false }).id,
    spoil: (id) => {
      server.faults.switches.badOrders = [...server.faults.switches.badOrders, id];
    },
    stop: () => server.stop(),
  };
}

runChannelContract(createShopifyChannel(), {
  settings: (baseUrl) => ({ baseUrl, bulk: 'never' }),
  secrets: { accessToken: credentials.accessToken },
  resources: {
    orders: {
      start: startOrders,
      isListing: ({ path }) => path.endsWith('/graphql.json'),
      needs: [
        ...['data', 'orders', 'nodes', 'pageInfo', 'hasNextPage', 'endCursor', 'id', 'updatedAt'],
        ...['lineItems', 'quantity', 'totalPriceSet', 'shopMoney', 'amount', 'currencyCode'],
      ],
    },
  },
});
