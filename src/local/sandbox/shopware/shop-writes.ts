import { productId } from './catalog/render-product.js';
import { changeProduct, type ShopProduct } from './catalog/shop-product.js';
import { openCustomer, type ShopCustomer } from './customers/shop-customer.js';
import { applicableChanges, applyChange, type ChangeKind, writesOrderRow } from './orders/changes/order-changes.js';
import { type StateMove, touch } from './orders/changes/state-move.js';
import { composeOrder } from './orders/compose-order.js';
import { bookOf, type OrderBook } from './orders/order-book.js';
import type { OrderWish } from './orders/order-wish.js';
import { allLines, type ShopOrder } from './orders/shop-order.js';
import type { ShopData } from './shop-data.js';

/** What happened in a shop. */
export interface ShopNews {
  entity: 'order' | 'product' | 'customer';
  id: string;
  operation: 'insert' | 'update' | 'delete';
  /** What happened to the order; `place` for a new one. */
  kind: ChangeKind | 'place' | null;
  /** Whether the entity's own row was written: a payment does not write its order. */
  isOwnRow: boolean;
  moves: readonly StateMove[];
  /** The draft that an edit left behind. */
  draftVersionId: string | null;
}

/** Ways of a shop that tests switch while it lives. */
export interface ShopQuirks {
  /** A changed payment or delivery moves its order's time of update on, as some plugins have it. */
  stateChangesTouchOrder: boolean;
}

/** What writing needs: the data, the time, the quirks, and somebody to tell. */
export interface WriteParts {
  data: ShopData;
  now(): Date;
  quirks: ShopQuirks;
  tell(news: ShopNews): void;
}

/** Which order is changed and how; what is left out is chosen at random. */
export interface ChangeWish {
  orderId?: string;
  kind?: ChangeKind;
}

/** Places a new order at the present time. */
export function placeOrder({ data, now, tell }: WriteParts, wish: OrderWish): OrderBook {
  const context = data.contextAt(now().getTime());
  const { order, guest } = composeOrder(wish, context, [...data.customers.values()]);
  if (guest !== null) data.fileCustomer(guest);
  data.fileOrder(order);
  tell({ ...newsOf('order', order.id, 'insert'), kind: 'place' });
  return bookOf(order);
}

/** Changes an order. Throws RangeError where there is no such order, or none that the change is open to. */
export function changeOrder(parts: WriteParts, wish: ChangeWish): { kind: ChangeKind; order: OrderBook } {
  const { data, now, quirks, tell } = parts;
  const order = chooseOrder(data, wish);
  const kind = wish.kind ?? data.random.pick(applicableChanges(order));
  const context = data.contextAt(now().getTime());
  const moves = applyChange(order, kind, context);
  if (quirks.stateChangesTouchOrder) touch(order, context);
  data.fileOrder(order);
  const draftVersionId = kind === 'edit' ? ([...data.versions.keys()].at(-1) ?? null) : null;
  const isOwnRow = quirks.stateChangesTouchOrder || writesOrderRow(kind);
  tell({ ...newsOf('order', order.id, 'update'), kind, isOwnRow, moves, draftVersionId });
  return { kind, order: bookOf(order) };
}

/** Registers a customer at the present time, with the addresses of another one. */
export function addCustomer({ data, now, tell }: WriteParts, model: ShopCustomer): ShopCustomer {
  const createdAt = now().getTime();
  const autoIncrement = data.contextAt(createdAt).nextNumber('customer');
  const person = { ...model.person, email: `customer${autoIncrement}@example.com` };
  const { channel, billing, shipping } = model;
  const customer = openCustomer(autoIncrement, { person, guest: false, channel, billing, shipping, createdAt });
  data.fileCustomer(customer);
  tell(newsOf('customer', customer.id, 'insert'));
  return customer;
}

const FIRST_ADDED = 100;

/** Puts a product into the catalogue at the present time, like another one under a number of its own. */
export function addProduct({ data, now, tell }: WriteParts, model: ShopProduct): ShopProduct {
  const autoIncrement = FIRST_ADDED + data.contextAt(now().getTime()).nextNumber('added product');
  const article = { ...model.article, key: `new-${autoIncrement}`, number: `SW-8${autoIncrement}` };
  const product = { ...model, article, autoIncrement, createdAt: now().getTime(), updatedAt: null };
  data.fileProduct(product);
  tell(newsOf('product', productId(article), 'insert'));
  return product;
}

/** Changes a customer, a random one unless told which. Throws RangeError if there is none. */
export function changeCustomer({ data, now, tell }: WriteParts, id: string | undefined): ShopCustomer {
  const accounts = [...data.customers.values()].filter(({ guest }) => !guest);
  const customer = found(id === undefined ? data.random.pick(accounts) : data.customers.get(id), id);
  customer.person = { ...customer.person, title: data.random.pick(['Dr.', 'Prof.', 'Mag.']) };
  touch(customer, { atMs: now().getTime() });
  data.fileCustomer(customer);
  tell(newsOf('customer', customer.id, 'update'));
  return customer;
}

/** Deletes a customer: their orders keep the copy that they have, and are not updated by it. */
export function deleteCustomer({ data, tell }: WriteParts, id: string): void {
  found(data.customers.get(id), id);
  data.customers.delete(id);
  for (const address of data.tables.by('customer_address', 'customerId', id)) {
    data.tables.remove('customer_address', address.id);
  }
  data.tables.remove('customer', id);
  for (const order of data.orders.values()) {
    if (order.customerId !== id) continue;
    order.customerId = null;
    data.fileOrder(order);
  }
  tell(newsOf('customer', id, 'delete'));
}

/** Changes a product, a random one unless told which by its number. Throws RangeError if there is none. */
export function changeShopProduct({ data, now, tell }: WriteParts, number: string | undefined): ShopProduct {
  const all = [...data.products.values()];
  const product = found(number === undefined ? data.random.pick(all) : data.products.get(number), number);
  changeProduct(product, now().getTime(), data.random);
  data.fileProduct(product);
  tell(newsOf('product', productId(product.article), 'update'));
  return product;
}

/** Deletes a product: order lines lose their way to it and keep their payload, and no order is updated by it. */
export function deleteProduct({ data, tell }: WriteParts, number: string): void {
  const { article } = found(data.products.get(number), number);
  data.products.delete(number);
  data.tables.remove('product', productId(article));
  for (const order of data.orders.values()) {
    const lines = allLines(order).filter((line) => line.article?.key === article.key);
    for (const line of lines) line.isProductGone = true;
    if (lines.length > 0) data.fileOrder(order);
  }
  tell(newsOf('product', productId(article), 'delete'));
}

function newsOf(entity: ShopNews['entity'], id: string, operation: ShopNews['operation']): ShopNews {
  return { entity, id, operation, kind: null, isOwnRow: true, moves: [], draftVersionId: null };
}

/** Without a wish, a few tries favour orders that something other than a label can happen to. */
function chooseOrder({ orders, random }: ShopData, { orderId, kind }: ChangeWish): ShopOrder {
  if (orderId !== undefined) return found(orders.get(orderId), orderId);
  const all = [...orders.values()];
  if (kind !== undefined) {
    const able = all.filter((order) => applicableChanges(order).includes(kind));
    if (able.length === 0) throw new RangeError(`no order can take the change ${kind} now`);
    return random.pick(able);
  }
  const tries = Array.from({ length: 5 }, () => random.pick(all));
  return tries.find((order) => applicableChanges(order).length > 1) ?? (tries[0] as ShopOrder);
}

function found<Thing>(thing: Thing | undefined, id: string | undefined): Thing {
  if (thing === undefined) throw new RangeError(`there is no ${id}`);
  return thing;
}
