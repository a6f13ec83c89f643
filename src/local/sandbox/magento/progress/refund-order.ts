import { divideRounded } from '../../kit/round-exactly.js';
import type { ChargedRow } from '../documents/sales-document.js';
import { convert, ONE_PIECE } from '../minor-units.js';
import type { OrderRow } from '../order-row.js';
import { orderTotals, spanShare } from '../order-totals.js';
import type { InBothCurrencies } from '../row-figures.js';
import type { ShopOrder } from '../shop-order.js';
import type { ChangeContext } from './change-context.js';
import { chargeRow, openDocument } from './open-document.js';
import { advance, enter, note, settleState, toRefund } from './order-steps.js';

type Amounts = InBothCurrencies<number>;

const NOTHING: Amounts = { order: 0, base: 0 };

/** Refunds one piece of a row, or what is left of it; now and then a little is kept back or given on top. */
export function refundSomeRow(order: ShopOrder, context: ChangeContext): void {
  const row = context.random.pick(order.rows.filter((candidate) => toRefund(candidate) > 0));
  const onePiece = !row.decimalQuantity && toRefund(row) > ONE_PIECE && context.random.chance(0.6);
  const charged = chargeRow('creditmemo', row, onePiece ? ONE_PIECE : toRefund(row), context);
  const keptBack = context.random.chance(0.25) ? smallFee(order, charged) : NOTHING;
  const onTop = keptBack === NOTHING && context.extras.chance(0.3) ? smallFee(order, charged) : NOTHING;
  refund(order, { rows: [charged], withFees: false, onTop, keptBack, comment: 'Refunded in part' }, context);
  settleState(order);
  note(order, 'creditmemo', 'Refunded in part', context);
}

/** Refunds all that is left, with shipping and surcharge, and closes the order. */
export function refundRest(order: ShopOrder, context: ChangeContext): void {
  const rows = order.rows.filter((row) => toRefund(row) > 0);
  const charged = rows.map((row) => chargeRow('creditmemo', row, toRefund(row), context));
  order.feesRefunded = true;
  refund(order, { rows: charged, withFees: true, onTop: NOTHING, keptBack: NOTHING, comment: null }, context);
  enter(order, 'closed');
  if (order.entityId % 4 === 0) order.status = 'closed_exchange_success';
  note(order, 'creditmemo', 'We refunded the whole order.', context);
}

interface Refund {
  rows: readonly ChargedRow[];
  withFees: boolean;
  onTop: Amounts;
  keptBack: Amounts;
  comment: string | null;
}

function refund(order: ShopOrder, { onTop, keptBack, ...rest }: Refund, context: ChangeContext): void {
  const memo = {
    ...openDocument('creditmemo', order, context),
    ...rest,
    adjustmentPositive: onTop,
    adjustmentNegative: keptBack,
  };
  order.creditmemos.push(memo);
  for (const { row, from, to } of rest.rows) advance(row, 'refunded', to - from, context);
  memo.adjustmentNegative = {
    order: keptBack.order + overpaid(order, 'order'),
    base: keptBack.base + overpaid(order, 'base'),
  };
}

/** What the refunds have come to beyond what was paid, which the shop never gives back. */
function overpaid(order: ShopOrder, side: keyof Amounts): number {
  const { totalRefunded, paid } = orderTotals(order, side);
  return Math.max(0, totalRefunded - paid);
}

/** About a dollar, and never more than a tenth of what the row was. */
function smallFee(order: ShopOrder, charged: ChargedRow): Amounts {
  const { store } = order;
  const base = Math.min(100, divideRounded(rowTotal(charged.row, charged), 10));
  return { order: convert(base, store.baseCurrency, store.currency, store.rateMillionths), base };
}

function rowTotal(row: OrderRow, charged: ChargedRow): number {
  return spanShare(row.figures.base.rowTotal, charged);
}
