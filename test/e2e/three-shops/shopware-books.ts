import { Big } from 'big.js';
import type { OrderBook } from '../../../src/local/sandbox/shopware/orders/order-book.js';
import type { ShopwareShop } from '../../../src/local/sandbox/shopware/shop.js';
import type { Order } from '../../../src/model/order.js';
import type { StoredRecord } from '../../../src/model/stored-record.js';
import { type Booked, major, row, sum, type Told } from './booked.js';

type Transaction = OrderBook['transactions'][number];

/** What Shopware's own books say of every order, of its deliveries, of its invoices and of what went back. */
export function shopwareBooks(shop: ShopwareShop): Booked[] {
  return shop
    .orders()
    .flatMap((book) => [
      bookOrder(book),
      ...book.refunds.map((refund) => bookRefund(book, refund)),
      ...book.transactions.flatMap((transaction) => bookStated(book, transaction)),
      ...book.deliveries.filter(({ isDiscount }) => !isDiscount).map((delivery) => bookDelivery(book, delivery)),
      ...book.documents.filter(({ type }) => type === 'invoice').map((document) => bookInvoice(book, document)),
    ]);
}

function bookOrder(book: OrderBook): Booked {
  const spell = (minor: number) => major(minor, book.decimals);
  const lines = book.lines
    .filter(({ type }) => type !== 'credit')
    .map(({ id, sku, quantity, parentId }) =>
      row('line', id, {
        ...{ sku, quantity: String(quantity), parentId },
        ...(parentId === null ? {} : { total: '0', tax: '0', discount: '0' }),
      }),
    );
  const deliveries = book.deliveries.filter(({ isDiscount }) => !isDiscount);
  const payments = book.transactions.filter(isShown).map((one) =>
    row('payment', one.id, {
      status: PAYMENT[one.state] ?? one.state,
      amount: spell(paidBy(one) > 0 ? paidBy(one) : one.amount),
      currency: book.currency,
    }),
  );
  const told: Told = Object.assign(
    {
      number: book.number,
      status: book.state,
      currency: book.currency,
      email: book.email,
      tags: [...book.tags].sort().join(),
      tax: spell(book.tax),
      grand: spell(book.grand),
      paid: spell(book.paid),
      due: spell(book.state === 'cancelled' ? 0 : Math.max(0, book.grand - book.paid)),
      fulfilmentStatus: fulfilmentOf(deliveries.map(({ state }) => state)),
      paymentStatus: paymentStatusOf(book),
    },
    book.refunded === null ? {} : { refunded: spell(book.refunded) },
    ...lines,
    ...deliveries.map(({ id }) => row('shipping', id, {})),
    ...payments,
  );
  return { kind: 'order', id: book.id, name: book.number, told, rows: ['line', 'shipping', 'payment'] };
}

const PAYMENT: Readonly<Record<string, string>> = {
  open: 'pending',
  in_progress: 'pending',
  unconfirmed: 'pending',
  reminded: 'pending',
  paid_partially: 'partially_paid',
  refunded_partially: 'partially_refunded',
  cancelled: 'voided',
};
const WHOLE = new Set(['paid', 'refunded', 'refunded_partially', 'chargeback']);

const paidBy = ({ state, amount, captured }: Transaction): number =>
  WHOLE.has(state) ? amount : state === 'failed' || state === 'cancelled' ? 0 : captured;

const isShown = (one: Transaction): boolean =>
  one.isRelevant || one.state === 'authorized' || one.state === 'paid_partially' || paidBy(one) > 0;

function paymentStatusOf(book: OrderBook): string {
  const relevant = book.transactions.find(({ isRelevant }) => isRelevant);
  if (book.refunded === null) return 'partially_refunded';
  if (book.refunded > 0) return book.refunded >= book.paid ? 'refunded' : 'partially_refunded';
  if (book.paid >= book.grand) return 'paid';
  if (book.paid > 0) return 'partially_paid';
  if (relevant?.state === 'authorized') return 'authorized';
  return book.state === 'cancelled' ? 'voided' : 'pending';
}

function fulfilmentOf(all: readonly string[]): string | null {
  if (all.length === 0) return null;
  const states = all.filter((state) => state !== 'cancelled');
  const isSent = (state: string) => state === 'shipped' || state === 'returned';
  if (states.length === 0) return 'unfulfilled';
  if (states.every((state) => state === 'returned')) return 'returned';
  if (states.every(isSent)) return 'fulfilled';
  return states.some((state) => isSent(state) || state === 'shipped_partially') ? 'partially_fulfilled' : 'unfulfilled';
}

const REFUND: Readonly<Record<string, string>> = { completed: 'refunded', failed: 'cancelled', cancelled: 'cancelled' };

function bookRefund(book: OrderBook, { id, amount, state, positions }: OrderBook['refunds'][number]): Booked {
  const lines = positions.map((one) =>
    row('line', one.id, { orderLineId: one.lineId, quantity: String(one.quantity) }),
  );
  const told: Told = Object.assign(
    {
      orderId: book.id,
      state: REFUND[state] ?? 'open',
      currency: book.currency,
      grand: major(amount, book.decimals),
    },
    ...lines,
  );
  return { kind: 'refund', id, name: `of ${book.number}`, told, rows: ['line'] };
}

/** What went back by the state of a payment alone, beyond what its provider noted. */
function bookStated(book: OrderBook, { id, state, amount }: Transaction): Booked[] {
  const noted = book.refunds.filter((refund) => refund.transactionId === id && refund.state === 'completed');
  const rest = amount - sum(noted.map((refund) => refund.amount));
  if ((state !== 'refunded' && state !== 'chargeback') || rest <= 0) return [];
  const told = { orderId: book.id, state: 'refunded', currency: book.currency, grand: major(rest, book.decimals) };
  return [{ kind: 'refund', id: `${id}:refunded`, name: `of ${book.number}`, told, rows: ['line'] }];
}

const DELIVERY: Readonly<Record<string, string>> = {
  shipped: 'in_transit',
  shipped_partially: 'in_transit',
  returned: 'exception',
  cancelled: 'cancelled',
};

function bookDelivery(book: OrderBook, { id, state, trackingCodes }: OrderBook['deliveries'][number]): Booked {
  const told = { orderId: book.id, state: DELIVERY[state] ?? 'pending', tracks: [...trackingCodes].sort().join() };
  return { kind: 'shipment', id, name: `of ${book.number}`, told, rows: [] };
}

function bookInvoice(book: OrderBook, { id, number }: OrderBook['documents'][number]): Booked {
  const told = { orderId: book.id, number, currency: book.currency, grand: major(book.grand, book.decimals) };
  return { kind: 'invoice', id, name: number, told, rows: [] };
}

/**
 * The amounts of an order's lines, which bear its promotions: what a line costs and what it bears are what it cost before, and all
 * that they bear is all that was taken off. Prices hold the tax or not, as the sales channel has it.
 */
export function checkShopwareLines(shop: ShopwareShop, { kind, remoteId, record }: StoredRecord): string[] {
  const book = kind === 'order' ? shop.order(remoteId) : undefined;
  if (book === undefined) return [];
  const order = record as unknown as Order;
  const isGross = book.taxStatus === 'gross';
  const faults: string[] = [];
  let borne = new Big(0);
  for (const line of order.lines.filter(({ parentId }) => parentId === null)) {
    const own = book.lines.find(({ id }) => id === line.id);
    const taxOff = new Big(major(own?.tax ?? 0, book.decimals)).minus(line.tax);
    const off = new Big(line.discount).plus(isGross ? taxOff : 0);
    const before = new Big(line.total).minus(isGross ? 0 : line.tax).plus(off);
    const stated = major(own?.total ?? 0, book.decimals);
    if (!before.eq(stated))
      faults.push(`line ${line.id} was ${before.toFixed()} before discounts, the books say ${stated}`);
    borne = borne.plus(off);
  }
  const credits = book.lines.filter(({ type }) => type === 'credit').map(({ total }) => total);
  const taken = major(-sum([...book.discounts.map(({ total }) => total), ...credits]), book.decimals);
  if (!borne.eq(taken)) faults.push(`the lines bear ${borne.toFixed()} of discounts, the books say ${taken}`);
  const sent = order.shippingLines.reduce(
    (all, { total, tax }) => all.plus(total).minus(isGross ? 0 : tax),
    new Big(0),
  );
  const shipping = major(book.shipping + book.shippingDiscount, book.decimals);
  if (!sent.eq(shipping)) faults.push(`the shipping costs ${sent.toFixed()}, the books say ${shipping}`);
  return faults;
}
