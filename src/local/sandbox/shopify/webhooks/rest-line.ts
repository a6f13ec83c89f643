import { shippingPrice } from '../books/figures.js';
import type { Discount, ShippingLine, ShopOrder } from '../books/order.js';
import { type Allocation, currentQuantity, lineDiscount, type OrderLine } from '../books/order-line.js';
import { sentQuantity, unfulfilledQuantity } from '../books/statuses.js';
import { idsOf, restAmounts, restId, restMoney, restMoneySet, restTax } from './rest-values.js';

/** An order line as REST bodies have it. */
export function restLine(line: OrderLine, order: ShopOrder): Record<string, unknown> {
  const { title, variantTitle, sku, vendor, quantity, grams, taxable } = line;
  const { currencies } = order;
  return {
    ...idsOf('LineItem', line.id),
    ...{ title, sku, vendor, quantity, grams, taxable },
    name: variantTitle === null ? title : `${title} - ${variantTitle}`,
    variant_title: variantTitle,
    current_quantity: currentQuantity(line),
    fulfillable_quantity: unfulfilledQuantity(order, line),
    fulfillment_service: 'manual',
    fulfillment_status: statusOf(line, order),
    gift_card: line.isGiftCard,
    product_exists: line.productId !== null,
    product_id: restId(line.productId),
    variant_id: restId(line.variantId),
    variant_inventory_management: line.productId === null ? null : 'shopify',
    requires_shipping: line.requiresShipping,
    properties: line.customAttributes.map(({ key, value }) => ({ name: key, value })),
    ...restAmounts({ price: line.unitPrice, total_discount: lineDiscount(line) }, currencies),
    tax_lines: line.taxes.map((tax) => restTax(tax, currencies)),
    duties: line.duties.map(({ id, amount, countryCode, harmonizedCode }) => ({
      ...idsOf('Duty', id),
      harmonized_system_code: harmonizedCode,
      country_code_of_origin: countryCode,
      ...restMoneySet(amount, currencies),
      tax_lines: [],
    })),
    discount_allocations: line.allocations.map((allocation) => restAllocation(allocation, order)),
  };
}

/** A delivery as REST bodies have it. */
export function restShippingLine(line: ShippingLine, order: ShopOrder): Record<string, unknown> {
  const { id, title, code, source, carrierIdentifier } = line;
  return {
    id: restId(id),
    ...{ title, code, source },
    carrier_identifier: carrierIdentifier,
    phone: null,
    requested_fulfillment_service_id: null,
    ...restAmounts({ price: line.price, discounted_price: shippingPrice(line) }, order.currencies),
    tax_lines: line.taxes.map((tax) => restTax(tax, order.currencies)),
    discount_allocations: line.allocations.map((allocation) => restAllocation(allocation, order)),
  };
}

const DISCOUNT_TYPES = {
  DiscountCodeApplication: 'discount_code',
  AutomaticDiscountApplication: 'automatic',
  ManualDiscountApplication: 'manual',
} as const;

/** A discount as REST bodies have it. */
export function restDiscount(discount: Discount, { currencies }: ShopOrder): Record<string, unknown> {
  const { kind, label, allocationMethod, targetSelection, targetType, value } = discount;
  const isPercentage = 'percentage' in value;
  return {
    target_type: targetType.toLowerCase(),
    type: DISCOUNT_TYPES[kind],
    value: isPercentage ? value.percentage.toFixed(1) : restMoney(value.amount, currencies),
    value_type: isPercentage ? 'percentage' : 'fixed_amount',
    allocation_method: allocationMethod.toLowerCase(),
    target_selection: targetSelection.toLowerCase(),
    ...(kind === 'DiscountCodeApplication' ? { code: label } : { title: label, description: label }),
  };
}

function restAllocation({ application, amount }: Allocation, { currencies }: ShopOrder) {
  return { ...restAmounts({ amount }, currencies), discount_application_index: application };
}

function statusOf(line: OrderLine, order: ShopOrder): string | null {
  if (sentQuantity(order, line) === 0) return null;
  return unfulfilledQuantity(order, line) === 0 ? 'fulfilled' : 'partial';
}
