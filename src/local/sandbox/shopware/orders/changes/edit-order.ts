import type { ChangeContext } from '../change-context.js';
import { creditLine } from '../compose-lines.js';
import { grandTotal } from '../order-figures.js';
import { relevantTransaction, type ShopDocument, type ShopLine, type ShopOrder } from '../shop-order.js';
import { type StateMove, touch } from './state-move.js';

/** Adds a piece to the first line, as the administration does: on a draft, which stays behind after it was merged. */
export function editOrder(order: ShopOrder, context: ChangeContext): StateMove[] {
  context.keepVersion(order);
  const line = order.lines[0] as ShopLine;
  for (const changed of line.type === 'container' ? line.children : [line]) {
    changed.quantity += 1;
    touch(changed, context);
  }
  recalculate(order, context);
  return [];
}

/** Grants a credit on a paid order, as a line of its own and a note of it. */
export function creditOrder(order: ShopOrder, context: ChangeContext): StateMove[] {
  order.lines.push(creditLine(100, order.channel, context));
  touch(order, context);
  file(order, 'credit_note', context);
  return [];
}

/** Whether a document is still to be written: the invoice, and what takes it back once the order is cancelled. */
export function lacksDocument(order: ShopOrder): boolean {
  return nextDocument(order) !== null;
}

/** Writes the next document; the order's own row stays as it was. */
export function fileDocument(order: ShopOrder, context: ChangeContext): StateMove[] {
  const type = nextDocument(order);
  if (type !== null) file(order, type, context);
  return [];
}

/** Adds a tag and a custom field. */
export function labelOrder(order: ShopOrder, context: ChangeContext): StateMove[] {
  const tag = context.random.pick(['VIP', 'Geprüft ✓', 'Geschenk 🎁', 'exported']);
  if (!order.tags.includes(tag)) order.tags.push(tag);
  order.customFields = { ...order.customFields, labelled_at: new Date(context.atMs).toISOString() };
  touch(order, context);
  return [];
}

function recalculate(order: ShopOrder, context: ChangeContext): void {
  const transaction = relevantTransaction(order);
  if (transaction !== undefined) {
    transaction.amount = grandTotal(order);
    touch(transaction, context);
  }
  touch(order, context);
}

function nextDocument({ state, documents, deliveries }: ShopOrder): ShopDocument['type'] | null {
  const has = (type: ShopDocument['type']): boolean => documents.some((document) => document.type === type);
  if (!has('invoice')) return 'invoice';
  if (state === 'cancelled' && !has('storno')) return 'storno';
  const isShipped = deliveries.some((delivery) => delivery.state.startsWith('shipped'));
  return isShipped && !has('delivery_note') ? 'delivery_note' : null;
}

function file(order: ShopOrder, type: ShopDocument['type'], context: ChangeContext): void {
  const invoice = order.documents.find((document) => document.type === 'invoice');
  const isAboutInvoice = type === 'storno' || type === 'credit_note';
  order.documents.push({
    id: context.nextId('document'),
    type,
    number: String(1000 + context.nextNumber(type)),
    orderVersionId: context.keepVersion(order),
    referencedId: isAboutInvoice ? (invoice?.id ?? null) : null,
    createdAt: context.atMs,
    updatedAt: null,
  });
}
