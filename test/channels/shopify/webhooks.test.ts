import { createHmac } from 'node:crypto';
import { readShopWebhook, shopifyWebhooks } from '../../../src/channels/shopify/webhooks/read-webhook.js';
import type { JsonObject } from '../../../src/diff/json.js';
import { createShopifyShop } from '../../../src/local/sandbox/shopify/shop.js';
import {
  createWebhooks,
  type WebhookDelivery as Sent,
} from '../../../src/local/sandbox/shopify/webhooks/webhook-delivery.js';
import { parseJson } from '../../../src/model/json-text.js';
import type { WebhookDelivery, WebhookReading } from '../../../src/ports/channel.js';
import {
  credentials,
  mapComplete,
  mapOrder,
  openShop,
  pull,
  resourceOf,
  settingsOf,
  thrownBy,
} from './shop-context.js';

const NOW = new Date('2026-11-20T10:00:00Z');
const SECRET = credentials.clientSecret;
const DOMAIN = 'sandbox.myshopify.com';

const shop = createShopifyShop({ seed: 7, orders: 60, credentials, now: () => NOW });
const webhook = createWebhooks(shop);

function received({ headers, body }: Sent): WebhookDelivery {
  const lower = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value] as const);
  return { method: 'POST', headers: Object.fromEntries(lower), query: {}, body };
}

function read(
  delivery: WebhookDelivery,
  changes: { secrets?: Record<string, string>; settings?: JsonObject; now?: Date } = {},
): WebhookReading {
  return readShopWebhook(delivery, {
    settings: settingsOf('http://127.0.0.1:1', { shopDomain: DOMAIN, webhooks: true, ...changes.settings }),
    secrets: changes.secrets ?? { webhookSecret: SECRET },
    now: () => changes.now ?? NOW,
  });
}

/** A delivery of our own making, signed. */
function signed(topic: string, body: string, headers: Record<string, string> = {}): WebhookDelivery {
  const bytes = Buffer.from(body);
  return {
    method: 'POST',
    query: {},
    body: bytes,
    headers: {
      'x-shopify-topic': topic,
      'x-shopify-shop-domain': DOMAIN,
      'x-shopify-webhook-id': 'w-1',
      'x-shopify-triggered-at': '2026-11-20T09:59:59.123456789Z',
      'x-shopify-hmac-sha256': createHmac('sha256', SECRET).update(bytes).digest('base64'),
      ...headers,
    },
  };
}

const order = shop.orders()[3] as (typeof shop)['orders'] extends () => readonly (infer One)[] ? One : never;
const refunded = shop.refunds()[0];
const sent = shop.fulfillments()[0];
const customer = shop.customers()[0];
const product = shop.products()[0];

describe('a delivery of the shop', () => {
  test('of an order, a refund, a parcel, a customer or a product says which record to read again', () => {
    if (!refunded || !sent || !customer || !product) throw new Error('the shop lacks something');
    const hintOf = (delivery: Sent) => read(received(delivery)).hints;
    for (const topic of ['orders/create', 'orders/updated', 'orders/paid', 'orders/cancelled'] as const) {
      expect(hintOf(webhook({ topic, order }))).toEqual([{ resource: 'orders', recordId: order.id }]);
    }
    expect(hintOf(webhook({ topic: 'orders/delete', orderId: order.id }))).toEqual([
      { resource: 'orders', recordId: order.id },
    ]);
    expect(hintOf(webhook({ topic: 'refunds/create', ...refunded }))).toEqual([
      { resource: 'orders', recordId: refunded.order.id },
    ]);
    expect(hintOf(webhook({ topic: 'fulfillments/update', ...sent }))).toEqual([
      { resource: 'orders', recordId: sent.order.id },
    ]);
    expect(hintOf(webhook({ topic: 'customers/update', customer }))).toEqual([
      { resource: 'customers', recordId: customer.id },
    ]);
    expect(hintOf(webhook({ topic: 'products/update', product }))).toEqual([
      { resource: 'products', recordId: product.id },
    ]);
  });

  test('of an edit names its order, and an id beyond 2^53 keeps its digits', () => {
    expect(read(signed('orders/edited', '{"order_edit":{"id":1,"order_id":4611686018400000327}}')).hints).toEqual([
      { resource: 'orders', recordId: '4611686018400000327' },
    ]);
  });

  test('is told from others by its own id, which is that of its repeats', () => {
    const delivery = webhook({ topic: 'orders/updated', order });
    const again = webhook({ topic: 'orders/updated', order });
    expect(read(received(delivery)).deliveryId).toBe(delivery.headers['X-Shopify-Webhook-Id']);
    expect(read(received(delivery)).deliveryId).toBe(read(received(delivery)).deliveryId);
    expect(read(received(again)).deliveryId).not.toBe(read(received(delivery)).deliveryId);
  });

  test('of something that is not read here is taken and does nothing', () => {
    expect(read(signed('inventory_levels/update', '{"inventory_item_id":1}'))).toMatchObject({
      hints: [],
      commands: [],
    });
  });

  test('of the removal of the app, or about the data of a person, is a command', () => {
    const person = shop.customers().find(({ id }) => shop.orders().some(({ customerId }) => customerId === id));
    if (person === undefined) throw new Error('nobody ordered');
    const orderIds = shop
      .orders()
      .filter(({ customerId }) => customerId === person.id)
      .map(({ id }) => id);
    const commandsOf = (subject: Parameters<typeof webhook>[0]) => read(received(webhook(subject))).commands;
    expect(commandsOf({ topic: 'app/uninstalled' })).toEqual([
      { kind: 'disable-profile', at: expect.any(String), why: 'the app was removed from the shop' },
    ]);
    expect(commandsOf({ topic: 'shop/redact' })).toEqual([{ kind: 'erase-shop' }]);
    const whom = { customerId: person.id, email: person.email, orderIds };
    expect(commandsOf({ topic: 'customers/data_request', customer: person })).toEqual([
      { kind: 'export-person', ...whom },
    ]);
    expect(commandsOf({ topic: 'customers/redact', customer: person })).toEqual([{ kind: 'erase-person', ...whom }]);
  });
});

describe('a delivery is refused', () => {
  const good = received(webhook({ topic: 'orders/updated', order }));
  const without = (name: string) => ({
    ...good,
    headers: Object.fromEntries(Object.entries(good.headers).filter(([key]) => key !== name)),
  });

  test.each<[string, WebhookDelivery]>([
    ['without a signature', without('x-shopify-hmac-sha256')],
    ['with that of another secret', received(webhook({ topic: 'orders/updated', order }, { secret: 'another' }))],
    ['with one that is too short', { ...good, headers: { ...good.headers, 'x-shopify-hmac-sha256': 'AAAA' } }],
    [
      'whose body was spelled anew',
      { ...good, body: Buffer.from(JSON.stringify(JSON.parse(good.body.toString()), null, 1)) },
    ],
    ['of another shop', { ...good, headers: { ...good.headers, 'x-shopify-shop-domain': 'other.myshopify.com' } }],
    ['of no shop', without('x-shopify-shop-domain')],
    ['that is not posted', { ...good, method: 'GET' }],
  ])('%s', (_, delivery) => {
    expect(thrownBy(() => read(delivery))).toMatchObject({ code: 'webhook_unauthenticated' });
  });

  test('with the previous secret, unless the settings say that it is still good', () => {
    const old = received(webhook({ topic: 'orders/updated', order }, { secret: 'previous' }));
    const secrets = { webhookSecret: SECRET, webhookSecretPrevious: 'previous' };
    expect(thrownBy(() => read(old, { secrets }))).toMatchObject({ code: 'webhook_unauthenticated' });
    expect(read(old, { secrets, settings: { webhookSecretRotating: true } }).hints).toHaveLength(1);
    expect(read(good, { secrets, settings: { webhookSecretRotating: true } }).hints).toHaveLength(1);
  });

  test('by an empty secret, which signs nothing', () => {
    const empty = received(webhook({ topic: 'orders/updated', order }, { secret: '' }));
    expect(thrownBy(() => read(empty, { secrets: { webhookSecret: '' } }))).toMatchObject({
      code: 'webhook_unauthenticated',
    });
    expect(thrownBy(() => read(empty, { secrets: {} }))).toMatchObject({ code: 'webhook_unauthenticated' });
  });

  test.each<[string, WebhookDelivery]>([
    ['too old', signed('orders/updated', '{"id":1}', { 'x-shopify-triggered-at': '2026-11-13T09:59:00Z' })],
    ['from the future', signed('orders/updated', '{"id":1}', { 'x-shopify-triggered-at': '2026-11-20T10:06:00Z' })],
    ['from no time', signed('orders/updated', '{"id":1}', { 'x-shopify-triggered-at': 'soon' })],
    ['about nothing', signed('', '{"id":1}')],
    ['without an id', signed('orders/updated', '{"name":"#1001"}')],
    ['with a body that is a list', signed('orders/updated', '[1]')],
    ['with a body that is no JSON', signed('orders/updated', 'id=1')],
  ])('that is %s, as it cannot be used', (_, delivery) => {
    expect(thrownBy(() => read(delivery))).toMatchObject({ code: 'webhook_invalid' });
  });

  test('never for its age within the days of the settings', () => {
    const week = signed('orders/updated', '{"id":1}', { 'x-shopify-triggered-at': '2026-11-12T10:00:00Z' });
    expect(read(week, { settings: { webhookMaxAgeDays: 9 } }).hints).toHaveLength(1);
  });
});

test('the secrets of the webhooks are those of the settings', () => {
  const on = { webhooks: true };
  expect(shopifyWebhooks.secretNames(settingsOf('https://s.test'))).toEqual([]);
  expect(shopifyWebhooks.secretNames(settingsOf('https://s.test', on))).toEqual(['webhookSecret']);
  expect(shopifyWebhooks.secretNames(settingsOf('https://s.test', { ...on, webhookSecretRotating: true }))).toEqual([
    'webhookSecret',
    'webhookSecretPrevious',
  ]);
});

describe('the body of a delivery', () => {
  test('maps to the same money and lines as the interface gives', async () => {
    const open = await openShop(80);
    try {
      const make = createWebhooks(open.shop);
      const { records } = await pull(open, 'orders');
      for (const set of ['shop', 'presentment'] as const) {
        for (const { raw, recordId } of records) {
          const book = open.shop.order(recordId);
          if (book === undefined) throw new Error('an order is gone');
          const body = parseJson(make({ topic: 'orders/updated', order: book }).body.toString());
          expect(resourceOf('orders').identify(body, settingsOf('https://shop.test'))).toEqual(
            resourceOf('orders').identify(parseJson(raw), settingsOf('https://shop.test')),
          );
          expect(essence(body, set)).toEqual(essence(parseJson(raw), set));
        }
      }
    } finally {
      await open.stop();
    }
  });

  test('of refunds, parcels, customers and products maps, too', () => {
    for (const { order: owner, refund } of shop.refunds()) {
      const body = parseJson(webhook({ topic: 'refunds/create', order: owner, refund }).body.toString());
      const isMoney = refund.transactionIds.length > 0;
      const { record } = isMoney ? mapComplete('refunds', body) : { record: null };
      if (record !== null) expect(record).toMatchObject({ id: refund.id, orderId: owner.id, state: 'refunded' });
      else expect(thrownBy(() => mapComplete('refunds', body))).toMatchObject({ code: 'currency_unknown' });
    }
    for (const { order: owner, fulfillment } of shop.fulfillments()) {
      const body = parseJson(webhook({ topic: 'fulfillments/create', order: owner, fulfillment }).body.toString());
      const numbers = fulfillment.tracking.map(({ number }) => number);
      const { record } = mapComplete('fulfillments', body);
      expect(record).toMatchObject({ id: fulfillment.id, orderId: owner.id });
      expect((record.tracks as JsonObject[]).map(({ number }) => number)).toEqual(numbers);
    }
    for (const one of shop.customers()) {
      const body = parseJson(webhook({ topic: 'customers/update', customer: one }).body.toString());
      expect(mapComplete('customers', body).record).toMatchObject({ id: one.id, email: one.email, guest: false });
    }
    for (const one of shop.products()) {
      const body = parseJson(webhook({ topic: 'products/update', product: one }).body.toString());
      const { record } = mapComplete('products', body);
      expect((record.variants as JsonObject[]).map(({ id, sku }) => [id, sku])).toEqual(
        one.variants.map(({ id, sku }) => [id, sku]),
      );
    }
  });
});

/** What must be the same in both shapes. */
function essence(raw: Parameters<typeof mapOrder>[0], money: string) {
  const { order: mapped } = mapOrder(raw, { money });
  const { subtotal, discount, shipping, tax, grand, refunded: back } = mapped.totals;
  return {
    head: [mapped.id, mapped.number, mapped.currency, mapped.placedAt, mapped.status, mapped.fulfilmentStatus],
    totals: { subtotal, discount, shipping, tax, grand, ...(money === 'presentment' ? { back } : {}) },
    lines: mapped.lines.map(({ id, sku, name, quantity, unitPrice, total }) => ({
      id,
      sku,
      name,
      quantity,
      unitPrice,
      total,
    })),
    customer: mapped.customer?.id,
  };
}
