import type { JsonObject } from '../../diff/json.js';
import type { RawFields } from '../kit/raw-fields.js';

/** Where and how an order is sent: REST keeps it only here. Null for an order of virtual things. */
export function readShipping(order: RawFields): RawFields | null {
  const [assignment] = order.object('extension_attributes')?.objects('shipping_assignments') ?? [];
  return assignment?.object('shipping') ?? null;
}

/** The one shipping line of an order; none when nothing was sent and nothing paid for it. */
export function mapShippingLines(order: RawFields, shipping: RawFields | null): JsonObject[] {
  const code = order.filledText('shipping_method') ?? shipping?.filledText('method') ?? null;
  const name = order.filledText('shipping_description');
  const amount = order.amount('shipping_amount');
  if (code === null && name === null && amount.eq(0)) return [];
  const compensation = order.amount('shipping_discount_tax_compensation_amount');
  const discount = order.amount('shipping_discount_amount').minus(compensation);
  const tax = order.amount('shipping_tax_amount');
  return [
    {
      id: 'shipping',
      code,
      name,
      amount: amount.toFixed(),
      discount: discount.toFixed(),
      tax: tax.toFixed(),
      total: amount.minus(discount).plus(tax).toFixed(),
      attributes: {},
    },
  ];
}
