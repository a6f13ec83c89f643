import { articleLine } from '../books/compose-lines.js';
import type { ShopOrder } from '../books/order.js';
import { currentQuantity } from '../books/order-line.js';
import { COUNTRY_OF_CURRENCY } from '../books/people.js';
import { unfulfilledQuantity } from '../books/statuses.js';
import { taxLine } from '../books/tax-lines.js';
import type { ChangeContext } from './change-context.js';

/** Whether a line can be taken out: nothing of it was sent, another is left, and no money went back without goods. */
export function hasRemovableLine(order: ShopOrder): boolean {
  return removableLines(order).length > 1 && order.refunds.every(({ adjustments }) => adjustments.length === 0);
}

/** Adds a line, for which nothing is paid yet. */
export function addLine(order: ShopOrder, { random, products, ids }: ChangeContext): void {
  const product = random.pick(
    products.filter(({ isGiftCard, productType }) => !isGiftCard && productType !== 'Digital'),
  );
  const parts = { random, products, currencies: order.currencies, nextId: ids.next };
  const line = articleLine(product, random.pick(product.variants), 1, 0, parts);
  line.addedByEdit = true;
  taxLine(line, COUNTRY_OF_CURRENCY[order.currencies.presentment] ?? 'DE');
  order.lines.push(line);
  order.edited = true;
}

/** Takes a whole line out; it stays in the order with nothing left of it, and no money goes back by itself. */
export function removeLine(order: ShopOrder): void {
  const line = removableLines(order).at(-1);
  if (line === undefined) return;
  line.removals.push({ quantity: currentQuantity(line), refundId: null });
  order.edited = true;
}

function removableLines(order: ShopOrder) {
  return order.lines.filter(
    (line) =>
      line.duties.length === 0 &&
      !line.isTip &&
      unfulfilledQuantity(order, line) === currentQuantity(line) &&
      currentQuantity(line) > 0,
  );
}
