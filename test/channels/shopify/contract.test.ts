import { createShopifyChannel } from '../../../src/channels/shopify/index.js';
import { startShopifyServer } from '../../../src/local/sandbox/shopify/server.js';
import { createShopifyShop, type ShopifyShop } from '../../../src/local/sandbox/shopify/shop.js';
import type { Remote, RemoteScript } from '../contract/channel-fixtures.js';
import { createFillingClock } from '../contract/filling-clock.js';
import { runChannelContract } from '../contract/run-channel-contract.js';
import { credentials } from './shop-context.js';

type Name = 'orders' | 'customers' | 'products';

const MAKE: Readonly<Record<Name, (shop: ShopifyShop) => { id: string }>> = {
  orders: (shop) => shop.place({ test: false }),
  customers: (shop) => shop.addCustomer(),
  products: (shop) => shop.addProduct(),
};

/** Orders are of the shop's own customers and products; of the others only those of the script are to be there. */
function clear(name: Name, shop: ShopifyShop): void {
  if (name === 'customers') for (const { id } of shop.customers()) shop.deleteCustomer(id);
  if (name === 'products') for (const { id } of shop.products()) shop.deleteProduct(id);
}

const SPOILT = { orders: 'badOrders', products: 'badProducts' } as const;

function start(name: Name) {
  return async (script: RemoteScript): Promise<Remote> => {
    const clock = createFillingClock(script);
    const shop = createShopifyShop({ seed: 7, orders: 0, credentials, now: clock.now });
    clear(name, shop);
    clock.fill(() => MAKE[name](shop));
    // The bucket is as large as that of the largest shops: its clock stands still while the client waits.
    const server = await startShopifyServer({ shop, faults: { bucketSize: 1_000_000 } });
    const { switches } = server.faults;
    const spoil = (id: string) => {
      if (name === 'customers') return;
      switches[SPOILT[name]] = [...switches[SPOILT[name]], id];
    };
    return {
      origin: server.baseUrl,
      ids: () => shop[name]().map(({ id }) => id),
      add: () => MAKE[name](shop).id,
      // A customer holds nothing that must be a number or a code.
      ...(name === 'customers' ? {} : { spoil }),
      stop: () => server.stop(),
    };
  };
}

const isListing = ({ path }: { path: string }): boolean => path.endsWith('/graphql.json');
const PAGE = ['data', 'nodes', 'pageInfo', 'hasNextPage', 'endCursor', 'id', 'updatedAt'];

runChannelContract(createShopifyChannel(), {
  settings: (baseUrl) => ({ baseUrl, bulk: 'never' }),
  secrets: { accessToken: credentials.accessToken },
  resources: {
    orders: {
      start: start('orders'),
      isListing,
      needs: [...PAGE, 'orders', 'lineItems', 'quantity', 'totalPriceSet', 'shopMoney', 'amount', 'currencyCode'],
    },
    customers: {
      start: start('customers'),
      readLike: 'orders',
      isListing,
      needs: [...PAGE, 'customers'],
    },
    products: {
      start: start('products'),
      readLike: 'orders',
      isListing,
      needs: [...PAGE, 'products', 'shop', 'currencyCode', 'title'],
    },
  },
});
