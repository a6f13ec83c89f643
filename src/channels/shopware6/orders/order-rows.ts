import { Big } from 'big.js';
import type { RawFields } from '../../kit/raw-fields.js';
import { byPosition, liveRows } from '../reading/live-rows.js';
import { rowId } from '../reading/row-id.js';
import { negate, type Price, readPrice } from './price.js';
import type { PriceRules } from './rules.js';
import { type Reduction, shareReductions } from './share.js';

/** A line item of an order. */
export interface OrderRow {
  id: string;
  fields: RawFields;
  /** Null for one that counts by itself, also when the parent that it names is not in the order. */
  parentId: string | null;
  price: Price;
  /** What it bears of the order's discounts, both amounts positive. */
  discount: Price;
}

/** The line items of an order: those that are lines, and those that take something off them. */
export interface OrderRows {
  lines: OrderRow[];
  discounts: OrderRow[];
}

const NO_DISCOUNT = { net: new Big(0), tax: new Big(0) };

/** The rows with those that stand in others; the list of an order holds them all, some answers hold them nested as well. */
function flatten(rows: readonly RawFields[]): RawFields[] {
  return rows.flatMap((row) => [row, ...flatten(liveRows(row, 'children') ?? [])]);
}

/** Each row with the rows that stand in it behind it. */
function arrange(rows: readonly OrderRow[]): OrderRow[] {
  const within = new Map<string | null, OrderRow[]>();
  for (const row of rows) {
    const others = within.get(row.parentId);
    if (others === undefined) within.set(row.parentId, [row]);
    else others.push(row);
  }
  const follow = (row: OrderRow): OrderRow[] => [row, ...(within.get(row.id) ?? []).flatMap(follow)];
  const arranged = (within.get(null) ?? []).flatMap(follow);
  // What stands in itself, by way of others, would be lost.
  return arranged.length === rows.length ? arranged : [...rows];
}

function readAll(order: RawFields, rules: PriceRules): OrderRow[] {
  const found = byPosition(flatten(liveRows(order, 'lineItems') ?? []));
  const byId = new Map(found.map((fields, index) => [rowId(fields, index, 'line'), fields] as const));
  const rows = [...byId].map(([id, fields]): OrderRow => {
    const parent = fields.filledText('parentId');
    const price = readPrice(fields.object('price'), fields.decimal('totalPrice'), rules);
    const parentId = parent !== null && parent !== id && byId.has(parent) ? parent : null;
    return { id, fields, parentId, price, discount: NO_DISCOUNT };
  });
  return arrange(rows);
}

/** A promotion is a discount even where it takes nothing off; what a merchant credits is one as far as it does. */
function isDiscount({ fields, parentId, price }: OrderRow): boolean {
  if (parentId !== null) return false;
  const type = fields.text('type');
  const total = price.net.plus(price.tax);
  if (type === 'promotion') return total.lte(0);
  return (type === 'discount' || type === 'credit') && total.lt(0);
}

/** What of a discount each line bears, as the shop noted it; null where it noted nothing that fits the lines. */
function statedWeights(discount: OrderRow, lines: readonly OrderRow[]): Big[] | null {
  const parts = discount.fields.object('payload')?.objects('composition') ?? [];
  const names = lines.map(({ id, fields }) => [id, fields.filledText('identifier'), fields.filledText('referencedId')]);
  const isKnown = parts.every((part) => names.some((own) => own.includes(part.filledText('id'))));
  if (parts.length === 0 || !isKnown) return null;
  const taken = new Set<RawFields>();
  return names.map((own) => {
    const mine = parts.filter((part) => !taken.has(part) && own.includes(part.filledText('id')));
    for (const part of mine) taken.add(part);
    return mine.reduce((sum, part) => sum.plus(part.decimal('discount') ?? 0), new Big(0)).abs();
  });
}

/** Without a note a discount is on the whole cart, as Shopware itself taxes it: each line bears it by its price. */
function toReduction(discount: OrderRow, lines: readonly OrderRow[]): Reduction {
  const byPrice = lines.map(({ price }) => (price.net.gt(0) ? price.net : new Big(0)));
  return { price: negate(discount.price), weights: statedWeights(discount, lines) ?? byPrice };
}

/**
 * Reads the line items of an order, each once. Discounts are shared among the lines that count by themselves; in an order that has
 * nothing else they are lines.
 */
export function readRows(order: RawFields, rules: PriceRules): OrderRows {
  const all = readAll(order, rules);
  const counted = all.filter((row) => row.parentId === null && !isDiscount(row));
  if (counted.length === 0) return { lines: all, discounts: [] };
  const discounts = all.filter(isDiscount);
  const reductions = discounts.map((discount) => toReduction(discount, counted));
  const shares = shareReductions(
    counted.map(({ price }) => price),
    reductions,
    rules.places,
  );
  counted.forEach((row, index) => {
    row.discount = shares[index] ?? NO_DISCOUNT;
  });
  return { lines: all.filter((row) => !discounts.includes(row)), discounts };
}
