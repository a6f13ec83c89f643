import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isLosslessNumber, parse } from 'lossless-json';
import type { ShopifyShop } from '../../../../src/local/sandbox/shopify/shop.js';
import { createWebhooks } from '../../../../src/local/sandbox/shopify/webhooks/webhook-delivery.js';
import { startWebhookSender, subjectsOf } from '../../../../src/local/sandbox/shopify/webhooks/webhook-sender.js';
import { CREDENTIALS, createHandClock, createTestShop } from './sandbox-shop.js';

let shop: ShopifyShop;

beforeEach(() => {
  shop = createTestShop(createHandClock(), 90);
});

// biome-ignore lint/suspicious/noExplicitAny: bodies are looked into by path
const read = (body: Buffer): any => JSON.parse(body.toString());

test('a delivery is signed over its bytes and tells what it is', () => {
  const order = shop.place();
  const { headers, body } = createWebhooks(shop)({ topic: 'orders/create', order }, { eventId: 'event-9' });
  expect(headers).toMatchObject({
    'X-Shopify-Topic': 'orders/create',
    'X-Shopify-Shop-Domain': 'sandbox.myshopify.com',
    'X-Shopify-API-Version': '2026-10',
    'X-Shopify-Event-Id': 'event-9',
    'X-Shopify-Hmac-Sha256': createHmac('sha256', CREDENTIALS.clientSecret).update(body).digest('base64'),
    'X-Shopify-Webhook-Id': expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/),
    'X-Shopify-Triggered-At': expect.stringMatching(/^2026-11-20T10:00:00\.\d{9}Z$/),
  });
});

test('a printed copy of the body has other bytes', () => {
  const order = shop.orders().find(({ billing }) => billing?.company?.includes('&'));
  const { body } = createWebhooks(shop)({ topic: 'orders/updated', order: order as never });
  expect(JSON.stringify(read(body))).not.toBe(body.toString());
});

test('ids are numbers with all their digits, also those that are no exact number in JavaScript', () => {
  const order = shop.orders().find(({ id }) => id.length === 19);
  const { body } = createWebhooks(shop)({ topic: 'orders/updated', order: order as never });
  const { id, line_items } = parse(body.toString()) as { id: unknown; line_items: { id: unknown }[] };
  expect(isLosslessNumber(id) && id.value).toBe(order?.id);
  expect(line_items.map((line) => String(line.id))).toEqual(order?.lines.map((line) => line.id));
  expect(String(read(body).id)).not.toBe(order?.id);
});

test('an order has REST’s names, amounts with the currency’s decimals, and both currencies in sets', () => {
  const order = shop.orders().find(({ currencies, refunds }) => currencies.presentment === 'JPY' && refunds.length > 0);
  const { total } = shop.figures(order as never);
  const body = read(createWebhooks(shop)({ topic: 'orders/updated', order: order as never }).body);
  expect(body).toMatchObject({
    admin_graphql_api_id: `gid://shopify/Order/${order?.id}`,
    name: order?.name,
    order_number: order?.number,
    currency: 'EUR',
    presentment_currency: 'JPY',
    total_price: (total.shop / 100).toFixed(2),
    total_price_set: { presentment_money: { amount: String(total.presentment), currency_code: 'JPY' } },
    tags: order?.tags.join(', '),
  });
  expect(Date.parse(body.updated_at)).toBe(order?.updatedAtMs);
  expect(body.refunds).toHaveLength(order?.refunds.length ?? 0);
  expect(body.line_items[0]).toMatchObject({
    quantity: order?.lines[0]?.quantity,
    price_set: { shop_money: { currency_code: 'EUR' } },
  });
  expect('transactions' in body).toBe(false);
});

test('a transaction is in the currency that the customer paid in', () => {
  const order = shop.place({ currency: 'JPY', payment: 'sale' });
  shop.change({ orderId: order.id, kind: 'refund_all' });
  const refund = order.refunds[0];
  if (refund === undefined) throw new TypeError('no refund');
  const { refunded } = shop.figures(order);
  const [transaction] = read(createWebhooks(shop)({ topic: 'refunds/create', order, refund }).body).transactions;
  expect(transaction).toMatchObject({ kind: 'refund', amount: String(refunded.presentment), currency: 'JPY' });
  expect(transaction.amount_set.shop_money.amount).toBe((refunded.shop / 100).toFixed(2));
});

test('each topic has a body of its own', () => {
  const full = shop.orders().find(({ refunds, fulfillments }) => refunds.length > 0 && fulfillments.length > 0);
  if (full === undefined) throw new TypeError('no order');
  const [refund] = full.refunds;
  const [fulfillment] = full.fulfillments;
  const [customer] = shop.customers();
  const [product] = shop.products();
  if (refund === undefined || fulfillment === undefined || customer === undefined || product === undefined)
    throw new TypeError('no data');
  const make = createWebhooks(shop);
  const id = (digits: string): number => Number(digits);
  expect(read(make({ topic: 'refunds/create', order: full, refund }).body)).toMatchObject({
    id: id(refund.id),
    order_id: id(full.id),
  });
  expect(read(make({ topic: 'fulfillments/create', order: full, fulfillment }).body)).toMatchObject({
    id: id(fulfillment.id),
    order_id: id(full.id),
    status: 'success',
  });
  expect(read(make({ topic: 'customers/update', customer }).body)).toMatchObject({
    id: id(customer.id),
    first_name: customer.firstName,
  });
  expect(read(make({ topic: 'products/update', product }).body)).toMatchObject({
    id: id(product.id),
    variants: [{ sku: product.variants[0]?.sku }, {}, {}],
  });
  expect(read(make({ topic: 'orders/delete', orderId: full.id }).body)).toEqual({ id: id(full.id) });
  expect(read(make({ topic: 'shop/redact' }).body)).toEqual({
    shop_id: 63755419,
    shop_domain: 'sandbox.myshopify.com',
  });
  expect(read(make({ topic: 'app/uninstalled' }).body)).toMatchObject({ myshopify_domain: 'sandbox.myshopify.com' });
});

test.each([
  ['customers/redact', 'orders_to_redact'],
  ['customers/data_request', 'orders_requested'],
] as const)('%s names the person and the orders', (topic, name) => {
  const customer = shop.customers().find(({ id }) => shop.orders().some(({ customerId }) => customerId === id));
  const body = read(createWebhooks(shop)({ topic, customer: customer as never }).body);
  const own = shop.orders().filter(({ customerId, id }) => customerId === customer?.id && id.length < 16);
  expect(body.customer).toEqual({ id: Number(customer?.id), email: customer?.email, phone: customer?.phone });
  expect(body[name]).toEqual(expect.arrayContaining(own.map(({ id }) => Number(id))));
});

test('what happens in the shop is told by these topics', () => {
  const order = shop.place({ lines: 2, payment: 'authorization' });
  const told = (kind: 'pay' | 'fulfil' | 'deliver' | 'refund_lines' | 'tag') => {
    shop.change({ orderId: order.id, kind });
    return subjectsOf({ what: 'changed', kind, order }).map(({ topic }) => topic);
  };
  expect(subjectsOf({ what: 'placed', order }).map(({ topic }) => topic)).toEqual(['orders/create', 'orders/updated']);
  expect(told('pay')).toEqual(['orders/updated', 'orders/paid']);
  expect(told('fulfil')).toEqual(['orders/updated', 'fulfillments/create']);
  expect(told('deliver')).toEqual(['orders/updated', 'fulfillments/update']);
  expect(told('refund_lines')).toEqual(['orders/updated', 'refunds/create']);
  expect(told('tag')).toEqual(['orders/updated']);
});

describe('a sender', () => {
  let statuses: number[];
  let received: { headers: IncomingMessage['headers']; body: Buffer }[];
  const listener = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    received.push({ headers: request.headers, body: Buffer.concat(parts) });
    response.writeHead(statuses.shift() ?? 202).end();
  });
  let url: string;

  beforeAll(async () => {
    await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(listener.address() as AddressInfo).port}/hook`;
  });
  beforeEach(() => {
    statuses = [];
    received = [];
  });
  afterAll(() => {
    listener.closeAllConnections();
    listener.close();
  });

  test('tells of everything that happens, each with the id of the deed', async () => {
    const sender = startWebhookSender({ shop, url });
    shop.place({ payment: 'sale' });
    await sender.settled();
    sender.stop();
    shop.place();
    expect(received.map(({ headers }) => headers['x-shopify-topic']).toSorted()).toEqual([
      'orders/create',
      'orders/paid',
      'orders/updated',
    ]);
    expect(new Set(received.map(({ headers }) => headers['x-shopify-event-id'])).size).toBe(1);
    expect(new Set(received.map(({ headers }) => headers['x-shopify-webhook-id'])).size).toBe(3);
  });

  test('tries again what was not taken, the very same bytes with the same id', async () => {
    statuses = [503, 500];
    const sender = startWebhookSender({ shop, url, follow: false, retryAfterMs: 1 });
    const { status } = await sender.send({ topic: 'app/uninstalled' });
    expect([status, sender.tries().map((one) => one.status)]).toEqual([202, [503, 500, 202]]);
    expect(new Set(received.map(({ headers }) => headers['x-shopify-webhook-id'])).size).toBe(1);
    expect(new Set(received.map(({ body }) => body.toString())).size).toBe(1);
    sender.stop();
  });

  test('sends duplicates on demand, and one delivery once more', async () => {
    const sender = startWebhookSender({ shop, url, follow: false, duplicates: 2 });
    const { delivery } = await sender.send({ topic: 'shop/redact' });
    await sender.repeat(delivery);
    expect(received).toHaveLength(4);
    expect(new Set(received.map(({ headers }) => headers['x-shopify-webhook-id']))).toEqual(
      new Set([delivery.headers['X-Shopify-Webhook-Id']]),
    );
    sender.stop();
  });

  test('gives up after its tries, and says that nobody answered', async () => {
    const sender = startWebhookSender({ shop, url: 'http://127.0.0.1:1/', follow: false, retries: 2, retryAfterMs: 1 });
    expect((await sender.send({ topic: 'app/uninstalled' })).status).toBeNull();
    expect(sender.tries()).toHaveLength(3);
    sender.stop();
  });
});
