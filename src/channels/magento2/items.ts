import { Big } from 'big.js';
import { minorUnits } from '../../model/currency.js';
import { sumOf } from '../../model/decimal.js';
import type { RawFields } from '../kit/raw-fields.js';
import { type IdentifiedRow, identifyRows } from './row-ids.js';

/** An order item with the items that stand under it: the chosen variant of a configurable product, the parts of a bundle. */
export interface OrderItem extends IdentifiedRow {
  /** Null for an item that counts by itself, also when the parent that it names is not in the order. */
  parentId: string | null;
  children: OrderItem[];
}

/** What an item adds to the order: before discount and tax, the discount without tax, the tax. */
export interface ItemAmounts {
  net: Big;
  discount: Big;
  tax: Big;
}

/** The amounts of an item whose parent carries them. */
export const NO_AMOUNTS: ItemAmounts = { net: new Big(0), discount: new Big(0), tax: new Big(0) };

/** The order's items, in the order's order, each with its children. */
export function readItems(order: RawFields): OrderItem[] {
  const rows = identifyRows(order.objects('items'), 'item_id');
  const items = rows.map((row): OrderItem => ({ ...row, parentId: null, children: [] }));
  const byId = new Map(items.map((item) => [item.id, item]));
  for (const item of items) {
    const parent = byId.get(item.fields.filledText('parent_item_id') ?? '');
    if (parent === undefined || parent === item) continue;
    item.parentId = parent.id;
    parent.children.push(item);
  }
  return items;
}

function pricedNet({ fields }: OrderItem): Big {
  return fields.amount('price').times(fields.amount('qty_ordered'));
}

/** Whether the parts carry the amounts: a bundle whose price is the sum of its parts. */
function isDynamicBundle(item: OrderItem): boolean {
  return item.fields.text('product_type') === 'bundle' && item.children.some((child) => !pricedNet(child).eq(0));
}

/** The items that carry amounts, each counted once. */
function countedItems(items: readonly OrderItem[]): OrderItem[] {
  const tops = items.filter((item) => item.parentId === null);
  return tops.flatMap((item) => (isDynamicBundle(item) ? item.children : [item]));
}

/**
 * The net amount of each counted item. The row total is exact, but REST may have taken the discount off it; so it is used only in the
 * reading that adds up to the order's subtotal. price × quantity is off by cents where the shop rounds the unit price (prices that
 * include tax), and such errors may cancel each other out; so it is read only where no reading of the row totals adds up.
 */
function chooseNets(items: readonly OrderItem[], subtotal: Big | null, currency: string): Map<string, Big> {
  // Magento rounds to two places even where the currency has fewer.
  const places = Math.max(2, minorUnits(currency));
  const rowTotal = ({ fields }: OrderItem) => fields.amount('row_total');
  const readings = [rowTotal, (item: OrderItem) => rowTotal(item).plus(item.fields.amount('discount_amount'))];
  const exact = readings.map((read) => items.map(read)).find((nets) => subtotal !== null && sumOf(nets).eq(subtotal));
  const nets = exact ?? items.map((item) => pricedNet(item).round(places, Big.roundHalfUp));
  return new Map(items.map((item, index) => [item.id, nets[index] ?? NO_AMOUNTS.net]));
}

function ownAmounts({ fields }: OrderItem, net: Big): ItemAmounts {
  const compensation = fields.amount('discount_tax_compensation_amount');
  return { net, discount: fields.amount('discount_amount').minus(compensation), tax: fields.amount('tax_amount') };
}

// The parts of a dynamic bundle normally carry tax and discount too; some versions leave one of them on the parent.
function bundleAmounts(parent: ItemAmounts, parts: readonly ItemAmounts[]): ItemAmounts {
  const discount = sumOf(parts.map((part) => part.discount));
  const tax = sumOf(parts.map((part) => part.tax));
  return {
    net: sumOf(parts.map((part) => part.net)),
    discount: discount.eq(0) ? parent.discount : discount,
    tax: tax.eq(0) ? parent.tax : tax,
  };
}

/**
 * The amounts of each item by its id, so that the items without a parent add up to the order: a configurable product and a
 * fixed bundle carry their own, a dynamic bundle those of its parts, and what stands under a parent carries none.
 */
export function itemAmounts(
  items: readonly OrderItem[],
  subtotal: Big | null,
  currency: string,
): ReadonlyMap<string, ItemAmounts> {
  const nets = chooseNets(countedItems(items), subtotal, currency);
  const own = (item: OrderItem) => ownAmounts(item, nets.get(item.id) ?? NO_AMOUNTS.net);
  return new Map(
    items.map((item) => {
      if (item.parentId !== null) return [item.id, NO_AMOUNTS];
      return [item.id, isDynamicBundle(item) ? bundleAmounts(own(item), item.children.map(own)) : own(item)];
    }),
  );
}
