import type { JsonObject } from '../../../../../src/local/sandbox/kit/json-object.js';
import { type MagentoServer, startMagentoServer } from '../../../../../src/local/sandbox/magento/server.js';
import type { MagentoShop } from '../../../../../src/local/sandbox/magento/shop.js';
import { CREDENTIALS, createHandClock, createTestShop, type HandClock } from '../sandbox-shop.js';
import { signedGet, signedPost } from '../signed-get.js';

let clock: HandClock;
let shop: MagentoShop;
let server: MagentoServer;

beforeEach(async () => {
  clock = createHandClock(Date.now());
  shop = createTestShop(clock, 0);
  server = await startMagentoServer({ shop });
});
afterEach(() => server.stop());

async function post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<[number, unknown]> {
  const response = await signedPost(`${server.baseUrl}/rest/V1${path}`, CREDENTIALS, body, headers);
  return [response.status, await response.json()];
}

async function get(path: string): Promise<JsonObject> {
  return (await (await signedGet(`${server.baseUrl}/rest/V1${path}`, CREDENTIALS)).json()) as JsonObject;
}

/** A new order of one kind of product, with the id and quantity of its first item. */
function placeOrder(kind: 'simple' | 'configurable' | 'bundle-dynamic' | 'virtual') {
  for (let tries = 0; tries < 50; tries += 1) {
    const order = shop.place({ storeCode: 'default', kind, onlinePayment: false });
    const item = order.items[0] as JsonObject;
    if (kind === 'virtual' ? order.is_virtual === 1 : item.is_qty_decimal === 0) {
      return { id: order.entity_id, item: Number(item.item_id), quantity: Number(item.qty_ordered), order };
    }
  }
  throw new Error('no such order was placed');
}

const track = { track_number: '1Z 999', title: 'UPS', carrier_code: 'ups' };
const refusal = (...problems: string[]) => ({
  message: `Shipment Document Validation Error(s):\n${problems.join('\n')}`,
});

describe('shipping an order', () => {
  test('gives the id of a shipment with the items and tracks that were sent', async () => {
    const { id, item, quantity, order } = placeOrder('simple');
    const sent = {
      items: [{ order_item_id: item, qty: quantity }],
      tracks: [track, { ...track, track_number: 'second' }],
      comment: { comment: 'Fragile', is_visible_on_front: 1 },
      notify: true,
    };
    clock.advance(5_000);
    expect(await post(`/order/${id}/ship`, sent)).toEqual([200, 1]);
    const shipment = await get('/shipment/1');
    expect(shipment).toMatchObject({
      order_id: id,
      items: [{ order_item_id: item, qty: quantity }],
      tracks: [{ ...track, parent_id: 1, order_id: id }, { track_number: 'second' }],
      comments: [{ comment: 'Fragile', is_visible_on_front: 1 }],
    });
    const { updated_at: updatedAt } = await get(`/orders/${id}`);
    expect([updatedAt, String(updatedAt) > order.updated_at]).toEqual([shipment.updated_at, true]);
  });

  test('without items ships all that is left, and then there is nothing left', async () => {
    const { id, order } = placeOrder('bundle-dynamic');
    expect((await post(`/order/${id}/ship`, {}))[0]).toBe(200);
    const sold = order.items.filter((item) => item.is_virtual === 0 && item.sku !== 'BREW-KIT');
    const tops = sold.filter(
      (item) => item.parent_item_id === undefined || (item.parent_item as JsonObject).sku === 'BREW-KIT',
    );
    expect((shop.shipments()[0]?.items ?? []).map((item) => item.order_item_id)).toEqual(
      tops.map((item) => item.item_id),
    );
    expect(await post(`/order/${id}/ship`, '')).toEqual([
      400,
      refusal('The order does not allow a shipment to be created.', "You can't create a shipment without products."),
    ]);
  });

  test('does not end the wait for an online payment', async () => {
    const { entity_id: id } = shop.place({ storeCode: 'default', kind: 'simple', onlinePayment: true });
    expect((await post(`/order/${id}/ship`, {}))[0]).toBe(200);
    expect(shop.order(id)).toMatchObject({ state: 'pending_payment', status: 'pending_payment' });
  });

  test('takes parts, also of one part of a bundle', async () => {
    const { id, order } = placeOrder('bundle-dynamic');
    const part = order.items.find((item) => item.sku === 'BEANS-250') as JsonObject;
    expect((await post(`/order/${id}/ship`, { items: [{ order_item_id: part.item_id, qty: 1 }] }))[0]).toBe(200);
    expect(shop.order(id)?.items.find((item) => item.item_id === part.item_id)?.qty_shipped).toBe(1);
    expect(shop.order(id)?.state).toBe('processing');
  });

  test('refuses more than is left, with the message filled in', async () => {
    const { id, item, quantity, order } = placeOrder('simple');
    const body = { items: [{ order_item_id: item, qty: quantity + 1 }], tracks: [{ ...track, track_number: '' }] };
    expect(await post(`/order/${id}/ship`, body)).toEqual([
      400,
      refusal(
        `The quantity to ship must not be greater than the unshipped quantity for product SKU "${order.items[0]?.sku}".`,
        'Please enter a tracking number.',
      ),
    ]);
    expect(shop.shipments()).toEqual([]);
  });

  test.each(['virtual', 'canceled'])('refuses a %s order', async (what) => {
    const { id } = placeOrder(what === 'virtual' ? 'virtual' : 'simple');
    if (what === 'canceled') shop.change({ entityId: id, kind: 'cancel' });
    const [status, body] = await post(`/order/${id}/ship`, {});
    expect([status, (body as JsonObject).message]).toEqual([
      400,
      expect.stringContaining('A shipment cannot be created when an order has a status of'),
    ]);
  });

  test('passes over items that are no part of the order, and children that their parent ships', async () => {
    const { id, order } = placeOrder('configurable');
    const child = order.items.find((item) => item.parent_item_id !== undefined) as JsonObject;
    const items = [
      { order_item_id: child.item_id, qty: 1 },
      { order_item_id: 987, qty: 1 },
    ];
    expect(await post(`/order/${id}/ship`, { items })).toEqual([
      400,
      refusal("You can't create a shipment without products."),
    ]);
  });

  test('does the work even if the answer is cut off', async () => {
    const { id } = placeOrder('simple');
    server.faults.failNext(1, { kind: 'cut' });
    await expect(post(`/order/${id}/ship`, {})).rejects.toThrow();
    expect(shop.shipments()).toHaveLength(1);
    server.faults.failNext(1, { kind: 'reset' });
    await expect(post(`/order/${id}/ship`, {})).rejects.toThrow();
    expect(shop.shipments()).toHaveLength(1);
  });
});

describe('adding a track', () => {
  test('gives the stored track, and leaves the times of update of shipment and order alone', async () => {
    const { id } = placeOrder('simple');
    await post(`/order/${id}/ship`, { tracks: [track] });
    const before = await get('/shipment/1');
    clock.advance(5_000);
    const entity = { order_id: id, parent_id: 1, track_number: 'T2', title: 'DHL', carrier_code: 'dhl' };
    const [status, stored] = await post('/shipment/track', { entity });
    expect([status, stored]).toEqual([200, expect.objectContaining({ ...entity, entity_id: 2, weight: null })]);
    const after = await get('/shipment/1');
    expect([after.updated_at, (after.tracks as unknown[]).length]).toEqual([before.updated_at, 2]);
  });

  test.each([
    ['another order', { order_id: 99, parent_id: 1 }],
    ['no such shipment', { order_id: 1, parent_id: 99 }],
  ])('is refused for %s', async (_, ids) => {
    const { id } = placeOrder('simple');
    await post(`/order/${id}/ship`, {});
    const answer = await post('/shipment/track', { entity: { ...track, ...ids } });
    expect(answer).toEqual([400, { message: 'Could not save the shipment tracking.' }]);
  });
});

describe('commenting an order', () => {
  test('adds to its history, keeps its status unless one is sent, and touches it', async () => {
    const { id, order } = placeOrder('simple');
    const statusHistory = { comment: 'Exported', is_customer_notified: 0, is_visible_on_front: 0 };
    clock.advance(5_000);
    expect(await post(`/orders/${id}/comments`, { statusHistory })).toEqual([200, true]);
    expect(shop.order(id)?.status_histories).toEqual([
      expect.objectContaining({ ...statusHistory, status: 'pending', parent_id: id }),
    ]);
    expect(String(shop.order(id)?.updated_at) > order.updated_at).toBe(true);
  });

  test('refuses a status that belongs to another state', async () => {
    const { id } = placeOrder('simple');
    const statusHistory = { comment: 'x', is_customer_notified: 0, is_visible_on_front: 0, status: 'complete' };
    expect(await post(`/orders/${id}/comments`, { statusHistory })).toEqual([
      400,
      {
        message: 'Unable to add comment: The status "%1" is not part of the order status history.',
        parameters: ['complete'],
      },
    ]);
  });
});

describe('a write', () => {
  const statusHistory = { comment: 'x', is_customer_notified: 0, is_visible_on_front: 0 };

  test.each<[string, string, unknown, Record<string, string>, number, string]>([
    ['to an unknown order', '/order/77/ship', {}, {}, 404, "The entity that was requested doesn't exist."],
    ['to an unknown order', '/orders/77/comments', { statusHistory }, {}, 404, "The entity that was requested doesn't"],
    ['without its parameter', '/orders/1/comments', {}, {}, 400, '"%fieldName" is required.'],
    ['without its parameter', '/shipment/track', {}, {}, 400, '"%fieldName" is required.'],
    ['that is no JSON', '/order/1/ship', '{"items":', {}, 400, 'Decoding error.'],
    ['of another type', '/order/1/ship', 'a=b', { 'content-type': 'text/plain' }, 400, 'Server cannot understand'],
    ['with items of the wrong type', '/order/1/ship', { items: 'all' }, {}, 400, 'The "%value" value\'s type'],
    [
      'with a quantity of the wrong type',
      '/order/1/ship',
      { items: [{ order_item_id: 1, qty: 'x' }] },
      {},
      400,
      'The "%value"',
    ],
  ])('%s (%s) is refused', async (_, path, body, headers, status, message) => {
    placeOrder('simple');
    const answer = await post(path, body, headers);
    expect(answer).toEqual([status, expect.objectContaining({ message: expect.stringContaining(message) })]);
  });

  test('needs a signature over its own method, and its permission', async () => {
    const { id } = placeOrder('simple');
    const unsigned = await fetch(`${server.baseUrl}/rest/V1/order/${id}/ship`, { method: 'POST' });
    expect(unsigned.status).toBe(401);
    server.faults.switches.deniedResources = ['Magento_Sales::ship'];
    expect(await post(`/order/${id}/ship`, {})).toEqual([
      401,
      { message: expect.any(String), parameters: { resources: 'Magento_Sales::ship' } },
    ]);
    expect(shop.shipments()).toEqual([]);
  });
});
