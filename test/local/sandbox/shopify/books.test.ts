import { Big } from 'big.js';
import { sumAmounts } from '../../../../src/local/sandbox/shopify/books/amount.js';
import { originalTotal } from '../../../../src/local/sandbox/shopify/books/order-line.js';
import type { ShopifyServer } from '../../../../src/local/sandbox/shopify/server.js';
import type { ShopifyShop } from '../../../../src/local/sandbox/shopify/shop.js';
import { ask, createHandClock, createTestShop, serve } from './sandbox-shop.js';
import { WHOLE_ORDER } from './whole-order.js';

let shop: ShopifyShop;
let server: ShopifyServer;
// biome-ignore lint/suspicious/noExplicitAny: orders are looked into by path
let orders: any[];

beforeAll(async () => {
  shop = createTestShop(createHandClock(), 130);
  server = await serve(shop);
  server.faults.switches.bucketSize = 1_000_000;
  orders = await readAll();
});

afterAll(() => server.stop());

async function readAll() {
  const read = [];
  let after: string | null = null;
  do {
    const query = `query All($after: String) { orders(first: 20, after: $after, sortKey: ID) { nodes { ${WHOLE_ORDER} } pageInfo { hasNextPage endCursor } } }`;
    const { json } = await ask(server, query, { after });
    expect(json.errors).toBeUndefined();
    read.push(...json.data.orders.nodes);
    after = json.data.orders.pageInfo.hasNextPage ? json.data.orders.pageInfo.endCursor : null;
  } while (after !== null);
  for (const order of read) {
    while (order.lineItems.pageInfo.hasNextPage) await readMoreLines(order);
  }
  return read;
}

// biome-ignore lint/suspicious/noExplicitAny: orders are looked into by path
async function readMoreLines(order: any): Promise<void> {
  const lines = WHOLE_ORDER.slice(WHOLE_ORDER.indexOf('lineItems(first: 50)')).replace(
    'first: 50',
    'first: 250, after: $after',
  );
  const query = `query Lines($id: ID!, $after: String) { order(id: $id) { ${lines} } }`;
  const { json } = await ask(server, query, { id: order.id, after: order.lineItems.pageInfo.endCursor });
  order.lineItems.nodes.push(...json.data.order.lineItems.nodes);
  order.lineItems.pageInfo = json.data.order.lineItems.pageInfo;
}

type Bag = { shopMoney: { amount: string }; presentmentMoney: { amount: string } } | null;

describe.each(['shopMoney', 'presentmentMoney'] as const)('in %s', (side) => {
  const of = (bag: Bag): Big => new Big(bag?.[side].amount ?? 0);
  const sum = (amounts: Big[]): Big => amounts.reduce((total, amount) => total.plus(amount), new Big(0));

  test('the lines, deliveries, taxes and duties of every order add up to its totals', () => {
    for (const order of orders) {
      const lines = order.lineItems.nodes;
      const price = (line: { originalTotalSet: Bag; discountAllocations: { allocatedAmountSet: Bag }[] }): Big =>
        of(line.originalTotalSet).minus(sum(line.discountAllocations.map((one) => of(one.allocatedAmountSet))));
      const goods = sum(lines.filter(({ title }: { title: string }) => title !== 'Tip').map(price));
      const tips = sum(lines.filter(({ title }: { title: string }) => title === 'Tip').map(price));
      const shipping = sum(
        order.shippingLines.nodes.map((one: { discountedPriceSet: Bag }) => of(one.discountedPriceSet)),
      );
      const taxed = [...lines, ...order.shippingLines.nodes];
      const tax = sum(taxed.flatMap(({ taxLines }) => taxLines.map((one: { priceSet: Bag }) => of(one.priceSet))));
      const duties = sum(
        lines.flatMap((one: { duties: { price: Bag }[] }) => one.duties.map(({ price: bag }) => of(bag))),
      );
      const total = sum([goods, tips, shipping, duties, order.taxesIncluded ? new Big(0) : tax]);
      expect([order.name, total.toFixed(), goods.toFixed(), tax.toFixed(), tips.toFixed()]).toEqual([
        order.name,
        of(order.totalPriceSet).toFixed(),
        of(order.subtotalPriceSet).toFixed(),
        of(order.totalTaxSet).toFixed(),
        of(order.totalTipReceivedSet).toFixed(),
      ]);
    }
  });

  test('what was received is what succeeded of sales and captures, less the change, and never attempts or authorizations', () => {
    for (const order of orders) {
      const taken = (...kinds: string[]): Big =>
        sum(
          order.transactions
            .filter((one: { kind: string; status: string }) => one.status === 'SUCCESS' && kinds.includes(one.kind))
            .map((one: { amountSet: Bag }) => of(one.amountSet)),
        );
      const received = taken('SALE', 'CAPTURE').minus(taken('CHANGE'));
      expect([order.name, received.toFixed(), taken('REFUND').toFixed()]).toEqual([
        order.name,
        of(order.totalReceivedSet).toFixed(),
        of(order.totalRefundedSet).toFixed(),
      ]);
    }
  });
});

test('what is still owed is what the order comes to now, less the net payment and what is authorized', () => {
  for (const order of orders) {
    const of = (name: string): Big => new Big(order[name].presentmentMoney.amount);
    const owed = of('currentTotalPriceSet').minus(of('netPaymentSet')).minus(of('totalCapturableSet'));
    expect([order.name, of('totalOutstandingSet').toFixed()]).toEqual([order.name, owed.toFixed()]);
  }
});

test('a new shop has orders of every kind', () => {
  const kinds: Record<string, (order: (typeof orders)[number]) => boolean> = {
    paid: (order) => order.displayFinancialStatus === 'PAID',
    'authorized only': (order) => order.displayFinancialStatus === 'AUTHORIZED',
    voided: (order) => order.displayFinancialStatus === 'VOIDED',
    'partly refunded': (order) => order.displayFinancialStatus === 'PARTIALLY_REFUNDED',
    refunded: (order) => order.displayFinancialStatus === 'REFUNDED',
    'paid in part': (order) => order.displayFinancialStatus === 'PARTIALLY_PAID',
    pending: (order) => order.displayFinancialStatus === 'PENDING',
    'without a financial status': (order) => order.displayFinancialStatus === null,
    'sent in part': (order) => order.displayFulfillmentStatus === 'PARTIALLY_FULFILLED',
    'sent in several parcels': (order) => order.fulfillments.length > 1,
    'with several tracking numbers': (order) =>
      order.fulfillments.some((one: { trackingInfo: [] }) => one.trackingInfo.length > 1),
    'with a parcel called back': (order) =>
      order.fulfillments.some((one: { status: string }) => one.status === 'CANCELLED'),
    cancelled: (order) => order.cancelledAt !== null,
    'cancelled, goods back and no money': (order) =>
      order.cancelledAt !== null && order.totalRefundedSet.shopMoney.amount === '0.0',
    'edited, with a line taken out': (order) =>
      order.edited &&
      order.refunds.length === 0 &&
      order.lineItems.nodes.some((one: { currentQuantity: number }) => one.currentQuantity === 0),
    'edited, with a line more': (order) =>
      order.totalPriceSet.shopMoney.amount !== order.originalTotalPriceSet.shopMoney.amount,
    returned: (order) => order.returnStatus === 'RETURNED',
    test: (order) => order.test,
    'from a point of sale': (order) =>
      order.sourceName === 'pos' && order.retailLocation !== null && order.shippingAddress === null,
    guest: (order) => order.customer === null && order.email !== null,
    'nobody at all': (order) => order.customer === null && order.email === null,
    'in yen': (order) => order.presentmentCurrencyCode === 'JPY',
    'in dinars': (order) => order.presentmentCurrencyCode === 'KWD',
    'with duties': (order) => order.currentTotalDutiesSet !== null,
    'with a tip': (order) => order.totalTipReceivedSet.shopMoney.amount !== '0.0',
    'with a gift card': (order) => order.lineItems.nodes.some((one: { isGiftCard: boolean }) => one.isGiftCard),
    'with a bundle': (order) =>
      order.lineItems.nodes.some((one: { lineItemGroup: unknown }) => one.lineItemGroup !== null),
    'with a deleted product': (order) =>
      order.lineItems.nodes.some(
        (one: { product: unknown; sku: string }) => one.product === null && one.sku === 'KETTLE',
      ),
    'with an empty and a missing SKU': (order) =>
      order.lineItems.nodes.some((one: { sku: unknown }) => one.sku === '' || one.sku === null),
    'with failed attempts': (order) => order.transactions.some((one: { status: string }) => one.status === 'FAILURE'),
    'with a pending payment': (order) => order.transactions.some((one: { status: string }) => one.status === 'PENDING'),
    'with change given': (order) => order.transactions.some((one: { kind: string }) => one.kind === 'CHANGE'),
    'with more than 250 lines': (order) => order.lineItems.nodes.length > 250,
    'taken before it was brought in': (order) => order.processedAt < order.createdAt,
    'with ids of 19 digits': (order) => order.legacyResourceId.length === 19,
    'refunded more than the goods were worth': (order) => order.refundDiscrepancySet.shopMoney.amount.startsWith('-'),
    'refunded less than the goods were worth': (order) =>
      /[1-9]/.test(order.refundDiscrepancySet.shopMoney.amount) &&
      !order.refundDiscrepancySet.shopMoney.amount.startsWith('-'),
    'with custom attributes and a metafield': (order) =>
      order.customAttributes.length > 0 && order.metafields.nodes.length > 0,
    'paid at another rate': (order) =>
      order.totalOutstandingSet.shopMoney.amount === '0.0' &&
      order.netPaymentSet.presentmentMoney.amount === order.currentTotalPriceSet.presentmentMoney.amount &&
      order.netPaymentSet.shopMoney.amount !== order.currentTotalPriceSet.shopMoney.amount,
  };
  const missing = Object.entries(kinds)
    .filter(([, isKind]) => !orders.some(isKind))
    .map(([name]) => name);
  expect(missing).toEqual([]);
  expect(
    new Set(
      orders.flatMap((order) =>
        order.lineItems.nodes.flatMap(
          (one: { discountAllocations: { discountApplication: { targetSelection: string; code?: string } }[] }) =>
            one.discountAllocations.map(
              ({ discountApplication: { targetSelection, code } }) => `${targetSelection} ${code !== undefined}`,
            ),
        ),
      ),
    ),
  ).toEqual(new Set(['ALL true', 'ALL false', 'ENTITLED true', 'EXPLICIT false']));
});

test('several orders share the second of their last update', () => {
  const seconds = orders.map(({ updatedAt }) => updatedAt);
  expect(new Set(seconds).size).toBeLessThan(seconds.length);
  expect(seconds.every((second) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(second))).toBe(true);
});

test('amounts have as many decimals as they need, and at least one', () => {
  const amounts = orders.flatMap(({ totalPriceSet: { presentmentMoney } }) => [presentmentMoney]);
  const ofCurrency = (code: string): string[] =>
    amounts.filter(({ currencyCode }) => currencyCode === code).map(({ amount }) => amount);
  expect(ofCurrency('JPY').every((amount) => /^\d+\.0$/.test(amount))).toBe(true);
  expect(ofCurrency('KWD').some((amount) => /^\d+\.\d{3}$/.test(amount))).toBe(true);
  expect(amounts.every(({ amount }) => /^\d+\.(0|\d*[1-9])$/.test(amount))).toBe(true);
});

test('the same seed makes the same shop, and another seed another', () => {
  const told = (seed: number): string => JSON.stringify(createTestShop(createHandClock(), 40, 'EUR', seed).orders());
  expect(told(3)).toBe(told(3));
  expect(told(3)).not.toBe(told(4));
});

test.each(['JPY', 'KWD', 'USD'])('a shop may keep its books in %s', (currency) => {
  const other = createTestShop(createHandClock(), 30, currency);
  const [order] = other.orders();
  expect(order?.currencies.shop).toBe(currency);
  expect(other.figures(order as never).total.shop).toBeGreaterThan(0);
});

test('a fixed discount is spread over the lines to the last cent, and never takes more than their prices', () => {
  for (const order of shop.orders()) {
    const index = order.discounts.findIndex(({ label }) => label === 'WELCOME5');
    const value = order.discounts[index]?.value;
    if (value === undefined || !('amount' in value)) continue;
    const allocated = order.lines.flatMap(({ allocations }) => allocations.filter((one) => one.application === index));
    const prices = order.lines.filter(({ addedByEdit, isTip }) => !addedByEdit && !isTip).map(originalTotal);
    expect([order.name, sumAmounts(allocated.map(({ amount }) => amount))]).toEqual([
      order.name,
      {
        shop: Math.min(value.amount.shop, sumAmounts(prices).shop),
        presentment: Math.min(value.amount.presentment, sumAmounts(prices).presentment),
      },
    ]);
  }
});

test('discounts of the whole order and codes are not in the discounted total of a line', () => {
  const ofOrder = orders.find(({ discountCodes }) => discountCodes.includes('WELCOME5'));
  const [line] = ofOrder.lineItems.nodes;
  expect(line.discountAllocations).toHaveLength(1);
  expect(line.discountedTotalSet).toEqual(line.originalTotalSet);
});
