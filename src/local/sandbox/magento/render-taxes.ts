import type { JsonObject } from '../kit/json-object.js';
import { toAmount } from './minor-units.js';
import type { OrderRow } from './order-row.js';
import type { InBothCurrencies } from './row-figures.js';
import type { ShopOrder } from './shop-order.js';

/** Renders the taxes of an order by rate, and of each row that is taxed. */
export function renderTaxes(order: ShopOrder): JsonObject {
  const parts = taxedParts(order);
  const percents = [...new Set(parts.map((part) => part.percent))].sort((a, b) => a - b);
  return {
    applied_taxes: percents.map((percent) => renderTax(order, percent, sum(parts, percent))),
    item_applied_taxes: parts.map((part) => ({
      type: part.itemId === null ? 'shipping' : 'product',
      ...(part.itemId === null ? {} : { item_id: part.itemId }),
      applied_taxes: [renderTax(order, part.percent, part.amount)],
    })),
  };
}

interface TaxedPart {
  itemId: number | null;
  percent: number;
  amount: InBothCurrencies<number>;
}

function taxedParts(order: ShopOrder): TaxedPart[] {
  const rows = order.rows.flatMap((row): OrderRow[] => [row, ...row.children]);
  const parts: TaxedPart[] = rows.map(({ itemId, taxPercent, figures }) => ({
    itemId,
    percent: taxPercent,
    amount: { order: figures.order.taxAmount, base: figures.base.taxAmount },
  }));
  const { shipping } = order;
  if (shipping !== null) {
    const amount = { order: shipping.figures.order.taxAmount, base: shipping.figures.base.taxAmount };
    parts.push({ itemId: null, percent: shipping.taxPercent, amount });
  }
  return parts.filter((part) => part.amount.order > 0);
}

function sum(parts: readonly TaxedPart[], percent: number): InBothCurrencies<number> {
  const same = parts.filter((part) => part.percent === percent);
  return {
    order: same.reduce((total, part) => total + part.amount.order, 0),
    base: same.reduce((total, part) => total + part.amount.base, 0),
  };
}

function renderTax(order: ShopOrder, percent: number, amount: InBothCurrencies<number>): JsonObject {
  const { store } = order;
  const code = `${store.taxName} ${percent / 100}%`;
  return {
    code,
    title: code,
    percent: percent / 100,
    amount: toAmount(amount.order, store.currency),
    base_amount: toAmount(amount.base, store.baseCurrency),
    extension_attributes: { rates: [{ code, title: code, percent: percent / 100 }] },
  };
}
