import { createHash, createHmac } from 'node:crypto';
import { stringify } from 'lossless-json';
import { apiVersions } from '../api-version.js';
import type { ShopProduct } from '../books/catalog.js';
import type { Fulfillment, Refund, ShopOrder } from '../books/order.js';
import type { ShopCustomer } from '../books/people.js';
import type { ShopifyShop } from '../shop.js';
import { restFulfillment, restRefund } from './rest-after-sale.js';
import { restOrder } from './rest-order.js';
import { restCustomer } from './rest-people.js';
import { restProduct } from './rest-product.js';
import { restId } from './rest-values.js';

/** What a delivery is about. */
export type WebhookSubject =
  | { topic: 'orders/create' | 'orders/updated' | 'orders/paid' | 'orders/cancelled'; order: ShopOrder }
  | { topic: 'orders/delete'; orderId: string }
  | { topic: 'refunds/create'; order: ShopOrder; refund: Refund }
  | { topic: 'fulfillments/create' | 'fulfillments/update'; order: ShopOrder; fulfillment: Fulfillment }
  | { topic: 'customers/update' | 'customers/data_request' | 'customers/redact'; customer: ShopCustomer }
  | { topic: 'products/update'; product: ShopProduct }
  | { topic: 'app/uninstalled' | 'shop/redact' };

/** A delivery as it goes over the wire; a repeat of it has the same headers and the same bytes. */
export interface WebhookDelivery {
  topic: string;
  headers: Record<string, string>;
  body: Buffer;
}

/** What a delivery may say otherwise than usual. */
export interface DeliveryOptions {
  /** The key that signs; the app's secret if not said, and the one before for some time after a change. */
  secret?: string;
  /** The same for all deliveries that one deed of the merchant causes. */
  eventId?: string;
  /** An instant of the shop's clock. */
  triggeredAt?: Date;
}

const SHOP_ID = '63755419';

/** Creates the maker of a shop's deliveries, each with an id of its own. */
export function createWebhooks(
  shop: ShopifyShop,
): (subject: WebhookSubject, options?: DeliveryOptions) => WebhookDelivery {
  let count = 0;
  const uuid = (what: string): string => {
    count += 1;
    const hex = createHash('sha256').update(`${shop.domain} ${what} ${count}`).digest('hex');
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
  };
  return (subject, { secret = shop.credentials.clientSecret, eventId, triggeredAt = shop.now() } = {}) => {
    const body = Buffer.from(escapeHtml(stringify(bodyOf(subject, shop)) ?? ''));
    const latest = apiVersions(shop.now()).findLast(({ supported }) => supported);
    return {
      topic: subject.topic,
      body,
      headers: {
        'Content-Type': 'application/json',
        'User-Agent': 'Shopify-Captain-Hook',
        'X-Shopify-API-Version': latest?.handle ?? '',
        'X-Shopify-Event-Id': eventId ?? uuid('event'),
        'X-Shopify-Hmac-Sha256': createHmac('sha256', secret).update(body).digest('base64'),
        'X-Shopify-Shop-Domain': shop.domain,
        'X-Shopify-Topic': subject.topic,
        // Nanoseconds, which a JavaScript date does not keep.
        'X-Shopify-Triggered-At': triggeredAt.toISOString().replace('Z', '418291Z'),
        'X-Shopify-Webhook-Id': uuid('delivery'),
      },
    };
  };
}

function bodyOf(subject: WebhookSubject, shop: ShopifyShop): unknown {
  if ('refund' in subject) return restRefund(subject.refund, subject.order);
  if ('fulfillment' in subject) return restFulfillment(subject.fulfillment, subject.order);
  if ('order' in subject) return restOrder(subject.order, buyerOf(subject.order, shop));
  if ('product' in subject) return restProduct(subject.product, shop.currency);
  if ('orderId' in subject) return { id: restId(subject.orderId) };
  if ('customer' in subject) {
    return subject.topic === 'customers/update'
      ? restCustomer(subject.customer)
      : complianceBody(subject.topic, subject.customer, shop);
  }
  const shopBody = { shop_id: restId(SHOP_ID), shop_domain: shop.domain };
  return subject.topic === 'shop/redact'
    ? shopBody
    : { id: restId(SHOP_ID), name: 'Feldküche & Co.', domain: shop.domain, myshopify_domain: shop.domain };
}

function complianceBody(
  topic: 'customers/data_request' | 'customers/redact',
  customer: ShopCustomer,
  shop: ShopifyShop,
) {
  const { id, email, phone } = customer;
  const orderIds = shop
    .orders()
    .filter(({ customerId }) => customerId === id)
    .map((order) => restId(order.id));
  return {
    shop_id: restId(SHOP_ID),
    shop_domain: shop.domain,
    customer: { id: restId(id), email, phone },
    ...(topic === 'customers/redact'
      ? { orders_to_redact: orderIds }
      : { orders_requested: orderIds, data_request: { id: 9999 } }),
  };
}

function buyerOf({ customerId }: ShopOrder, shop: ShopifyShop): ShopCustomer | null {
  return shop.customers().find(({ id }) => id === customerId) ?? null;
}

/** Signed bytes differ from what a parser and a printer make of them. */
function escapeHtml(json: string): string {
  return json.replace(/[&<>]/g, (sign) => `\\u00${sign.charCodeAt(0).toString(16)}`);
}
