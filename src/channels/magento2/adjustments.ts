import type { JsonObject } from '../../diff/json.js';
import type { RawFields } from '../kit/raw-fields.js';
import { identifyRows } from './row-ids.js';
import type { OrderAmounts } from './totals.js';

/** The order's discount as one entry, by its coupon; also for a coupon that takes nothing off, such as free shipping. */
export function mapDiscounts(order: RawFields, { discount }: OrderAmounts): JsonObject[] {
  const code = order.filledText('coupon_code');
  if (code === null && discount.eq(0)) return [];
  const name = order.filledText('discount_description');
  return [{ id: 'discount', code, name, amount: discount.toFixed(), attributes: {} }];
}

/** The taxes of the order by their code; two of one code stay two. */
export function mapTaxes(order: RawFields): JsonObject[] {
  const applied = order.object('extension_attributes')?.objects('applied_taxes') ?? [];
  return identifyRows(applied, 'code', 'tax').map(({ id, fields: tax }) => ({
    id,
    name: tax.filledText('title') ?? tax.filledText('code'),
    rate: tax.decimal('percent')?.toFixed() ?? null,
    amount: tax.amount('amount').toFixed(),
    attributes: {},
  }));
}
