import type { Json } from '../../diff/json.js';
import type { RecordType } from '../../model/record-type.js';
import type { ChannelResource, Mapped } from '../../ports/channel.js';
import { defineChannel } from '../kit/define-channel.js';
import { acceptsOrder, acceptsStore } from './accept.js';
import { testConnection } from './connection/test-connection.js';
import { readEmbedded } from './embedded.js';
import { endpoints, type ResourceName } from './endpoints.js';
import { findRecord, getRecord } from './find.js';
import { identifyCustomer } from './guest.js';
import { identify } from './identify.js';
import { listPage } from './list.js';
import { mapCustomer } from './map-customer.js';
import { mapInvoice } from './map-invoice.js';
import { mapOrder } from './map-order.js';
import { mapProduct } from './map-product.js';
import { mapRefund } from './map-refund.js';
import { mapShipment } from './map-shipment.js';
import { type MagentoSettings, magentoSecretNames, magentoSettings } from './schema.js';
import { magentoWebhooks } from './webhooks/read-webhook.js';
import { orderCommentWriter } from './write/order-comment.js';
import { shipmentWriter } from './write/shipment-writer.js';

type Resource = ChannelResource<MagentoSettings>;

/** A resource: how it is read is the same for all, what it means is not. */
function resource(
  name: ResourceName,
  type: RecordType,
  map: (raw: Json, settings: MagentoSettings) => Mapped,
  own: Partial<Resource> = {},
): Resource {
  const endpoint = endpoints[name];
  const accept = own.accept ?? acceptsStore;
  return {
    type,
    list: (context, request) => listPage(context, endpoint, request),
    get: (context, recordId) => getRecord(context, endpoint, recordId),
    find: (context, number) => findRecord(context, endpoint, number, accept),
    identify: (raw) => identify(raw, endpoint.idField),
    accept,
    map,
    ...own,
  };
}

/** Magento 2 and Adobe Commerce over their REST API. */
export const magento2 = defineChannel<MagentoSettings>({
  key: 'magento2',
  title: 'Magento 2',
  settings: magentoSettings,
  secrets: magentoSecretNames,
  mappingVersion: '2',
  rateLimit: { perSecond: 10, burst: 20 },
  pullDefaults: { interval: 'PT30M', backfillInterval: 'P1D' },
  resources: {
    orders: resource('orders', 'order', mapOrder, {
      accept: acceptsOrder,
      embedded: readEmbedded,
      write: orderCommentWriter,
    }),
    invoices: resource('invoices', 'invoice', mapInvoice),
    shipments: resource('shipments', 'shipment', mapShipment, { write: shipmentWriter }),
    creditmemos: resource('creditmemos', 'refund', mapRefund),
    customers: resource('customers', 'customer', mapCustomer, { identify: identifyCustomer }),
    products: resource('products', 'product', mapProduct),
  },
  webhooks: magentoWebhooks,
  testConnection,
});
