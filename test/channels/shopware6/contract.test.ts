import { shopware6 } from '../../../src/channels/shopware6/index.js';
import { startShopwareServer } from '../../../src/local/sandbox/shopware/server.js';
import { createShopwareShop, type ShopwareShop } from '../../../src/local/sandbox/shopware/shop.js';
import type { Remote, RemoteScript } from '../contract/channel-fixtures.js';
import { createFillingClock } from '../contract/filling-clock.js';
import { runChannelContract } from '../contract/run-channel-contract.js';
import { credentials } from './shop-context.js';

type Name = 'orders' | 'customers' | 'products';

const MAKE: Readonly<Record<Name, (shop: ShopwareShop) => { id: string }>> = {
  orders: (shop) => shop.place(),
  customers: (shop) => shop.addCustomer(),
  products: (shop) => shop.addProduct(),
};

/** Orders are of the shop's own customers and products; of the others only those of the script are to be there. */
function clear(name: Name, shop: ShopwareShop): void {
  if (name === 'customers') for (const { id } of shop.customers()) shop.deleteCustomer(id);
  if (name === 'products') for (const { number } of shop.products()) shop.deleteProduct(number);
}

function start(name: Name) {
  return async (script: RemoteScript): Promise<Remote> => {
    const clock = createFillingClock(script);
    const shop = createShopwareShop({ seed: 7, orders: 0, credentials, now: clock.now });
    clear(name, shop);
    clock.fill(() => MAKE[name](shop));
    const server = await startShopwareServer({ shop });
    return {
      origin: server.baseUrl,
      ids: () => shop[name]().map(({ id }) => id),
      add: () => MAKE[name](shop).id,
      spoil: (id) => server.faults.badRecord(id),
      stop: () => server.stop(),
    };
  };
}

const isListing = ({ method, path }: { method: string; path: string }): boolean =>
  method === 'POST' && path.startsWith('/api/search/');
const PAGE = ['data', 'total', 'id', 'autoIncrement', 'createdAt'];

runChannelContract(shopware6, {
  settings: (baseUrl) => ({ baseUrl }),
  secrets: credentials,
  resources: {
    orders: {
      start: start('orders'),
      isListing,
      needs: [...PAGE, 'lineItems', 'currency', 'isoCode', 'amountTotal'],
    },
    customers: { start: start('customers'), readLike: 'orders', isListing, needs: [...PAGE, 'email'] },
    products: {
      start: start('products'),
      readLike: 'orders',
      isListing,
      needs: [...PAGE, 'productNumber', 'translated', 'name'],
    },
  },
});
