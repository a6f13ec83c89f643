import type { RawFields } from '../../kit/raw-fields.js';
import { type IdentifiedRow, identifyRows } from '../ids.js';
import { amountOf, moneyOf } from '../money-set.js';
import { type Amounts, addTax, readDiscount, readTax, splitTax } from './line-amounts.js';
import type { OrderMoney } from './order-money.js';

/** A delivery of an order with its amounts. */
export interface DeliveryAmounts extends IdentifiedRow, Amounts {}

/** The deliveries of an order in one currency; null when the order does not list them. */
export function readDeliveries(order: RawFields, money: OrderMoney): DeliveryAmounts[] | null {
  const rows = order.list('shippingLines');
  if (rows === null) return null;
  const included = order.flag('taxesIncluded');
  return identifyRows(rows, 'shipping').map(({ id, fields }) => {
    const gross = amountOf(fields, 'originalPriceSet', money.set);
    const discounted = moneyOf(fields, 'discountedPriceSet', money.set);
    const hasAllocations = fields.objects('discountAllocations').length > 0 || discounted === null;
    const discount = hasAllocations ? readDiscount(fields, money.set) : gross.minus(discounted);
    const tax = readTax(fields, money.set);
    return { id, fields, ...(included ? splitTax(gross, discount, tax, money) : addTax(gross, discount, tax)) };
  });
}
