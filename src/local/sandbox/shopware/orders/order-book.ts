import { figuresOf } from './order-figures.js';
import { allLines, relevantTransaction, type ShopOrder, type ShopTransaction } from './shop-order.js';

/** The truth about an order, in minor units of its currency, to compare what was pulled with. */
export interface OrderBook {
  id: string;
  number: string;
  autoIncrement: number;
  currency: string;
  decimals: number;
  taxStatus: 'gross' | 'net' | 'tax-free';
  state: string;
  /** RFC 3339; null until the order itself was updated. */
  createdAt: string;
  updatedAt: string | null;
  customerId: string | null;
  email: string;
  lines: LineBook[];
  /** What promotions take off the cart, negative. */
  discounts: { id: string; code: string | null; total: number }[];
  /** Before any discount on it, and that discount, negative. */
  shipping: number;
  shippingDiscount: number;
  taxes: { rate: number; tax: number }[];
  positions: number;
  net: number;
  tax: number;
  /** What the parts add up to, and what is to be paid: they differ where there are no small coins. */
  raw: number;
  grand: number;
  deliveries: { id: string; state: string; trackingCodes: string[]; isDiscount: boolean; cost: number }[];
  transactions: { id: string; state: string; amount: number; isRelevant: boolean; captured: number }[];
  refunds: RefundBook[];
  paid: number;
  /** Null where the shop knows that a part went back but not how much. */
  refunded: number | null;
  documents: { id: string; type: string; number: string }[];
  tags: string[];
}

/** The truth about a line; those with a parent are part of its total. */
export interface LineBook {
  id: string;
  parentId: string | null;
  type: string;
  /** Null for what is no article. */
  sku: string | null;
  quantity: number;
  total: number;
  tax: number;
}

/** The truth about what a payment provider gave back. */
export interface RefundBook {
  id: string;
  transactionId: string;
  amount: number;
  state: string;
  positions: { id: string; lineId: string; quantity: number; amount: number }[];
}

/** Reads an order's truth. */
export function bookOf(order: ShopOrder): OrderBook {
  const figures = figuresOf(order);
  const relevant = relevantTransaction(order);
  const cost = (isDiscount: boolean): number =>
    order.deliveries.filter((one) => one.isDiscount === isDiscount).reduce((sum, one) => sum + one.cost, 0);
  const onCart = order.promotions.filter(({ scope }) => scope === 'cart');
  return {
    ...headerOf(order),
    lines: linesOf(order, figures.lines),
    discounts: onCart.map(({ id, code }) => ({ id, code, total: figures.promotions.get(id)?.total ?? 0 })),
    shipping: cost(false),
    shippingDiscount: cost(true),
    taxes: figures.taxes.map(({ rate, tax }) => ({ rate, tax })),
    positions: figures.positions.total,
    net: figures.net,
    tax: figures.taxes.reduce((sum, { tax }) => sum + tax, 0),
    raw: figures.raw,
    grand: figures.grand,
    deliveries: order.deliveries.map(({ id, state, trackingCodes, isDiscount, cost: amount }) => {
      return { id, state, trackingCodes: [...trackingCodes], isDiscount, cost: amount };
    }),
    transactions: order.transactions.map((one) => {
      const { id, state, amount } = one;
      return { id, state, amount, isRelevant: one === relevant, captured: capturedOf(one) };
    }),
    refunds: order.transactions.flatMap(refundsOf),
    paid: relevant === undefined ? 0 : paidOf(relevant),
    refunded: relevant === undefined ? 0 : refundedOf(relevant),
    documents: order.documents.map(({ id, type, number }) => ({ id, type, number })),
    tags: [...order.tags],
  };
}

function headerOf(order: ShopOrder) {
  const { id, number, autoIncrement, channel, state, customerId, person } = order;
  return {
    id,
    number,
    autoIncrement,
    currency: channel.currency.code,
    decimals: channel.currency.decimals,
    taxStatus: channel.taxStatus,
    state,
    createdAt: new Date(order.createdAt).toISOString(),
    updatedAt: order.updatedAt === null ? null : new Date(order.updatedAt).toISOString(),
    customerId,
    email: person.email,
  };
}

function linesOf(order: ShopOrder, prices: ReturnType<typeof figuresOf>['lines']): LineBook[] {
  const parentOf = new Map(order.lines.flatMap((line) => line.children.map((child) => [child.id, line.id])));
  return allLines(order).map(({ id, type, article, quantity }) => {
    const price = prices.get(id);
    const tax = price?.taxes.reduce((sum, share) => sum + share.tax, 0) ?? 0;
    const sku = article?.number ?? null;
    return { id, parentId: parentOf.get(id) ?? null, type, sku, quantity, total: price?.total ?? 0, tax };
  });
}

const GIVEN_BACK = new Set(['refunded', 'chargeback']);
const PAID = new Set(['paid', 'refunded', 'refunded_partially', 'chargeback']);

/** What a transaction brought in: a part that was paid is what its captures say. */
export function paidOf(transaction: ShopTransaction): number {
  if (PAID.has(transaction.state)) return transaction.amount;
  return transaction.state === 'paid_partially' ? capturedOf(transaction) : 0;
}

function refundedOf(transaction: ShopTransaction): number | null {
  if (GIVEN_BACK.has(transaction.state)) return transaction.amount;
  const refunds = refundsOf(transaction).filter(({ state }) => state === 'completed');
  if (refunds.length > 0) return refunds.reduce((sum, { amount }) => sum + amount, 0);
  return transaction.state === 'refunded_partially' ? null : 0;
}

function capturedOf({ captures }: ShopTransaction): number {
  return captures.filter(({ state }) => state === 'completed').reduce((sum, { amount }) => sum + amount, 0);
}

function refundsOf({ id: transactionId, captures }: ShopTransaction): RefundBook[] {
  return captures.flatMap(({ refunds }) =>
    refunds.map(({ id, amount, state, positions }) => ({
      id,
      transactionId,
      amount,
      state,
      positions: [...positions],
    })),
  );
}
