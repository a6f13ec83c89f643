import type { ChannelResource } from '../../ports/channel.js';
import { defineChannel } from '../kit/define-channel.js';
import type { Identify } from '../kit/read-page.js';
import { acceptsCustomer, acceptsOrder, acceptsProduct } from './accept.js';
import { testConnection } from './connection/test-connection.js';
import { identifyCustomer, mapCustomer } from './customers/map-customer.js';
import { readEmbedded } from './documents/embedded.js';
import { identifyInvoice, identifyRefund, identifyShipment } from './documents/identify-document.js';
import { mapInvoice } from './documents/map-invoice.js';
import { mapRefund } from './documents/map-refund.js';
import { mapShipment } from './documents/map-shipment.js';
import { withdrawnRefunds } from './documents/withdrawn-refunds.js';
import { entities, type ResourceName } from './entities.js';
import { findRecord, getRecord } from './find.js';
import { listPage } from './list.js';
import { identifyOrder, mapOrder } from './orders/map-order.js';
import { identifyProduct, mapProduct } from './products/map-product.js';
import { type ShopwareSettings, shopwareSettings } from './schema.js';
import { shopwareWebhooks } from './webhooks/read-webhook.js';
import { shopwareRegistration } from './webhooks/registration.js';

type Resource = ChannelResource<ShopwareSettings>;
type Own = Required<Pick<Resource, 'type' | 'accept' | 'map'>> &
  Pick<Resource, 'embedded' | 'withdrawn'> & { identify: Identify };

/** A resource that is searched: how it is read is the same for all, what it means is not. */
function searched(name: ResourceName, own: Own): Resource {
  const entity = entities[name];
  return {
    list: (context, request) => listPage(context, entity, own.identify, request),
    get: (context, recordId) => getRecord(context, entity, own, recordId),
    find: (context, number) => findRecord(context, entity, own, number),
    ...own,
  };
}

/** Shopware 6 over its Admin API. Shipments, invoices and refunds come with their orders. */
export const shopware6 = defineChannel<ShopwareSettings>({
  key: 'shopware6',
  title: 'Shopware 6',
  settings: shopwareSettings,
  secrets: ['clientId', 'clientSecret'],
  mappingVersion: '1',
  rateLimit: { perSecond: 10, burst: 20 },
  pullDefaults: { interval: 'PT15M', backfillInterval: 'P1D' },
  resources: {
    orders: searched('orders', {
      type: 'order',
      identify: identifyOrder,
      accept: acceptsOrder,
      map: mapOrder,
      embedded: readEmbedded,
      withdrawn: withdrawnRefunds,
    }),
    shipments: { type: 'shipment', identify: identifyShipment, map: mapShipment },
    invoices: { type: 'invoice', identify: identifyInvoice, map: mapInvoice },
    refunds: { type: 'refund', identify: identifyRefund, map: mapRefund },
    customers: searched('customers', {
      type: 'customer',
      identify: identifyCustomer,
      accept: acceptsCustomer,
      map: mapCustomer,
    }),
    products: searched('products', {
      type: 'product',
      identify: identifyProduct,
      accept: acceptsProduct,
      map: mapProduct,
    }),
  },
  webhooks: shopwareWebhooks,
  registration: shopwareRegistration,
  testConnection,
});
