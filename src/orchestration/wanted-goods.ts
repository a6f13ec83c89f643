import pLimit from 'p-limit';
import type { Warning } from '../model/event.js';
import { toMicro } from '../model/micro.js';
import type { Order } from '../model/order.js';
import type { Product } from '../model/product.js';
import type { ProductMatching } from '../model/profile.js';
import { hashName } from '../model/record-key.js';
import type { BookedGoods } from '../model/settlement.js';
import type { StoredRecord } from '../model/stored-record.js';
import { isCancelled } from '../model/wanted-money.js';
import { type LinkStore, resolveLinks } from './resolve-links.js';

/** What the books of an order should say of its goods, and a warning for each line that no product was found for. */
export interface WantedGoods {
  goods: BookedGoods[];
  warnings: Warning[];
}

/** Where products are found, and how the profile matches them. */
export interface GoodsSource {
  store: LinkStore;
  matching: ProductMatching;
}

type Line = Order['lines'][number];
type Match = Pick<BookedGoods, 'sku' | 'productKey' | 'via'>;
/** Null for goods that are not stocked. */
type Found = Match | null;

const READS_AT_ONCE = 8;
const MOST_WARNINGS = 100;

/**
 * The stocked goods that an order takes, line by line; goods that come back are above zero. A line that was booked and says of its
 * product what it said then stays with that product, whatever became of the catalogue since. Of a bundle its parts are stocked.
 */
export async function wantedGoods(
  { store, matching }: GoodsSource,
  item: StoredRecord,
  booked: readonly BookedGoods[],
): Promise<WantedGoods> {
  const order = item.record as unknown as Order;
  if (isCancelled(order)) return { goods: [], warnings: [] };
  const lines = stockedLines(order);
  // Of an order from which a person was removed, what a line was matched by may be gone, too.
  const keyOf = (id: string, basis: string) => JSON.stringify(item.erased === undefined ? [id, basis] : [id]);
  const known = new Map(booked.map((row) => [keyOf(row.lineId, row.basis), row]));
  const isKnown = (line: Line) => known.get(keyOf(line.id, basisOf(line)));
  const found = await findGoods(
    { store, matching },
    item,
    lines.filter((line) => isKnown(line) === undefined),
  );
  const goods = lines.flatMap((line): BookedGoods[] => {
    const match = isKnown(line) ?? found.get(line.id);
    if (match === undefined || match === null) return [];
    const { sku, productKey, via } = match;
    const micro = -(toMicro(line.quantity) ?? 0) + 0;
    return [{ lineId: line.id, sku, productKey, via, micro, basis: basisOf(line) }];
  });
  const unmatched = lines.filter((line) => isKnown(line) === undefined && !found.has(line.id));
  return { goods, warnings: unmatched.slice(0, MOST_WARNINGS).map((line) => toWarning(order, line)) };
}

/** The lines that may be goods on the shelf: a bundle's parts are, and the bundle is not. */
export function stockedLines({ lines }: Pick<Order, 'lines'>): Line[] {
  const parents = new Set(lines.map(({ parentId }) => parentId));
  return lines.filter(({ id, quantity }) => !parents.has(id) && toMicro(quantity) !== 0);
}

function toWarning({ lines }: Order, line: Line): Warning {
  const message = `No product is known for ${JSON.stringify(line.sku ?? line.name ?? line.id)}: its stock was not moved`;
  return { code: 'stock_unmatched', message, path: `/lines/${lines.indexOf(line)}` };
}

function basisOf({ sku, name, attributes }: Line): string {
  return hashName(JSON.stringify([sku, name, attributes.productId ?? null]));
}

/** What each line is of; a line that is missing from it has no product here. */
async function findGoods(
  { store, matching }: GoodsSource,
  item: StoredRecord,
  lines: readonly Line[],
): Promise<Map<string, Found>> {
  if (lines.length === 0) return new Map();
  // Whose order it is does not matter to the stock.
  const record = { ...item.record, customer: null, lines: lines as unknown as StoredRecord['record'][string] };
  const links = await resolveLinks(store, { ...item, record }, matching);
  const products = await readProducts(
    store,
    links.lines.flatMap(({ product }) => (product === null ? [] : [product.recordKey])),
  );
  const found = new Map<string, Found>();
  for (const { lineId, sku, product } of links.lines) {
    const known = product === null ? undefined : products.get(product.recordKey);
    if (product !== null && known !== undefined)
      found.set(lineId, known.stockTracked ? toMatch(product, sku, known) : null);
  }
  return found;
}

/** Goods are stocked under the SKU of the product, or of the variant that the line names. */
function toMatch(
  { recordKey, via }: { recordKey: string; via: string },
  lineSku: string | null,
  { sku }: Product,
): Match {
  const own = sku === null || sku === '' ? null : sku;
  return { sku: via === 'variant-sku' ? lineSku : own, productKey: recordKey, via };
}

async function readProducts(store: LinkStore, keys: readonly string[]): Promise<Map<string, Product>> {
  const limit = pLimit(READS_AT_ONCE);
  const read = [...new Set(keys)].map((key) =>
    limit(async () => [key, await store.read({ kind: 'product', id: key, recordKey: key })] as const),
  );
  const found = await Promise.all(read);
  return new Map(
    found.flatMap(([key, stored]) => (stored === null ? [] : [[key, stored.item.record as unknown as Product]])),
  );
}
