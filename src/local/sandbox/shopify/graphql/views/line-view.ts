import { type Amount, divideRounded, eachCurrency, shareOf, subtract, sumAmounts } from '../../books/amount.js';
import { shippingPrice } from '../../books/figures.js';
import { toGid } from '../../books/ids.js';
import type { Discount, ShippingLine, ShopOrder } from '../../books/order.js';
import {
  type Allocation,
  currentQuantity,
  type Duty,
  discountedTotal,
  type LineGroup,
  type OrderLine,
  originalTotal,
} from '../../books/order-line.js';
import { unfulfilledQuantity } from '../../books/statuses.js';
import type { RequestContext } from '../request-context.js';
import { money, moneyBag, taxView } from './plain-views.js';

/** A line of an order. */
export function lineView(line: OrderLine, order: ShopOrder): object {
  return {
    __typename: 'LineItem',
    id: toGid('LineItem', line.id),
    ...namesOf(line),
    ...quantitiesOf(line, order),
    ...pricesOf(line, order),
    customAttributes: line.customAttributes,
    discountAllocations: () => line.allocations.map((allocation) => allocationView(allocation, order)),
    duties: () => line.duties.map((duty) => dutyView(duty, order)),
    lineItemGroup: line.group === null ? null : groupView(line.group),
    product: linkTo('Product', line.productId),
    taxLines: ({ first }: { first?: number | null }) =>
      line.taxes.slice(0, first ?? undefined).map((tax) => taxView(tax, order.currencies)),
    variant: linkTo('ProductVariant', line.variantId),
    weight: { unit: 'GRAMS', value: line.grams },
  };
}

function namesOf({ title, variantTitle, sku, vendor, isGiftCard, requiresShipping, taxable }: OrderLine): object {
  const name = variantTitle === null ? title : `${title} - ${variantTitle}`;
  return { name, title, variantTitle, sku, vendor, isGiftCard, requiresShipping, taxable };
}

function quantitiesOf(line: OrderLine, order: ShopOrder): object {
  const unfulfilled = unfulfilledQuantity(order, line);
  return {
    quantity: line.quantity,
    currentQuantity: currentQuantity(line),
    refundableQuantity: currentQuantity(line),
    unfulfilledQuantity: unfulfilled,
    fulfillableQuantity: unfulfilled,
    nonFulfillableQuantity: line.quantity - unfulfilled,
    restockable: line.requiresShipping,
  };
}

function pricesOf(line: OrderLine, order: ShopOrder): object {
  const bag = (amount: Amount): object => moneyBag(amount, order.currencies);
  const unit = (amount: Amount): Amount => eachCurrency(amount, (minor) => divideRounded(minor, line.quantity));
  return {
    originalUnitPriceSet: bag(line.unitPrice),
    originalTotalSet: bag(originalTotal(line)),
    discountedTotalSet: ({ withCodeDiscounts }: { withCodeDiscounts: boolean }) =>
      bag(subtract(originalTotal(line), ownDiscount(line, order, withCodeDiscounts))),
    discountedUnitPriceSet: bag(unit(subtract(originalTotal(line), ownDiscount(line, order, false)))),
    discountedUnitPriceAfterAllDiscountsSet: bag(unit(discountedTotal(line))),
    totalDiscountSet: bag(ownDiscount(line, order, true)),
  };
}

/** The discounts that are the line's own; those of the whole order are left out, and codes as a rule, too. */
function ownDiscount(line: OrderLine, order: ShopOrder, withCodes: boolean): Amount {
  const own = line.allocations.filter(({ application }) => {
    const discount = order.discounts[application];
    if (discount === undefined || discount.targetSelection === 'ALL') return false;
    return withCodes || discount.kind !== 'DiscountCodeApplication';
  });
  return sumAmounts(own.map(({ amount }) => amount));
}

/** A delivery of an order. */
export function shippingLineView(line: ShippingLine, order: ShopOrder): object {
  const back = order.refunds.flatMap(({ shipping }) => shipping).filter((one) => one.shippingLineId === line.id);
  const bag = (amount: Amount): object => moneyBag(amount, order.currencies);
  return {
    __typename: 'ShippingLine',
    id: toGid('ShippingLine', line.id),
    title: line.title,
    code: line.code,
    source: line.source,
    carrierIdentifier: line.carrierIdentifier,
    custom: line.code === null,
    deliveryCategory: null,
    phone: null,
    shippingRateHandle: line.code,
    isRemoved: false,
    originalPriceSet: bag(line.price),
    discountedPriceSet: bag(shippingPrice(line)),
    currentDiscountedPriceSet: bag(subtract(shippingPrice(line), ...back.map(({ subtotal }) => subtotal))),
    discountAllocations: () => line.allocations.map((allocation) => allocationView(allocation, order)),
    taxLines: () => line.taxes.map((tax) => taxView(tax, order.currencies)),
  };
}

/** A discount of an order, with its place in the order's list. */
export function discountView(discount: Discount, index: number, { currencies }: ShopOrder): object {
  const { kind, label, allocationMethod, targetSelection, targetType, value } = discount;
  return {
    __typename: kind,
    ...{ index, allocationMethod, targetSelection, targetType },
    ...(kind === 'DiscountCodeApplication' ? { code: label } : { title: label, description: label }),
    value:
      'amount' in value
        ? money(value.amount.presentment, currencies.presentment)
        : { __typename: 'PricingPercentageValue', percentage: value.percentage },
  };
}

/** Customs duty on a line. */
export function dutyView({ id, amount, countryCode, harmonizedCode }: Duty, { currencies }: ShopOrder): object {
  return {
    __typename: 'Duty',
    id: toGid('Duty', id),
    countryCodeOfOrigin: countryCode,
    harmonizedSystemCode: harmonizedCode,
    price: moneyBag(amount, currencies),
    taxLines: [],
  };
}

/** An amount of a line for so many of its pieces, with and without discounts. */
export function pieceTotals(line: OrderLine, quantity: number, order: ShopOrder): object {
  const part = (amount: Amount): object => moneyBag(shareOf(amount, quantity, line.quantity), order.currencies);
  const own = subtract(originalTotal(line), ownDiscount(line, order, true));
  return { originalTotalSet: part(originalTotal(line)), discountedTotalSet: part(own) };
}

function allocationView({ application, amount }: Allocation, order: ShopOrder): object {
  const discount = order.discounts[application];
  return {
    allocatedAmountSet: moneyBag(amount, order.currencies),
    discountApplication: discount === undefined ? null : discountView(discount, application, order),
  };
}

function groupView({ id, title, quantity }: LineGroup): object {
  const gid = toGid('LineItemGroup', id);
  return { __typename: 'LineItemGroup', id: gid, title, quantity, productId: null, variantId: null, variantSku: null };
}

function linkTo(kind: 'Product' | 'ProductVariant', id: string | null) {
  return (_args: unknown, context: RequestContext) => (id === null ? null : context.node(toGid(kind, id)));
}
