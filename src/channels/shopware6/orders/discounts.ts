import type { JsonObject } from '../../../diff/json.js';
import { filled } from '../../kit/filled.js';
import { translated } from '../reading/translated.js';
import type { Deliveries, Delivery } from './deliveries.js';
import type { OrderRow } from './order-rows.js';
import type { OrderAmounts } from './totals.js';

function mapCartDiscount({ id, fields, price }: OrderRow): JsonObject {
  const payload = fields.object('payload');
  return {
    id,
    code: payload?.filledText('code') ?? null,
    name: fields.text('label'),
    amount: price.net.neg().toFixed(),
    attributes: filled({
      type: fields.filledText('type'),
      promotionId: fields.filledText('promotionId'),
      discountType: payload?.filledText('discountType'),
      value: payload?.filledText('value'),
      tax: price.tax.eq(0) ? null : price.tax.neg().toFixed(),
    }),
  };
}

function mapShippingDiscount({ id, fields, price }: Delivery): JsonObject {
  return {
    id,
    code: null,
    name: translated(fields.object('shippingMethod'), 'name') ?? null,
    amount: price.net.neg().toFixed(),
    attributes: filled({ type: 'shipping', tax: price.tax.eq(0) ? null : price.tax.neg().toFixed() }),
  };
}

/**
 * What is taken off the order, without tax: promotions and credits, discounts on the shipping, and what the total was rounded down by
 * where there are no smaller coins (negative where it was rounded up).
 */
export function mapDiscounts(
  discounts: readonly OrderRow[],
  deliveries: Deliveries | null,
  { rounding }: OrderAmounts,
): JsonObject[] {
  const rounded: JsonObject[] = rounding.eq(0)
    ? []
    : [{ id: 'rounding', code: null, name: 'Rounding', amount: rounding.toFixed(), attributes: { type: 'rounding' } }];
  return [...discounts.map(mapCartDiscount), ...(deliveries?.discounts ?? []).map(mapShippingDiscount), ...rounded];
}
