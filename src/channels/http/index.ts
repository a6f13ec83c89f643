import { defineChannel } from '../kit/define-channel.js';
import { testConnection } from './connection/test-connection.js';
import { getOrder } from './listing/get-order.js';
import { listOrders } from './listing/list-orders.js';
import { identifyOrder } from './orders/identify.js';
import { mapOrder } from './orders/map-order.js';
import { type HttpSettings, httpSecretNames, httpSettings } from './schema.js';
import { httpWebhooks } from './webhooks.js';

/** Any system that lists orders at an address, such as the server of a point of sale: what it is like is in the profile. */
export const http = defineChannel<HttpSettings>({
  key: 'http',
  title: 'POS and other HTTP systems',
  settings: httpSettings,
  secrets: httpSecretNames,
  mappingVersion: '1',
  rateLimit: { perSecond: 5, burst: 10 },
  pullDefaults: { interval: 'PT15M' },
  resources: {
    orders: { type: 'order', list: listOrders, get: getOrder, identify: identifyOrder, map: mapOrder },
  },
  webhooks: httpWebhooks,
  testConnection,
});
