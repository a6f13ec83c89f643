import type { JsonObject } from '../kit/json-object.js';
import { type AmountColumns, printAmounts } from './amount-columns.js';
import type { OrderTotals, Totals } from './order-totals.js';
import type { InBothCurrencies } from './row-figures.js';
import type { ShopOrder } from './shop-order.js';

/** Renders an order's header amounts in both currencies; columns of steps that never happened are left out. */
export function renderHeaderAmounts(order: ShopOrder, totals: InBothCurrencies<OrderTotals>): JsonObject {
  return printAmounts(order, (side) => ({
    ...orderedColumns(totals[side]),
    ...(hasInvoice(order) ? invoicedColumns(totals[side]) : {}),
    ...(order.creditmemos.length > 0 ? refundedColumns(order, totals[side]) : {}),
    ...(order.state === 'canceled' ? canceledColumns(totals[side].canceled) : {}),
  }));
}

/** Renders the amounts of the shipping, which header and shipping assignment both show. */
export function renderShippingAmounts(order: ShopOrder, totals: InBothCurrencies<OrderTotals>): JsonObject {
  return printAmounts(order, (side) => {
    const { ordered } = totals[side];
    // The base column is misspelt in the remote schema, and stays so.
    const compensation =
      side === 'order' ? 'shipping_discount_tax_compensation_amount' : 'shipping_discount_tax_compensation_amnt';
    return {
      shipping_amount: ordered.shipping,
      shipping_discount_amount: ordered.shippingDiscount,
      [compensation]: ordered.shippingTaxCompensation,
      shipping_incl_tax: ordered.shippingInclTax,
      shipping_tax_amount: ordered.shippingTax,
    };
  });
}

function hasInvoice(order: ShopOrder): boolean {
  return order.invoices.some((invoice) => invoice.state !== 3);
}

function orderedColumns({ ordered, due }: OrderTotals): AmountColumns {
  return {
    discount_amount: -ordered.discount,
    discount_tax_compensation_amount: ordered.taxCompensation,
    grand_total: ordered.grand,
    subtotal: ordered.subtotal,
    subtotal_incl_tax: ordered.subtotalInclTax,
    tax_amount: ordered.tax,
    total_due: due,
  };
}

function invoicedColumns({ invoiced, paid }: OrderTotals): AmountColumns {
  return {
    discount_invoiced: -invoiced.discount,
    discount_tax_compensation_invoiced: invoiced.taxCompensation,
    shipping_invoiced: invoiced.shipping,
    subtotal_invoiced: invoiced.subtotal,
    tax_invoiced: invoiced.tax,
    total_invoiced: invoiced.grand,
    // The column is empty as long as all invoices are open.
    total_paid: paid === 0 ? null : paid,
  };
}

function refundedColumns(order: ShopOrder, totals: OrderTotals): AmountColumns {
  const { refunded, totalRefunded } = totals;
  const way = order.payment.online ? 'total_online_refunded' : 'total_offline_refunded';
  return {
    adjustment_negative: totals.adjustmentNegative,
    adjustment_positive: totals.adjustmentPositive,
    discount_refunded: -refunded.discount,
    discount_tax_compensation_refunded: refunded.taxCompensation,
    shipping_refunded: refunded.shipping,
    shipping_tax_refunded: refunded.shippingTax,
    subtotal_refunded: refunded.subtotal,
    tax_refunded: refunded.tax,
    total_refunded: totalRefunded,
    [way]: totalRefunded,
  };
}

function canceledColumns(canceled: Totals): AmountColumns {
  return {
    discount_canceled: canceled.discount,
    shipping_canceled: canceled.shipping,
    subtotal_canceled: canceled.subtotal,
    tax_canceled: canceled.tax,
    total_canceled: canceled.grand,
  };
}
