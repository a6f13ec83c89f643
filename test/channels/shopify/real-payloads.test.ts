import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readCost } from '../../../src/channels/shopify/graphql/cost.js';
import { readGraphqlFault } from '../../../src/channels/shopify/graphql/graphql-fault.js';
import { readCommand } from '../../../src/channels/shopify/webhooks/shop-command.js';
import { isJsonObject, type Json, type JsonObject } from '../../../src/diff/json.js';
import { parseJson } from '../../../src/model/json-text.js';
import { mapComplete, mapOrder } from './shop-context.js';

const folder = join(process.cwd(), '../shared/fixtures');
const found = existsSync(join(folder, 'shopify'));
if (!found) process.stderr.write(`skipped: the public payloads are not in ${folder}\n`);

const read = (path: string): Json => parseJson(readFileSync(join(folder, path), 'utf8'));
const list = (path: string) => readdirSync(join(folder, path)).filter((name) => name.endsWith('.json'));

/** Every object in a value, at whatever depth. */
function objectsIn(value: Json): JsonObject[] {
  if (Array.isArray(value)) return value.flatMap(objectsIn);
  return isJsonObject(value) ? [value, ...Object.values(value).flatMap(objectsIn)] : [];
}

const typed = (value: Json, type: string) =>
  objectsIn(value).filter(({ id }) => typeof id === 'string' && id.startsWith(`gid://shopify/${type}/`));

/** The whole orders of the recordings, by their ids, without what says no total. */
function recordedOrders(): [string, JsonObject][] {
  const lines = readFileSync(join(folder, 'shopify/graphql/orders.jsonl'), 'utf8').trim().split('\n');
  const single = lines.map((line) => (parseJson(line) as { node: JsonObject }).node);
  const whole = list('shopify/graphql').flatMap((name) => typed(read(`shopify/graphql/${name}`), 'Order'));
  const priced = [...single, ...whole].filter(({ totalPriceSet }) => totalPriceSet !== undefined);
  return priced.map((node) => [String(node.id).split('/').at(-1) ?? '', node]);
}

/** REST payloads by file, with the record inside. */
function restRecords(keys: readonly string[]): [string, Json][] {
  return list('shopify/rest').flatMap((name) => {
    const body = read(`shopify/rest/${name}`);
    const inside = keys.map((key) => (isJsonObject(body) ? (body[key] ?? null) : null)).find((one) => one !== null);
    const rows = Array.isArray(inside) ? inside : inside === undefined ? [] : [inside];
    return rows.map((row): [string, Json] => [name, row]);
  });
}

// By hand, from each payload's own fields: subtotal, discount, shipping, tax, grand, paid, refunded, due. A subtotal is null where
// the recording left out the prices or the quantities of its lines.
type Golden = readonly [string | null, string, string, string, string, string, string, string];
const GOLDEN: Readonly<Record<string, Golden>> = {
  '8710681985330': ['10', '0', '0', '0', '10', '0', '0', '10'],
  '8714456891698': [null, '0', '0', '0', '10', '0', '0', '10'],
  '8734179754290': ['20', '0', '0', '0', '20', '0', '0', '20'],
  '8734179787058': ['24', '0', '5', '2.9', '31.9', '31.9', '0', '0'],
  '8734179885362': ['30', '5', '4', '0', '29', '0', '0', '29'],
  '8734179950898': ['18', '0', '0', '0', '18', '0', '0', '18'],
  '8734180016434': ['10', '0', '0', '0', '10', '10', '0', '0'],
  '8736291586354': [null, '0', '0', '0', '12.5', '12.5', '0', '0'],
  '8838022103346': ['10', '0', '5', '0', '15', '15', '0', '0'],
  '8838022037810': ['20', '0', '5', '0', '25', '25', '0', '0'],
  '8838022234418': ['40', '0', '5', '0', '45', '45', '10', '0'],
  '8838028362034': ['10', '0', '0', '0', '10', '10', '0', '0'],
  '8839875428658': [null, '0', '0', '0', '40', '0', '0', '40'],
  '8888861458738': [null, '0', '0', '1.5', '13.5', '0', '0', '13.5'],
  '8894580228402': ['40', '0', '0', '2', '42', '0', '0', '42'],
  '8913894408498': ['80', '0', '0', '0', '80', '0', '0', '80'],
  '8938019062066': [null, '0', '0', '0', '18', '0', '0', '18'],
  '8938019324210': [null, '0', '0', '0', '18', '0', '0', '18'],
  '8938797826354': ['11', '0', '0', '0', '11', '0', '0', '11'],
  '8980220018994': [null, '0', '0', '0', '110', '0', '0', '110'],
  '8980264157490': [null, '0', '0', '0', '20', '0', '0', '20'],
  '8980264255794': [null, '0', '0', '0', '20', '0', '0', '20'],
  '8980299645234': [null, '0', '0', '0', '60', '0', '0', '60'],
  '8980303970610': [null, '0', '0', '0', '20', '0', '0', '20'],
  '8985272123698': [null, '0', '0', '0', '20', '0', '0', '20'],
};
/** A recording of the second page of an order's lines: ten of twelve, or the other two, of 1.00 each. */
const PART_OF = '8938752442674';

function totalsOf({ order }: ReturnType<typeof mapOrder>): Golden {
  const { subtotal, discount, shipping, tax, grand, paid, refunded, due } = order.totals;
  return [subtotal, discount, shipping, tax, grand, paid, refunded, due];
}

(found ? describe : describe.skip)('public payloads of real shops', () => {
  test('every recorded order maps, and its money is right to the last decimal', () => {
    const orders = recordedOrders().filter(([id]) => id !== PART_OF);
    expect(orders.length).toBeGreaterThan(25);
    expect(orders.map(([id, node]) => [id, totalsOf(mapOrder(node))])).toEqual(orders.map(([id]) => [id, GOLDEN[id]]));
    expect(new Set(orders.map(([id]) => id))).toEqual(new Set(Object.keys(GOLDEN)));
  });

  test('an order in two currencies is right in both', () => {
    const node = recordedOrders().find(([id]) => id === '8888861458738')?.[1] ?? null;
    expect(mapOrder(node).order).toMatchObject({ currency: 'CAD', totals: { grand: '13.5', tax: '1.5' } });
    expect(mapOrder(node, { money: 'presentment' }).order).toMatchObject({
      currency: 'USD',
      totals: { grand: '9', tax: '1' },
      attributes: { shopMoney: { currency: 'CAD', grand: '13.5' } },
    });
  });

  test('an order of which a part of the lines is missing is flagged', () => {
    const parts = recordedOrders().filter(([id]) => id === PART_OF);
    expect(parts.length).toBeGreaterThan(0);
    for (const [, node] of parts) {
      expect(mapOrder(node).warnings.map(({ code }) => code)).toContain('residual');
    }
  });

  // 450789469: its own subtotal is 398.00, though its three lines come to 597.00; what it says of itself adds up.
  const REST: Readonly<Record<string, Golden>> = {
    'go-shopify__order.json': ['5', '5', '10', '0', '10', '0', '0', '0'],
    'go-shopify__orders.json': ['5', '5', '10', '0', '10', '0', '0', '0'],
    'go-shopify__order_with_transaction.json': ['5', '5', '10', '0', '10', '79.6', '0', '0'],
    'shopify_api_ruby__order.json': ['398', '0', '0', '11.94', '409.94', '0', '0', '409.94'],
    'shopify_api_ruby__order_with_properties.json': ['398', '0', '0', '11.94', '409.94', '0', '0', '409.94'],
    'shopify_api_ruby__orders.json': ['398', '0', '0', '11.94', '409.94', '0', '0', '409.94'],
    'shopify_python_api__order.json': ['398', '0', '0', '11.94', '409.94', '0', '0', '409.94'],
    'shopify_python_api__orders.json': ['597', '10', '0', '11.94', '598.94', '598.94', '0', '0'],
  };

  test('every order in the shape of webhooks maps, with the totals that it states', () => {
    const orders = restRecords(['order', 'orders']);
    expect(orders.map(([name, order]) => [name, totalsOf(mapOrder(order))])).toEqual(
      orders.map(([name]) => [name, REST[name]]),
    );
    expect(new Set(orders.map(([name]) => name))).toEqual(new Set(Object.keys(REST)));
  });

  test('an order in the shape of webhooks keeps its people, its lines and its notes', () => {
    const [, order] = restRecords(['order']).find(([name]) => name === 'shopify_api_ruby__order.json') ?? [];
    expect(mapOrder(order ?? null).order).toMatchObject({
      id: '450789469',
      number: '#1001',
      status: 'open',
      paymentStatus: 'authorized',
      currency: 'USD',
      placedAt: '2008-01-10T16:00:00Z',
      updatedAt: '2008-01-10T16:00:00Z',
      customer: { id: '207119551', email: 'bob.norman@hostmail.com', firstName: 'Bob', guest: false },
      billingAddress: { street: ['Chestnut Street 92'], city: 'Louisville', postcode: '40202', country: 'US' },
      lines: [
        { id: '466157049', sku: 'IPOD2008GREEN', quantity: '1', unitPrice: '199', total: '199' },
        { id: '518995019', sku: 'IPOD2008RED' },
        { id: '703073504', sku: 'IPOD2008BLACK' },
      ],
      discounts: [{ id: 'code:TENOFF', code: 'TENOFF', amount: '0' }],
      taxes: [{ name: 'State Tax', rate: '0.06', amount: '11.94' }],
      note: 'Test note',
      attributes: { 'custom.custom engraving': 'Happy Birthday', 'custom.colour': 'green' },
    });
  });

  test('every refund maps to what really went back', () => {
    const recorded = list('shopify/graphql').flatMap((name) => typed(read(`shopify/graphql/${name}`), 'Refund'));
    const stated = recorded.filter(({ totalRefundedSet }) => totalRefundedSet !== undefined);
    const grands = stated.map((refund) => {
      const { record } = mapComplete('refunds', { ...refund, order: { id: 'gid://shopify/Order/1' } });
      return [record.id, (record.totals as JsonObject).grand, (record.totals as JsonObject).adjustment];
    });
    expect(grands).toEqual([
      ['1028613374258', '15', '15'],
      ['1028613374258', '15', '0'],
      ['1028613341490', '15', '5'],
      ['1028613341490', '15', '0'],
    ]);
    for (const [, refund] of restRecords(['refund']).filter(([name]) => !name.includes('calculate'))) {
      expect(mapComplete('refunds', refund).record).toMatchObject({
        id: '509562969',
        orderId: '450789469',
        reason: 'it broke during shipping',
        currency: 'USD',
        totals: { subtotal: null, grand: '209' },
        lines: [
          { orderLineId: '703073504', quantity: '1' },
          { orderLineId: '466157049', quantity: '1' },
        ],
      });
    }
  });

  test('every fulfilment maps with all of its tracks', () => {
    const parcels = list('shopify/graphql')
      .flatMap((name) => typed(read(`shopify/graphql/${name}`), 'Fulfillment'))
      .filter(({ trackingInfo }) => trackingInfo !== undefined);
    for (const parcel of parcels) {
      const { record } = mapComplete('fulfillments', { ...parcel, order: { id: 'gid://shopify/Order/1' } });
      expect((record.tracks as JsonObject[]).map(({ number }) => number)).toEqual([
        expect.stringMatching(/-1$/),
        expect.stringMatching(/-2$/),
      ]);
    }
    expect(parcels.length).toBeGreaterThan(3);
    const rest = restRecords(['fulfillment', 'fulfillments']);
    expect(rest.length).toBeGreaterThan(2);
    for (const [, parcel] of rest) expect(mapComplete('fulfillments', parcel).record.orderId).toBe('450789469');
    const [, first] = rest.find(([name]) => name.startsWith('go-')) ?? [];
    expect(mapComplete('fulfillments', first ?? null).record).toMatchObject({
      id: '1022782888',
      number: '#1001.1',
      tracks: [{ number: '123456789', carrier: 'Bluedart', url: 'https://shipping.xyz/track.php?num=123456789' }],
      lines: [{ orderLineId: '466157049', quantity: '1' }, { orderLineId: '518995019' }, { orderLineId: '703073504' }],
    });
  });

  test('every customer and every product maps', () => {
    const people = list('shopify/graphql').flatMap((name) => typed(read(`shopify/graphql/${name}`), 'Customer'));
    for (const customer of people) expect(mapComplete('customers', customer).record.guest).toBe(false);
    expect(people.length).toBeGreaterThan(5);
    for (const [, customer] of restRecords(['customer', 'customers'])) {
      expect(mapComplete('customers', customer).record).toMatchObject({
        email: expect.stringContaining('@'),
        guest: false,
      });
    }
    for (const [, product] of restRecords(['product', 'products'])) {
      const { record, warnings } = mapComplete('products', product);
      expect((record.variants as Json[]).length).toBeGreaterThan(0);
      expect(warnings.map(({ code }) => code)).toEqual(['price_currency_unknown']);
    }
  });

  test('every refusal of the interface is one, and none is taken for an empty answer', () => {
    const answers = [
      ...list('shopify/graphql').map((name) => `shopify/graphql/${name}`),
      ...list('shopify/bulk').map((name) => `shopify/bulk/${name}`),
    ]
      .flatMap((path) => objectsIn(read(path)))
      .filter(({ errors }) => Array.isArray(errors) && errors.length > 0);
    expect(answers.length).toBeGreaterThan(4);
    for (const { errors } of answers) expect(readGraphqlFault(errors ?? null)).toMatchObject({ kind: 'failed' });
  });

  test('the cost of an answer is read, with whole or broken numbers', () => {
    const answer = read('shopify/graphql/bcapps__OrderTransactionResult.json') as JsonObject;
    expect(readCost(answer.extensions ?? null)).toEqual({
      requested: 3,
      available: 1997,
      restoreRate: 100,
      maximum: 2000,
    });
  });

  test('the requests about a person name the person and the orders', () => {
    const samples = read('webhooks/shopify-compliance-payload-samples.json') as JsonObject;
    const person = { customerId: '191167', email: 'john@example.com', orderIds: ['299938', '280263', '220458'] };
    const bodyOf = (topic: string) => samples[topic] as JsonObject;
    expect(readCommand('customers/data_request', bodyOf('customers/data_request'), null)).toEqual({
      kind: 'export-person',
      ...person,
    });
    expect(readCommand('customers/redact', bodyOf('customers/redact'), null)).toEqual({
      kind: 'erase-person',
      ...person,
    });
    expect(readCommand('shop/redact', bodyOf('shop/redact'), null)).toEqual({ kind: 'erase-shop' });
  });
});
