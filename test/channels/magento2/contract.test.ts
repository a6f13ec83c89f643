import { magento2 } from '../../../src/channels/magento2/index.js';
import { startMagentoServer } from '../../../src/local/sandbox/magento/server.js';
import { createMagentoShop, type MagentoShop } from '../../../src/local/sandbox/magento/shop.js';
import type { Remote, RemoteScript, ResourceFixture } from '../contract/channel-fixtures.js';
import { createFillingClock } from '../contract/filling-clock.js';
import { runChannelContract } from '../contract/run-channel-contract.js';

const credentials = {
  consumerKey: 'ck_sandbox',
  consumerSecret: 'cs&secret/1=',
  accessToken: 'at_sandbox',
  accessTokenSecret: "ts secret'2",
};

type Name = 'orders' | 'invoices' | 'shipments' | 'creditmemos' | 'customers' | 'products';

/** An order of one plain article, and what is done with it. */
const withOrder = (shop: MagentoShop, kinds: readonly ('invoice' | 'ship' | 'refund_all')[]) => {
  const { entity_id: entityId } = shop.place({ kind: 'simple', onlinePayment: true });
  for (const kind of kinds) shop.change({ entityId, kind });
};

const MAKE: Readonly<Record<Name, (shop: MagentoShop) => unknown>> = {
  orders: (shop) => shop.place(),
  invoices: (shop) => withOrder(shop, ['invoice']),
  shipments: (shop) => withOrder(shop, ['invoice', 'ship']),
  creditmemos: (shop) => withOrder(shop, ['invoice', 'refund_all']),
  customers: (shop) => shop.addCustomer(),
  products: (shop) => shop.addProduct(),
};

function start(name: Name) {
  return async (script: RemoteScript): Promise<Remote> => {
    const clock = createFillingClock(script);
    const shop = createMagentoShop({ seed: 7, orders: 0, credentials, now: clock.now });
    for (const { id } of shop.customers()) shop.deleteCustomer(id);
    for (const { sku } of shop.products()) shop.deleteProduct(sku);
    const ids = () => shop.tables[name].ids().map(String);
    clock.fill(() => MAKE[name](shop));
    const server = await startMagentoServer({ shop, faults: { repeatLastPage: script.repeatLastPage } });
    return {
      origin: server.baseUrl,
      ids,
      add: () => {
        MAKE[name](shop);
        return ids().at(-1) ?? '';
      },
      spoil: (id) => server.faults.badRecord(Number(id), name),
      stop: () => server.stop(),
    };
  };
}

const like = (name: Name, needs: readonly string[]): ResourceFixture => ({
  start: start(name),
  readLike: 'orders',
  needs: ['items', 'total_count', 'updated_at', ...needs],
});

runChannelContract(magento2, {
  settings: (baseUrl) => ({ baseUrl, auth: 'oauth1', currency: 'EUR' }),
  secrets: credentials,
  resources: {
    orders: {
      start: start('orders'),
      needs: [
        ...['items', 'total_count', 'entity_id', 'updated_at', 'status', 'state', 'order_currency_code', 'grand_total'],
        ...['item_id', 'qty_ordered'],
      ],
    },
    invoices: like('invoices', ['entity_id', 'order_id', 'order_currency_code', 'grand_total', 'qty']),
    shipments: like('shipments', ['entity_id', 'order_id', 'qty']),
    creditmemos: like('creditmemos', ['entity_id', 'order_id', 'order_currency_code', 'grand_total', 'qty']),
    customers: like('customers', ['id', 'email']),
    products: like('products', ['id', 'sku', 'name']),
  },
});
