import type { JsonObject } from '../../../diff/json.js';
import type { RawFields } from '../../kit/raw-fields.js';
import { translated } from '../reading/translated.js';
import type { Deliveries, Delivery } from './deliveries.js';
import { NO_PRICE, type Price, readPrice } from './price.js';
import type { PriceRules } from './rules.js';

function mapShippingLine({ id, fields, price, discount }: Delivery): JsonObject {
  const method = fields.object('shippingMethod');
  const tax = price.tax.minus(discount.tax);
  return {
    id,
    code: method?.filledText('technicalName') ?? fields.filledText('shippingMethodId'),
    name: translated(method, 'name') ?? null,
    amount: price.net.toFixed(),
    discount: discount.net.toFixed(),
    tax: tax.toFixed(),
    total: price.net.minus(discount.net).plus(tax).toFixed(),
    attributes: {},
  };
}

/** What the shipping of the order costs by the order itself. */
export function readShippingCosts(order: RawFields, rules: PriceRules): Price {
  const costs = order.object('shippingCosts');
  return costs === null && !order.has('shippingTotal')
    ? NO_PRICE
    : readPrice(costs, order.decimal('shippingTotal'), rules);
}

/** A line for each delivery; where there is none, and shipping was paid for all the same, one for the order. */
export function mapShippingLines(order: RawFields, deliveries: Deliveries | null, rules: PriceRules): JsonObject[] {
  if (deliveries !== null && deliveries.parcels.length > 0) return deliveries.parcels.map(mapShippingLine);
  const price = readShippingCosts(order, rules);
  if (price.net.eq(0) && price.tax.eq(0)) return [];
  return [mapShippingLine({ id: 'shipping', fields: order, price, discount: NO_PRICE })];
}
