import type { DocumentKind } from '../counters.js';
import type { ChargedRow, SalesDocument } from '../documents/sales-document.js';
import type { OrderRow } from '../order-row.js';
import type { ShopOrder } from '../shop-order.js';
import type { ChangeContext } from './change-context.js';

/** Opens a document about an order: the next id, the store's next number, the present time. */
export function openDocument(kind: DocumentKind, order: ShopOrder, { atMs, counters }: ChangeContext): SalesDocument {
  return {
    entityId: counters.nextId(kind),
    incrementId: counters.nextNumber(kind, order.store),
    createdAt: atMs,
    updatedAt: atMs,
  };
}

/** The items of a document for the next part of a top-level row, beginning where the row's progress stands. */
export function chargeRow(
  kind: 'invoice' | 'creditmemo',
  row: OrderRow,
  quantity: number,
  { counters }: ChangeContext,
): ChargedRow {
  const from = kind === 'invoice' ? row.progress.invoiced : row.progress.refunded;
  const itemIds = [row, ...row.children].map(() => counters.nextId(`${kind}_item`));
  return { row, from, to: from + quantity, itemIds };
}
