import { Big } from 'big.js';
import type { JsonObject } from '../../../diff/json.js';
import type { RawFields } from '../../kit/raw-fields.js';
import { amountOf } from '../money-set.js';
import type { OrderMoney } from './order-money.js';

interface Found {
  code: string | null;
  name: string | null;
  amount: Big;
}

/** The rows of an order that discounts and taxes fall on. */
function rowsOf(order: RawFields): RawFields[] {
  return [...order.objects('lineItems'), ...order.objects('shippingLines')];
}

/**
 * The discounts of an order by their place in its list, each with what it took off in all, as the shop states it: where prices hold
 * the tax, that holds it too. A code of which the order does not say what it took off has no amount.
 */
export function mapDiscounts(order: RawFields, { set }: OrderMoney): JsonObject[] {
  const found = new Map<string, Found>();
  for (const allocation of rowsOf(order).flatMap((row) => row.objects('discountAllocations'))) {
    const application = allocation.object('discountApplication');
    const code = application?.filledText('code') ?? null;
    const id = application?.text('index') ?? code ?? 'discount';
    const one = found.get(id) ?? { code, name: application?.filledText('title') ?? code, amount: new Big(0) };
    found.set(id, { ...one, amount: one.amount.plus(amountOf(allocation, 'allocatedAmountSet', set)) });
  }
  const known = new Set([...found.values()].map(({ code }) => code));
  const bare = order.texts('discountCodes').filter((code) => !known.has(code));
  return [
    ...[...found].map(([id, { amount, ...one }]) => ({ id, ...one, amount: amount.toFixed(), attributes: {} })),
    ...[...new Set(bare)].map((code) => ({ id: `code:${code}`, code, name: code, amount: '0', attributes: {} })),
  ];
}

/** The taxes of an order: its own list, or what its lines and deliveries have; two of one name and rate are one. */
export function mapTaxes(order: RawFields, { set }: OrderMoney): JsonObject[] {
  const own = order.objects('taxLines');
  const found = new Map<string, { name: string | null; rate: string | null; amount: Big }>();
  for (const tax of own.length > 0 ? own : rowsOf(order).flatMap((row) => row.objects('taxLines'))) {
    const [name, rate] = [tax.filledText('title'), tax.decimal('rate')?.toFixed() ?? null];
    const id = `${name ?? 'tax'} ${rate ?? ''}`.trim();
    const amount = (found.get(id)?.amount ?? new Big(0)).plus(amountOf(tax, 'priceSet', set));
    found.set(id, { name, rate, amount });
  }
  return [...found].map(([id, { amount, ...tax }]) => ({ id, ...tax, amount: amount.toFixed(), attributes: {} }));
}
