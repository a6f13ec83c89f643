import { type Amount, eachCurrency, NOTHING, shareOf, subtract, sumAmounts } from '../books/amount.js';
import { figuresOf, shippingPrice } from '../books/figures.js';
import type { Refund, RefundLine, ShopOrder } from '../books/order.js';
import { currentQuantity, discountedTotal, lineTax, type OrderLine } from '../books/order-line.js';
import type { ChangeContext } from './change-context.js';
import { payBack } from './payments.js';

/** How money or goods go back. */
export type RefundKind = 'lines' | 'everything' | 'money' | 'restock' | 'less';

/** Whether there is money to give back. */
export function isRefundable(order: ShopOrder): boolean {
  const { received, refunded } = figuresOf(order);
  return received.presentment > refunded.presentment && order.lines.some((line) => currentQuantity(line) > 0);
}

/** Refunds one line's piece, everything with the delivery, money alone, goods alone, or less money than the goods are worth. */
export function refundOrder(
  order: ShopOrder,
  kind: RefundKind,
  context: ChangeContext,
  returnId: string | null = null,
): Refund {
  const { outstanding } = figuresOf(order);
  const refund = openRefund(order, context, { note: kind === 'money' ? 'Kulanz' : null, returnId });
  for (const { line, quantity } of whatGoesBack(order, kind)) {
    refund.lines.push(takeBack(line, quantity, refund.id, kind === 'restock' ? 'NO_RESTOCK' : 'RETURN', context));
  }
  if (kind === 'everything') takeBackRest(order, refund, context);
  const worth = worthOf(order, refund);
  const paid = amountPaid(order, kind, worth);
  if (paid.presentment > 0) refund.transactionIds.push(payBack(order, paid, context).id);
  adjust(refund, discrepancyOf(worth, paid, outstanding), context);
  return refund;
}

/** Money that the customer had coming, as for a line that an edit took out, is no discrepancy. */
function discrepancyOf(worth: Amount, paid: Amount, outstanding: Amount): Amount {
  const extra = (side: keyof Amount): number => {
    const owed = Math.max(0, -outstanding[side]);
    return Math.min(owed, Math.max(0, paid[side] - worth[side]));
  };
  return subtract(sumAmounts([worth, { shop: extra('shop'), presentment: extra('presentment') }]), paid);
}

/** Takes all goods of a cancelled order back into stock; money goes back only where there was some. */
export function restockCancelled(order: ShopOrder, context: ChangeContext): void {
  const { received, refunded } = figuresOf(order);
  const refund = openRefund(order, context, { note: null, returnId: null });
  for (const line of order.lines.filter((one) => currentQuantity(one) > 0)) {
    refund.lines.push(takeBack(line, currentQuantity(line), refund.id, 'CANCEL', context));
  }
  takeBackRest(order, refund, context);
  const paid = subtract(received, refunded);
  if (paid.presentment > 0) refund.transactionIds.push(payBack(order, paid, context).id);
  // Nothing is left of a cancelled order, whatever was given back before.
  adjust(refund, subtract(NOTHING, figuresOf(order).currentTotal), context);
}

function openRefund(order: ShopOrder, { ids, atMs }: ChangeContext, about: Pick<Refund, 'note' | 'returnId'>): Refund {
  const rows = { lines: [], shipping: [], duties: [], adjustments: [], transactionIds: [] };
  const refund: Refund = { ...about, ...rows, id: ids.next('Refund'), atMs };
  order.refunds.push(refund);
  return refund;
}

function whatGoesBack(order: ShopOrder, kind: RefundKind): { line: OrderLine; quantity: number }[] {
  const lines = order.lines.filter((line) => currentQuantity(line) > 0);
  if (kind === 'money') return [];
  if (kind === 'everything') return lines.map((line) => ({ line, quantity: currentQuantity(line) }));
  return lines.slice(0, 1).map((line) => ({ line, quantity: 1 }));
}

function takeBack(
  line: OrderLine,
  quantity: number,
  refundId: string,
  restockType: RefundLine['restockType'],
  { ids }: ChangeContext,
): RefundLine {
  const before = line.quantity - currentQuantity(line);
  line.removals.push({ quantity, refundId });
  const part = (amount: Amount): Amount =>
    subtract(shareOf(amount, before + quantity, line.quantity), shareOf(amount, before, line.quantity));
  return {
    id: ids.next('RefundLineItem'),
    lineId: line.id,
    quantity,
    restockType: line.requiresShipping ? restockType : 'NO_RESTOCK',
    subtotal: part(discountedTotal(line)),
    tax: part(lineTax(line)),
  };
}

function takeBackRest(order: ShopOrder, refund: Refund, { ids }: ChangeContext): void {
  const given = order.refunds.flatMap(({ shipping }) => shipping);
  for (const line of order.shippingLines.filter(
    ({ id }) => !given.some(({ shippingLineId }) => shippingLineId === id),
  )) {
    const tax = sumAmounts(line.taxes.map(({ amount }) => amount));
    refund.shipping.push({
      id: ids.next('RefundShippingLine'),
      shippingLineId: line.id,
      subtotal: shippingPrice(line),
      tax,
    });
  }
  const back = order.refunds.flatMap(({ duties }) => duties.map(({ dutyId }) => dutyId));
  for (const duty of order.lines.flatMap(({ duties }) => duties).filter(({ id }) => !back.includes(id))) {
    refund.duties.push({ dutyId: duty.id, amount: duty.amount });
  }
}

/** What the goods and deliveries of a refund are worth; prices that include the tax are not taxed again. */
function worthOf(order: ShopOrder, { lines, shipping, duties }: Refund): Amount {
  const rows = [...lines, ...shipping];
  const taxes = order.taxesIncluded ? [] : rows.map(({ tax }) => tax);
  return sumAmounts([...rows.map(({ subtotal }) => subtotal), ...taxes, ...duties.map(({ amount }) => amount)]);
}

function amountPaid(order: ShopOrder, kind: RefundKind, worth: Amount): Amount {
  const { received, refunded } = figuresOf(order);
  const left = subtract(received, refunded);
  if (kind === 'restock') return { ...NOTHING };
  if (kind === 'everything') return left;
  const wished =
    kind === 'lines' ? worth : eachCurrency(kind === 'money' ? left : worth, (minor) => Math.ceil(minor / 3));
  return { shop: Math.min(wished.shop, left.shop), presentment: Math.min(wished.presentment, left.presentment) };
}

function adjust(refund: Refund, discrepancy: Amount, { ids }: ChangeContext): void {
  if (discrepancy.shop === 0 && discrepancy.presentment === 0) return;
  const row = { id: ids.next('OrderAdjustment'), reason: 'REFUND_DISCREPANCY' as const };
  refund.adjustments.push({ ...row, amount: discrepancy, tax: { ...NOTHING } });
}
