import { shipmentWriter } from '../../../../src/channels/magento2/write/shipment-writer.js';
import type { Json, JsonObject } from '../../../../src/diff/json.js';
import { type MagentoServer, startMagentoServer } from '../../../../src/local/sandbox/magento/server.js';
import { createMagentoShop, type MagentoShop } from '../../../../src/local/sandbox/magento/shop.js';
import type { CanonicalRecord } from '../../../../src/model/record.js';
import { answeringContext, contextOf, credentials, mapComplete, settingsOf, thrownBy } from '../shop-context.js';

let shop: MagentoShop;
let server: MagentoServer;

beforeEach(async () => {
  shop = createMagentoShop({ seed: 5, orders: 40, credentials, now: () => new Date('2026-11-20T10:00:00Z') });
  server = await startMagentoServer({ shop });
});
afterEach(() => server.stop());

const track = (changes: JsonObject = {}): JsonObject => ({
  id: '1',
  number: '1Z999',
  carrier: 'ups',
  title: 'United Parcel Service',
  url: null,
  ...changes,
});

const shipment = (changes: JsonObject = {}): CanonicalRecord => ({
  id: 'local-1',
  number: null,
  orderId: '7',
  state: 'in_transit',
  lines: [{ id: '1', orderLineId: '9', sku: 'MUG-BLUE', quantity: '2.50' }],
  tracks: [track()],
  shippedAt: null,
  deliveredAt: null,
  updatedAt: null,
  attributes: {},
  ...changes,
});

const serialize = (record: CanonicalRecord): Json => shipmentWriter.serialize(record, settingsOf('https://m.test'));

/** An order of the shop of which nothing has been sent, and its things. */
function openOrder(lines = 1): { orderId: string; lines: JsonObject[] } {
  const order = shop.orders().find((one) => {
    const things = one.items.filter((item) => item.product_type === 'simple' && item.parent_item_id === undefined);
    return (
      one.state === 'processing' && things.length >= lines && one.items.every((item) => Number(item.qty_shipped) === 0)
    );
  });
  if (order === undefined) throw new Error('the shop has no open order');
  const things = order.items.filter((item) => item.product_type === 'simple' && item.parent_item_id === undefined);
  const open = things.map((item) => ({
    id: String(item.item_id),
    orderLineId: String(item.item_id),
    sku: String(item.sku),
    quantity: '1',
  }));
  return { orderId: String(order.entity_id), lines: open };
}

const shipmentsOf = (orderId: string) => shop.shipments().filter((one) => String(one.order_id) === orderId);
const posts = () => server.requests().filter(({ method }) => method === 'POST').length;

describe('what is sent for a shipment', () => {
  test('are its lines, its tracks, and whether the customer is told', () => {
    expect(serialize(shipment({ attributes: { notify: true } }))).toEqual({
      order_id: '7',
      items: [{ order_item_id: '9', qty: '2.5' }],
      tracks: [{ track_number: '1Z999', title: 'United Parcel Service', carrier_code: 'ups' }],
      notify: true,
    });
  });

  test('are not lines of nothing nor tracks without a number, and names stand in for each other', () => {
    const lines = [{ id: '1', orderLineId: null, sku: null, quantity: '0.00' }];
    const tracks = [
      track({ id: '1', number: null }),
      track({ id: '2', title: null }),
      track({ id: '3', title: null, carrier: null }),
    ];
    expect(serialize(shipment({ lines, tracks }))).toEqual({
      order_id: '7',
      items: [],
      tracks: [
        { track_number: '1Z999', title: 'ups', carrier_code: 'ups' },
        { track_number: '1Z999', title: '1Z999', carrier_code: 'custom' },
      ],
    });
  });

  test.each([
    [{ orderId: 'local-7' }, '/orderId'],
    [{ orderId: '7/../8' }, '/orderId'],
    [{ lines: [{ id: '1', orderLineId: null, sku: 'A', quantity: '1' }] }, '/lines/0/orderLineId'],
    [{ lines: [{ id: '1', orderLineId: 'x', sku: 'A', quantity: '1' }] }, '/lines/0/orderLineId'],
  ])('cannot be of something that the shop does not know: %j', (changes, path) => {
    expect(thrownBy(() => serialize(shipment(changes)))).toMatchObject({ code: 'mapping_failed', path });
  });

  test.each<[JsonObject, string]>([
    [{ orderId: undefined as never }, '/orderId'],
    [{ lines: [{ id: '1', orderLineId: '9', sku: 'A' }] }, '/lines/0/quantity'],
  ])('cannot be of a shipment that lacks what is needed: %j', (changes, path) => {
    expect(thrownBy(() => serialize(shipment(changes)))).toMatchObject({ code: 'record_incomplete', path });
  });
});

describe('a shipment that is pushed', () => {
  test('is made in the shop, and is read back as it was sent', async () => {
    const { orderId, lines } = openOrder();
    const payload = serialize(shipment({ orderId, lines: lines.slice(0, 1) }));
    const made = await shipmentWriter.create(contextOf(server.baseUrl), payload);
    const [inShop] = shipmentsOf(orderId);
    expect(made).toEqual({ remoteId: String(inShop?.entity_id), adopted: false });
    const { record } = mapComplete('shipments', JSON.stringify(inShop));
    expect(record).toMatchObject({
      orderId,
      lines: [{ orderLineId: lines[0]?.orderLineId, quantity: '1' }],
      tracks: [{ number: '1Z999', carrier: 'ups', title: 'United Parcel Service' }],
    });
  });

  test('sends quantities and ids as numbers with their very digits', async () => {
    const bodies: string[] = [];
    const { http, ...rest } = contextOf(server.baseUrl);
    const context = {
      ...rest,
      http: {
        send: (request: Parameters<typeof http.send>[0]) => {
          if (request.body !== undefined) bodies.push(request.body);
          return http.send(request);
        },
      },
    };
    const lines = [{ id: '1', orderLineId: '9007199254740993', sku: 'A', quantity: '0.100000000001' }];
    const payload = serialize(shipment({ orderId: openOrder().orderId, lines }));
    await shipmentWriter.create(context, payload).catch(() => {});
    expect(bodies[0]).toContain('{"order_item_id":9007199254740993,"qty":0.100000000001}');
  });

  test('is not made again when the answer was lost', async () => {
    const { orderId, lines } = openOrder();
    const payload = serialize(shipment({ orderId, lines: lines.slice(0, 1) }));
    const context = contextOf(server.baseUrl);
    server.faults.failNext(1, { kind: 'delay', delayMs: 0 });
    server.faults.failNext(1, { kind: 'cut' });
    await expect(shipmentWriter.create(context, payload)).rejects.toMatchObject({ disposition: 'retry' });
    expect([shipmentsOf(orderId).length, posts()]).toEqual([1, 1]);
    const again = await shipmentWriter.create(context, payload);
    expect(again).toEqual({ remoteId: String(shipmentsOf(orderId)[0]?.entity_id), adopted: true });
    expect([shipmentsOf(orderId).length, posts()]).toEqual([1, 1]);
  });

  test('is adopted when somebody else made it in the same moment', async () => {
    const { orderId } = openOrder();
    const payload = serialize(shipment({ orderId, lines: [] }));
    const { http, ...rest } = contextOf(server.baseUrl);
    const context = {
      ...rest,
      http: {
        async send(request: Parameters<typeof http.send>[0]) {
          // Between the look and the making.
          if (request.method === 'POST') {
            const tracks = [{ number: '1Z999', carrierCode: 'ups', title: 'UPS' }];
            shop.ship(Number(orderId), { items: [], tracks, comment: null });
          }
          return http.send(request);
        },
      },
    };
    const made = await shipmentWriter.create(context, payload);
    expect(made).toEqual({ remoteId: String(shipmentsOf(orderId)[0]?.entity_id), adopted: true });
    expect(shipmentsOf(orderId)).toHaveLength(1);
  });

  test('is another one when it shares its track with a shipment of other things', async () => {
    const { orderId, lines } = openOrder(2);
    const context = contextOf(server.baseUrl);
    for (const line of lines.slice(0, 2)) {
      const made = await shipmentWriter.create(context, serialize(shipment({ orderId, lines: [line] })));
      expect(made.adopted).toBe(false);
    }
    expect(shipmentsOf(orderId)).toHaveLength(2);
  });

  test('of an order that was shipped with other tracks is refused, with the words of the shop', async () => {
    const { orderId } = openOrder();
    shop.ship(Number(orderId), { items: [], tracks: [], comment: null });
    const create = (tracks: JsonObject[]) =>
      shipmentWriter.create(contextOf(server.baseUrl), serialize(shipment({ orderId, lines: [], tracks })));
    for (const tracks of [[track()], []]) {
      await expect(create(tracks)).rejects.toMatchObject({
        code: 'channel_refused',
        message: expect.stringContaining('does not allow a shipment'),
      });
    }
  });

  test('of an order that the shop does not have is refused', async () => {
    const payload = serialize(shipment({ orderId: '99999' }));
    await expect(shipmentWriter.create(contextOf(server.baseUrl), payload)).rejects.toMatchObject({
      code: 'channel_refused',
    });
  });

  test.each<Json>([null, {}, 'x', { order_id: '1/../2', items: [], tracks: [] }])(
    'is never sent as something else: %j',
    async (payload) => {
      await expect(shipmentWriter.create(contextOf(server.baseUrl), payload)).rejects.toMatchObject({
        code: 'mapping_failed',
      });
      expect(server.requestCount()).toBe(0);
    },
  );
});

describe('a shipment that changes', () => {
  test('gets the tracks that it lacks, once', async () => {
    const { orderId, lines } = openOrder();
    const context = contextOf(server.baseUrl);
    const first = shipment({ orderId, lines: lines.slice(0, 1) });
    const { remoteId } = await shipmentWriter.create(context, serialize(first));
    const more = serialize({
      ...first,
      tracks: [track(), track({ id: '2', number: '00340', carrier: 'dhl', title: 'DHL' })],
    });
    await shipmentWriter.update?.(context, remoteId, more);
    await shipmentWriter.update?.(context, remoteId, more);
    const { record } = mapComplete('shipments', JSON.stringify(shipmentsOf(orderId)[0]));
    expect((record.tracks as JsonObject[]).map(({ number, carrier }) => [number, carrier])).toEqual([
      ['1Z999', 'ups'],
      ['00340', 'dhl'],
    ]);
    expect(posts()).toBe(2);
  });

  test.each(['99999', 'local-1'])('but is not in the shop is refused: %s', async (remoteId) => {
    await expect(
      shipmentWriter.update?.(contextOf(server.baseUrl), remoteId, serialize(shipment())),
    ).rejects.toMatchObject({ code: 'channel_refused' });
  });

  test.each<[what: string, change: (lines: JsonObject[]) => JsonObject[]]>([
    ['another quantity', ([first, ...rest]) => [{ ...first, quantity: '0.5' }, ...rest]],
    ['one item less', ([first]) => [first as JsonObject]],
    ['another item', ([first, ...rest]) => [{ ...first, orderLineId: '99999' }, ...rest]],
  ])('to %s is refused, as the shop only takes tracks, and none is added', async (_what, change) => {
    const { orderId, lines } = openOrder(2);
    const context = contextOf(server.baseUrl);
    const two = lines.slice(0, 2);
    const { remoteId } = await shipmentWriter.create(context, serialize(shipment({ orderId, lines: two })));
    const tracks = [track(), track({ id: '2', number: '00340' })];
    const changed = serialize(shipment({ orderId, lines: change(two), tracks }));
    await expect(shipmentWriter.update?.(context, remoteId, changed)).rejects.toMatchObject({
      code: 'write_unsupported',
      message: expect.stringContaining('only tracks'),
    });
    expect(shipmentsOf(orderId)[0]?.tracks).toHaveLength(1);
  });

  test.each<[what: string, lines: JsonObject[]]>([
    ['says nothing of items', []],
    ['names the whole', [{ id: '1', orderLineId: '10', sku: 'SET', quantity: '1.00' }]],
    ['names its parts', ['11', '12'].map((id) => ({ id, orderLineId: id, sku: 'PART', quantity: '2' }))],
    [
      'names a part twice, which adds up',
      ['a', 'b', 'c'].map((id, index) => ({
        id,
        orderLineId: ['11', '11', '12'][index] ?? '',
        sku: 'P',
        quantity: ['1', '1', '2'][index] ?? '',
      })),
    ],
  ])('gets its tracks when it %s of a bundle that the shop shipped with its parts', async (_what, lines) => {
    const sent: string[] = [];
    const context = bundleShop(sent);
    await shipmentWriter.update?.(context, '3', serialize(shipment({ lines })));
    expect(sent).toEqual([expect.stringContaining('"track_number":"1Z999"')]);
  });
});

/** A shop with the shipment 3 of a bundle and its two parts, without a track. */
function bundleShop(sent: string[]) {
  const items = [
    { entity_id: 1, order_item_id: 10, qty: 1 },
    { entity_id: 2, order_item_id: 11, qty: 2 },
    { entity_id: 3, order_item_id: 12, qty: 2 },
  ];
  const rows = [{ item_id: 10 }, { item_id: 11, parent_item_id: 10 }, { item_id: 12, parent_item_id: 10 }];
  return answeringContext(({ pathname }, { method, body }) => {
    if (method === 'POST') sent.push(body ?? '');
    return {
      text: JSON.stringify(
        pathname.endsWith('/shipment/3') ? { entity_id: 3, order_id: 7, items } : { entity_id: 7, items: rows },
      ),
    };
  });
}
