import type { ChannelHttp } from '../../../ports/channel.js';
import { createApplication } from './application.js';
import { createShopifyFaults } from './faults.js';
import { createShopifyShop } from './shop.js';

const NOW = new Date('2026-11-20T10:00:00Z');
const ORDERS = 120;
const BASE_URL = 'https://sample.myshopify.com';

const credentials = { accessToken: 'sample-token', clientId: 'sample-client', clientSecret: 'sample-secret' };

/** A shop that is always the same and answers without a server, for whoever wants to know what its records look like. */
export function shopifySampleShop() {
  const shop = createShopifyShop({ seed: 5, orders: ORDERS, credentials, now: () => NOW });
  for (const { id } of shop.customers()) shop.changeCustomer(id);
  // Its clock stands still, so that an empty bucket would stay empty.
  const { switches } = createShopifyFaults({ bucketSize: 1_000_000 });
  const application = createApplication(shop, switches, () => BASE_URL);
  const send: ChannelHttp['send'] = async ({ method, url, headers, body = '' }) => {
    const { 'x-shopify-access-token': token, 'content-type': contentType } = headers();
    const { answer } = application.answer({ method, path: new URL(url).pathname, token, contentType, body });
    return { status: answer.status, headers: answer.headers, text: answer.body };
  };
  const metafields = {
    orders: ['custom.delivery_window'],
    customers: ['loyalty.points'],
    products: ['custom.care'],
    variants: ['custom.dye'],
  };
  return {
    channel: 'shopify',
    settings: { baseUrl: BASE_URL, metafields, bulk: 'never', testOrders: 'keep' },
    secrets: { accessToken: credentials.accessToken },
    http: { send },
    now: NOW,
  };
}
