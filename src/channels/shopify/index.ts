import type { Json } from '../../diff/json.js';
import type { RecordType } from '../../model/record-type.js';
import type { Channel, ChannelResource, Mapped } from '../../ports/channel.js';
import { defineChannel } from '../kit/define-channel.js';
import { acceptsOrder } from './accept.js';
import { testConnection } from './connection/test-connection.js';
import { mapInvoice } from './documents/map-invoice.js';
import { mapRefund } from './documents/map-refund.js';
import { mapShipment } from './documents/map-shipment.js';
import { readEmbedded } from './embedded.js';
import { identifyCustomer } from './guest.js';
import { identify } from './identify.js';
import { listPage } from './listing/list-page.js';
import { findRecord, getRecord } from './listing/read-one.js';
import { mapCustomer } from './map-customer.js';
import { mapProduct } from './map-product.js';
import { mapOrder } from './orders/map-order.js';
import { type ShopifySettings, shopifySecretNames, shopifySettings } from './schema.js';
import { CUSTOMERS, ORDERS, PRODUCTS, type ResourceSelection } from './selection/resource-selection.js';
import { createShopContexts } from './shop-context.js';
import { shopifyWebhooks } from './webhooks/read-webhook.js';

type Resource = ChannelResource<ShopifySettings>;
type Map = (raw: Json, settings: ShopifySettings) => Mapped;

/** Shopify over its GraphQL Admin API, with a memory of its own of the shops that it is asked for. */
export function createShopifyChannel(): Channel<ShopifySettings> {
  const open = createShopContexts();
  const listed = (type: RecordType, selection: ResourceSelection, map: Map, own: Partial<Resource> = {}): Resource => ({
    type,
    list: (context, request) => listPage(open(context), selection, request),
    get: (context, recordId) => getRecord(open(context), selection, recordId),
    find: (context, number) => findRecord(open(context), selection, number),
    identify,
    map,
    ...own,
  });
  /** These come inside orders, and have no list of their own. */
  const inside = (type: RecordType, map: Map): Resource => ({ type, identify, map });
  return defineChannel<ShopifySettings>({
    key: 'shopify',
    title: 'Shopify',
    settings: shopifySettings,
    secrets: shopifySecretNames,
    mappingVersion: '1',
    rateLimit: { perSecond: 10, burst: 20 },
    // The files of bulk operations.
    otherOrigins: ['https://storage.googleapis.com'],
    pullDefaults: { interval: 'PT15M', backfillInterval: 'P1D' },
    resources: {
      orders: listed('order', ORDERS, mapOrder, { accept: acceptsOrder, embedded: readEmbedded }),
      refunds: inside('refund', mapRefund),
      fulfillments: inside('shipment', mapShipment),
      invoices: inside('invoice', mapInvoice),
      customers: listed('customer', CUSTOMERS, mapCustomer, { identify: identifyCustomer }),
      products: listed('product', PRODUCTS, mapProduct),
    },
    webhooks: shopifyWebhooks,
    testConnection: (context) => testConnection(open(context)),
  });
}

/** Shopify, as every profile of this process uses it. */
export const shopify = createShopifyChannel();
