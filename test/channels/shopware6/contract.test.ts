import { shopware6 } from '../../../src/channels/shopware6/index.js';
import { startShopwareServer } from '../../../src/local/sandbox/shopware/server.js';
import { createShopwareShop } from '../../../src/local/sandbox/shopware/shop.js';
import type { Remote, RemoteScript } from '../contract/channel-fixtures.js';
import { runChannelContract } from '../contract/run-channel-contract.js';
import { credentials } from './shop-context.js';

async function startOrders({ records, sameInstant, now }: RemoteScript): Promise<Remote> {
  const shop = createShopwareShop({ seed: 7, orders: sameInstant ? 0 : records, credentials, now });
  if (sameInstant) for (let count = 0; count < records; count += 1) shop.place();
  const server = await startShopwareServer({ shop });
  return {
    origin: server.baseUrl,
    ids: () => shop.orders().map(({ id }) => id),
    add: () => shop.place().id,
    spoil: (id) => server.faults.badRecord(id),
    stop: () => server.stop(),
  };
}

runChannelContract(shopware6, {
  settings: (baseUrl) => ({ baseUrl }),
  secrets: credentials,
  resources: {
    orders: {
      start: startOrders,
      isListing: ({ method, path }) => method === 'POST' && path.startsWith('/api/search/'),
      needs: ['data', 'total', 'id', 'autoIncrement', 'lineItems', 'currency', 'isoCode', 'amountTotal', 'createdAt'],
    },
  },
});
