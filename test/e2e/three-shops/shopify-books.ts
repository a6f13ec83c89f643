import { Big } from 'big.js';
import { figuresOf } from '../../../src/local/sandbox/shopify/books/figures.js';
import type { Fulfillment, Refund, ShopOrder, Transaction } from '../../../src/local/sandbox/shopify/books/order.js';
import type { OrderLine } from '../../../src/local/sandbox/shopify/books/order-line.js';
import { financialStatus, fulfillmentStatus } from '../../../src/local/sandbox/shopify/books/statuses.js';
import type { ShopifyShop } from '../../../src/local/sandbox/shopify/shop.js';
import { minorUnits } from '../../../src/model/currency.js';
import { type Booked, divided, major, row, sum, type Told } from './booked.js';

type Side = 'shop' | 'presentment';
const at = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString());

/** What Shopify's own books say of every order, refund, parcel and payment taken, in the shop's money. */
export function shopifyBooks(shop: ShopifyShop): Booked[] {
  return [
    ...shop.orders().map(bookOrder),
    ...shop.refunds().map(({ order, refund }) => bookRefund(order, refund)),
    ...shop.fulfillments().map(({ order, fulfillment }) => bookParcel(order, fulfillment)),
    ...shop
      .transactions()
      .filter(({ transaction }) => isTaken(transaction))
      .map(({ order, transaction }) => bookTaken(order, transaction)),
  ];
}

const isDone = ({ status }: Transaction): boolean => status === 'SUCCESS';
const isTaken = (one: Transaction): boolean => isDone(one) && (one.kind === 'SALE' || one.kind === 'CAPTURE');

function bookOrder(order: ShopOrder): Booked {
  const told: Told = {
    number: order.name,
    status: order.cancelledAtMs !== null ? 'cancelled' : order.closedAtMs !== null ? 'closed' : 'open',
    paymentStatus: paymentStatusOf(order),
    fulfilmentStatus: SENT[fulfillmentStatus(order)] ?? null,
    currency: order.currencies.shop,
    placedAt: at(order.processedAtMs),
    updatedAt: at(order.updatedAtMs),
    email: order.email,
    tags: [...order.tags].sort().join(),
    ...bookTotals(order, 'shop'),
    ...bookPresentment(order),
    ...bookRows(order),
    ...bookPayments(order),
  };
  return { kind: 'order', id: order.id, name: order.name, told, rows: ['line', 'shipping', 'payment'] };
}

const SENT: Readonly<Record<string, string>> = {
  UNFULFILLED: 'unfulfilled',
  PARTIALLY_FULFILLED: 'partially_fulfilled',
  FULFILLED: 'fulfilled',
  RESTOCKED: 'returned',
};

function paymentStatusOf(order: ShopOrder): string {
  const status = financialStatus(order)?.toLowerCase() ?? 'pending';
  return order.cancelledAtMs !== null && status === 'pending' ? 'voided' : status;
}

/** Pieces that are ordered: refunded ones are, those that an edit took out are not, and a cancelled order is what it was. */
function orderedPieces(order: ShopOrder, line: OrderLine): number {
  if (order.cancelledAtMs !== null) return line.quantity;
  return line.quantity - sum(line.removals.filter(({ refundId }) => refundId === null).map(({ quantity }) => quantity));
}

interface Priced {
  net: number;
  discount: number;
  tax: number;
  total: number;
}

/** Prices that hold the tax are taken apart, the discount in proportion. */
function priced(gross: number, off: number, tax: number, included: boolean): Priced {
  const paid = gross - off;
  if (!included) return { net: gross, discount: off, tax, total: paid + tax };
  if (paid === 0) return { net: gross, discount: off, tax, total: tax };
  const net = off === 0 ? paid - tax : divided(gross * (paid - tax), paid);
  return { net, discount: net - (paid - tax), tax, total: paid };
}

function priceLine(order: ShopOrder, line: OrderLine, side: Side, pieces: number): Priced {
  const left = (whole: number) => whole - divided(whole * (line.quantity - pieces), line.quantity);
  const off = sum(line.allocations.map(({ amount }) => amount[side]));
  const tax = sum(line.taxes.map(({ amount }) => amount[side]));
  return priced(line.unitPrice[side] * pieces, left(off), left(tax), order.taxesIncluded);
}

function priceDelivery(order: ShopOrder, delivery: ShopOrder['shippingLines'][number], side: Side): Priced {
  const off = sum(delivery.allocations.map(({ amount }) => amount[side]));
  const tax = sum(delivery.taxes.map(({ amount }) => amount[side]));
  return priced(delivery.price[side], off, tax, order.taxesIncluded);
}

const dutiesOf = (order: ShopOrder, side: Side): number =>
  sum(order.lines.flatMap(({ duties }) => duties.map(({ amount }) => amount[side])));

/** What is ordered, by the shop's own present total: what refunds took off it is put back. A cancelled order is what it was. */
function grandOf(order: ShopOrder, side: Side): number {
  const { total, currentTotal, refundDiscrepancy } = figuresOf(order);
  if (order.cancelledAtMs !== null) return total[side];
  const back = order.refunds.flatMap((refund) => [
    ...[...refund.lines, ...refund.shipping].map(
      (one) => one.subtotal[side] + (order.taxesIncluded ? 0 : one.tax[side]),
    ),
    ...refund.duties.map(({ amount }) => amount[side]),
  ]);
  return currentTotal[side] - refundDiscrepancy[side] + sum(back);
}

function bookTotals(order: ShopOrder, side: Side): Told {
  const { received, refunded, outstanding, capturable } = figuresOf(order);
  const decimals = minorUnits(order.currencies[side]);
  const spell = (minor: number) => major(minor, decimals);
  const lines = order.lines.map((line) => priceLine(order, line, side, orderedPieces(order, line)));
  const deliveries = order.shippingLines.map((delivery) => priceDelivery(order, delivery, side));
  const all = [...lines, ...deliveries];
  const due = order.cancelledAtMs !== null ? 0 : outstanding[side] + capturable[side];
  return {
    shipping: spell(sum(deliveries.map(({ net }) => net))),
    discount: spell(sum(all.map(({ discount }) => discount))),
    tax: spell(sum(all.map(({ tax }) => tax))),
    grand: spell(grandOf(order, side)),
    paid: spell(received[side]),
    refunded: spell(refunded[side]),
    ...(side === 'shop' ? { due: spell(due) } : {}),
  };
}

function bookPresentment(order: ShopOrder): Told {
  const { shop, presentment } = order.currencies;
  if (shop === presentment) return {};
  const told = { currency: presentment, ...bookTotals(order, 'presentment') };
  return Object.fromEntries(Object.entries(told).map(([name, value]) => [`presentment ${name}`, value]));
}

function bookRows(order: ShopOrder): Told {
  const decimals = minorUnits(order.currencies.shop);
  const spell = ({ discount, tax, total }: Priced): Told => ({
    discount: major(discount, decimals),
    tax: major(tax, decimals),
    total: major(total, decimals),
  });
  const lines = order.lines.map((line) => {
    const pieces = orderedPieces(order, line);
    const whole = priceLine(order, line, 'shop', line.quantity);
    const unit = order.taxesIncluded ? new Big(whole.net).div(line.quantity) : new Big(line.unitPrice.shop);
    const unitPrice = unit.div(new Big(10).pow(decimals)).round(4, Big.roundHalfUp).toFixed();
    const fields = { sku: line.sku, quantity: String(pieces), unitPrice, parentId: null };
    return row('line', line.id, { ...fields, ...spell(priceLine(order, line, 'shop', pieces)) });
  });
  const duties = dutiesOf(order, 'shop');
  const charges = duties === 0 ? {} : row('line', 'duties', { total: major(duties, decimals), tax: '0' });
  const deliveries = order.shippingLines.map((delivery) => {
    const amounts = priceDelivery(order, delivery, 'shop');
    return row('shipping', delivery.id, { amount: major(amounts.net, decimals), ...spell(amounts) });
  });
  return Object.assign({}, ...lines, charges, ...deliveries) as Told;
}

/** Money that was taken, change that was given back, and what is authorized and neither taken nor let go. */
function bookPayments(order: ShopOrder): Told {
  const currency = order.currencies.shop;
  const settled = new Set(
    order.transactions
      .filter((one) => isDone(one) && ['CAPTURE', 'VOID'].includes(one.kind))
      .map(({ parentId }) => parentId),
  );
  const payments = order.transactions.filter(isDone).flatMap((one) => {
    const amount = major(one.amount.shop, minorUnits(currency));
    if (isTaken(one)) return [row('payment', one.id, { status: 'paid', amount, currency })];
    if (one.kind === 'CHANGE') return [row('payment', one.id, { status: 'change', amount: `-${amount}`, currency })];
    const isOpen = one.kind === 'AUTHORIZATION' && !settled.has(one.id);
    return isOpen ? [row('payment', one.id, { status: 'authorized', amount, currency })] : [];
  });
  return Object.assign({}, ...payments) as Told;
}

function bookRefund(order: ShopOrder, refund: Refund): Booked {
  const decimals = minorUnits(order.currencies.shop);
  const net = ({ subtotal, tax }: Refund['shipping'][number] | Refund['lines'][number]): number =>
    subtotal.shop - (order.taxesIncluded ? tax.shop : 0);
  const lines = refund.lines.map((line) =>
    row('line', line.id, {
      orderLineId: line.lineId,
      quantity: String(line.quantity),
      amount: major(net(line), decimals),
      tax: major(line.tax.shop, decimals),
    }),
  );
  const paid = order.transactions.filter((one) => isDone(one) && refund.transactionIds.includes(one.id));
  const grand = sum(paid.map(({ amount }) => amount.shop));
  const [goods, shipping] = [sum(refund.lines.map(net)), sum(refund.shipping.map(net))];
  const tax = sum([...refund.lines, ...refund.shipping].map((one) => one.tax.shop));
  const totals = { grand, subtotal: goods, shipping, tax, adjustment: grand - goods - shipping - tax };
  const told: Told = Object.assign(
    { orderId: order.id, state: 'refunded', currency: order.currencies.shop, refundedAt: at(refund.atMs) },
    Object.fromEntries(Object.entries(totals).map(([name, minor]) => [name, major(minor, decimals)])),
    ...lines,
  );
  return { kind: 'refund', id: refund.id, name: `of ${order.name}`, told, rows: ['line'] };
}

// What was delivered stays so, though the shop may take the parcel back out of its books.
const PARCEL = { FULFILLED: null, IN_TRANSIT: 'in_transit', DELIVERED: 'delivered', CANCELED: 'cancelled' } as const;

function bookParcel(order: ShopOrder, parcel: Fulfillment): Booked {
  const isTakenBack = parcel.displayStatus === 'CANCELED' && parcel.deliveredAtMs !== null;
  const state = isTakenBack ? null : PARCEL[parcel.displayStatus];
  const lines = parcel.lines.map(({ id, lineId, quantity }) =>
    row('line', id, { orderLineId: lineId, quantity: String(quantity) }),
  );
  const told: Told = Object.assign(
    {
      orderId: order.id,
      tracks: parcel.tracking
        .map(({ number }) => number)
        .sort()
        .join(),
      deliveredAt: at(parcel.deliveredAtMs),
      updatedAt: at(parcel.updatedAtMs),
    },
    state === null ? {} : { state },
    ...lines,
  );
  return { kind: 'shipment', id: parcel.id, name: parcel.name, told, rows: ['line'] };
}

function bookTaken(order: ShopOrder, { id, amount, atMs }: Transaction): Booked {
  const grand = major(amount.shop, minorUnits(order.currencies.shop));
  const told: Told = { orderId: order.id, state: 'paid', currency: order.currencies.shop, grand, issuedAt: at(atMs) };
  return { kind: 'invoice', id, name: `of ${order.name}`, told, rows: [] };
}
