import { type Amount, sumAmounts } from '../books/amount.js';
import { type Figures, figuresOf } from '../books/figures.js';
import type { ShopOrder } from '../books/order.js';
import { originalTotal } from '../books/order-line.js';
import type { ShopCustomer } from '../books/people.js';
import { financialStatus, fulfillmentStatus } from '../books/statuses.js';
import { restFulfillment, restRefund } from './rest-after-sale.js';
import { restDiscount, restLine, restShippingLine } from './rest-line.js';
import { restAddress, restCustomer } from './rest-people.js';
import {
  idsOf,
  restAmounts,
  restId,
  restInstant,
  restInstantOrNull,
  restMoney,
  restMoneySet,
  restTax,
} from './rest-values.js';

const FULFILLMENT_STATUSES: Readonly<Record<string, string>> = {
  PARTIALLY_FULFILLED: 'partial',
  FULFILLED: 'fulfilled',
  RESTOCKED: 'restocked',
};

/** An order as REST bodies have it; it has no transactions. */
export function restOrder(order: ShopOrder, customer: ShopCustomer | null): Record<string, unknown> {
  const figures = figuresOf(order);
  return {
    ...idsOf('Order', order.id),
    ...headerOf(order),
    ...statusesOf(order),
    ...amountsOf(order, figures),
    ...peopleOf(order, customer),
    ...partsOf(order),
  };
}

function headerOf(order: ShopOrder) {
  const { name, number, note, tags, test, phone, email } = order;
  return {
    ...{ name, note, test, phone, email },
    app_id: 580_111,
    browser_ip: null,
    buyer_accepts_marketing: false,
    confirmed: true,
    confirmation_number: `C${number}Q`,
    contact_email: email,
    created_at: restInstant(order.createdAtMs),
    processed_at: restInstant(order.processedAtMs),
    updated_at: restInstant(order.updatedAtMs),
    closed_at: restInstantOrNull(order.closedAtMs),
    cancelled_at: restInstantOrNull(order.cancelledAtMs),
    cancel_reason: order.cancelReason?.toLowerCase() ?? null,
    currency: order.currencies.shop,
    presentment_currency: order.currencies.presentment,
    customer_locale: order.locale,
    estimated_taxes: false,
    location_id: restId(order.locationId),
    // REST counts from one where people count from 1001.
    number: number - 1000,
    order_number: number,
    po_number: order.poNumber,
    source_identifier: order.sourceIdentifier,
    source_name: order.sourceName,
    tags: tags.join(', '),
    tax_exempt: false,
    taxes_included: order.taxesIncluded,
    token: `t${order.id}`,
    user_id: null,
    note_attributes: order.customAttributes.map(({ key, value }) => ({ name: key, value })),
  };
}

function statusesOf(order: ShopOrder) {
  return {
    financial_status: financialStatus(order)?.toLowerCase() ?? null,
    fulfillment_status: FULFILLMENT_STATUSES[fulfillmentStatus(order)] ?? null,
    payment_gateway_names: [...new Set(order.transactions.map(({ gateway }) => gateway))],
  };
}

function amountsOf(order: ShopOrder, figures: Figures) {
  const { currencies } = order;
  const hasDuties = order.lines.some(({ duties }) => duties.length > 0);
  const duties = (amount: Amount) => (hasDuties ? restMoneySet(amount, currencies) : null);
  return {
    ...restAmounts(
      {
        subtotal_price: figures.subtotal,
        total_discounts: figures.discounts,
        total_line_items_price: sumAmounts(order.lines.map(originalTotal)),
        total_price: figures.total,
        total_tax: figures.tax,
        current_subtotal_price: figures.currentSubtotal,
        current_total_discounts: figures.currentDiscounts,
        current_total_price: figures.currentTotal,
        current_total_tax: figures.currentTax,
      },
      currencies,
    ),
    total_shipping_price_set: restMoneySet(figures.shipping, currencies),
    total_tip_received: restMoney(figures.tips, currencies),
    total_outstanding: restMoney(figures.outstanding, currencies),
    original_total_duties_set: duties(figures.duties),
    current_total_duties_set: duties(figures.currentDuties),
    original_total_additional_fees_set: null,
    current_total_additional_fees_set: null,
    total_weight: order.lines.reduce((sum, { grams, quantity }) => sum + grams * quantity, 0),
    tax_lines: taxesOf(order).map((tax) => restTax(tax, currencies)),
  };
}

function taxesOf({ lines, shippingLines }: ShopOrder) {
  const taxes = [...lines, ...shippingLines].flatMap((row) => row.taxes);
  const titles = [...new Set(taxes.map(({ title }) => title))];
  return titles.flatMap((title) => {
    const same = taxes.filter((tax) => tax.title === title);
    return same[0] === undefined ? [] : [{ ...same[0], amount: sumAmounts(same.map(({ amount }) => amount)) }];
  });
}

function peopleOf({ billing, shipping }: ShopOrder, customer: ShopCustomer | null) {
  return {
    billing_address: billing === null ? null : restAddress(billing),
    shipping_address: shipping === null ? null : restAddress(shipping),
    ...(customer === null ? {} : { customer: restCustomer(customer) }),
  };
}

function partsOf(order: ShopOrder) {
  const codes = [...order.discounts.entries()].filter(([, { kind }]) => kind === 'DiscountCodeApplication');
  return {
    discount_applications: order.discounts.map((discount) => restDiscount(discount, order)),
    discount_codes: codes.map(([index, { label, value, targetType }]) => ({
      code: label,
      amount: restMoney(allocatedBy(index, order), order.currencies),
      type: codeType(targetType, 'percentage' in value),
    })),
    line_items: order.lines.map((line) => restLine(line, order)),
    shipping_lines: order.shippingLines.map((line) => restShippingLine(line, order)),
    fulfillments: order.fulfillments.map((fulfillment) => restFulfillment(fulfillment, order)),
    refunds: order.refunds.map((refund) => restRefund(refund, order)),
  };
}

function allocatedBy(application: number, { lines, shippingLines }: ShopOrder): Amount {
  const all = [...lines, ...shippingLines].flatMap(({ allocations }) => allocations);
  return sumAmounts(all.filter((one) => one.application === application).map(({ amount }) => amount));
}

function codeType(targetType: string, isPercentage: boolean): string {
  if (targetType === 'SHIPPING_LINE') return 'shipping';
  return isPercentage ? 'percentage' : 'fixed_amount';
}
