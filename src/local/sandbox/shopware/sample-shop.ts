import type { ChannelHttp } from '../../../ports/channel.js';
import { createApplication } from './http/application.js';
import { createShopwareFaults } from './http/faults.js';
import { CURRENCIES } from './settings/currencies.js';
import { createShopwareShop } from './shop.js';

const NOW = new Date('2026-11-20T10:00:00Z');
const ORDERS = 120;
const BASE_URL = 'https://shop.example.com';

const credentials = { clientId: 'sample-client', clientSecret: 'sample-secret' };

/** A shop that is always the same and answers without a server, for whoever wants to know what its records look like. */
export function shopwareSampleShop() {
  const shop = createShopwareShop({ seed: 5, orders: ORDERS, credentials, now: () => NOW });
  for (const { id, guest } of shop.customers()) if (!guest) shop.changeCustomer(id);
  for (const { number } of shop.products()) shop.changeProduct(number);
  const application = createApplication(shop, createShopwareFaults().switches);
  const send: ChannelHttp['send'] = async ({ method, url, headers, body = '' }) => {
    const call = { method, path: new URL(url).pathname, headers: headers(), body, baseUrl: BASE_URL };
    const answer = application.answer(call);
    return { status: answer.status, headers: answer.headers, text: answer.body };
  };
  const currencies = Object.fromEntries(Object.values(CURRENCIES).map(({ id, code }) => [id, code]));
  return {
    channel: 'shopware6',
    settings: { baseUrl: BASE_URL, currencies },
    secrets: credentials,
    http: { send },
    now: NOW,
  };
}
