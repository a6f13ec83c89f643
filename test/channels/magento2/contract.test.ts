import { magento2 } from '../../../src/channels/magento2/index.js';
import { startMagentoServer } from '../../../src/local/sandbox/magento/server.js';
import { createMagentoShop } from '../../../src/local/sandbox/magento/shop.js';
import type { Remote, RemoteScript } from '../contract/channel-fixtures.js';
import { runChannelContract } from '../contract/run-channel-contract.js';

const credentials = {
  consumerKey: 'ck_sandbox',
  consumerSecret: 'cs&secret/1=',
  accessToken: 'at_sandbox',
  accessTokenSecret: "ts secret'2",
};

async function startOrders({ records, sameInstant, repeatLastPage, now }: RemoteScript): Promise<Remote> {
  const shop = createMagentoShop({ seed: 7, orders: sameInstant ? 0 : records, credentials, now });
  if (sameInstant) for (let count = 0; count < records; count += 1) shop.place();
  const server = await startMagentoServer({ shop, faults: { repeatLastPage } });
  return {
    origin: server.baseUrl,
    ids: () => shop.orders().map(({ entity_id }) => String(entity_id)),
    add: () => String(shop.place().entity_id),
    spoil: (id) => server.faults.badRecord(Number(id)),
    stop: () => server.stop(),
  };
}

runChannelContract(magento2, {
  settings: (baseUrl) => ({ baseUrl, auth: 'oauth1' }),
  secrets: credentials,
  resources: {
    orders: {
      start: startOrders,
      needs: [
        ...['items', 'total_count', 'entity_id', 'updated_at', 'status', 'state', 'order_currency_code', 'grand_total'],
        ...['item_id', 'qty_ordered'],
      ],
    },
  },
});
