import { createMagentoShop } from './shop.js';

const NOW = new Date('2026-11-20T10:00:00Z');
const ORDERS = 120;
const SAMPLES = 12;

const credentials = { consumerKey: 'ck', consumerSecret: 'cs', accessToken: 'at', accessTokenSecret: 'ats' };

/** Payloads of every listing of a shop that is always the same, for whoever wants to know what they look like. */
export function magentoSamples() {
  const shop = createMagentoShop({ seed: 5, orders: ORDERS, credentials, now: () => NOW });
  const orders = spread(shop.orders());
  const payloads = {
    orders,
    invoices: spread(shop.invoices()),
    shipments: spread(shop.shipments()),
    creditmemos: spread(shop.creditmemos()),
    customers: spread(shop.customers()),
    products: spread(shop.products()),
  };
  const settings = { baseUrl: 'https://shop.example.com', auth: 'oauth1' as const, currency: 'EUR' };
  return { channel: 'magento2', settings, payloads };
}

/** Some of them, from all over the list. */
function spread<T>(all: readonly T[]): T[] {
  const step = Math.max(1, Math.floor(all.length / SAMPLES));
  return all.filter((_, index) => index % step === 0).slice(0, SAMPLES);
}
