import { createSeededRandom } from '../kit/seeded-random.js';
import { newProduct, registerCustomer } from './books/additions.js';
import { type ShopProduct, seedProducts } from './books/catalog.js';
import { type ComposeParts, composeOrder } from './books/compose-order.js';
import { type Figures, figuresOf } from './books/figures.js';
import { createIds, type Ids } from './books/ids.js';
import type { Fulfillment, Refund, ShopOrder, Transaction } from './books/order.js';
import type { OrderWish } from './books/order-wish.js';
import { type ShopCustomer, seedCustomers } from './books/people.js';
import { HISTORY_MS, seedOrders } from './books/seed-orders.js';
import { applyChange, type ChangeKind, canChange, possibleChanges } from './changes/change-order.js';
import { createSearchIndex, type SearchIndex } from './search/search-index.js';
import type { ShopNews } from './shop-news.js';

/** What an app is known by in the shop; the client secret also signs what the shop sends. */
export interface AppCredentials {
  /** A token that never expires, as the administration once gave it out. */
  accessToken: string;
  clientId: string;
  clientSecret: string;
}

/** What a shop is made from; the same values make the same shop. */
export interface ShopifyShopOptions {
  seed: number;
  credentials: AppCredentials;
  now(): Date;
  /** How many orders it starts with; 200 if not said. */
  orders?: number;
  /** EUR if not said; GBP, USD, CAD, JPY and KWD are possible. */
  currency?: string;
  /** `sandbox.myshopify.com` if not said. */
  domain?: string;
}

/** A shop's books and the things that can happen in it. Its orders, customers and products change in place. */
export interface ShopifyShop {
  readonly credentials: AppCredentials;
  readonly domain: string;
  readonly currency: string;
  readonly timezone: string;
  readonly locationId: string;
  readonly index: SearchIndex;
  readonly ids: Ids;
  now(): Date;
  orders(): readonly ShopOrder[];
  order(id: string): ShopOrder | undefined;
  /** What an order comes to, in minor units of both currencies. */
  figures(order: ShopOrder): Figures;
  refunds(): readonly { order: ShopOrder; refund: Refund }[];
  fulfillments(): readonly { order: ShopOrder; fulfillment: Fulfillment }[];
  transactions(): readonly { order: ShopOrder; transaction: Transaction }[];
  customers(): readonly ShopCustomer[];
  products(): readonly ShopProduct[];
  /** Places a new order at the shop's present time. */
  place(wish?: OrderWish): ShopOrder;
  /** Changes an order: a random one in a random way that its state allows, unless told which and how. Throws RangeError if that cannot be. */
  change(which?: { orderId?: string; kind?: ChangeKind }): { kind: ChangeKind; order: ShopOrder };
  /** Registers a customer, or puts a product into the catalogue, at the shop's present time. */
  addCustomer(): ShopCustomer;
  addProduct(): ShopProduct;
  /** Changes a customer or a product, a random one unless told which. */
  changeCustomer(id?: string): ShopCustomer;
  changeProduct(id?: string): ShopProduct;
  /** Deletes a customer who has no orders. */
  deleteCustomer(id: string): void;
  /** Deletes a product; order lines keep its names, and lose the link. */
  deleteProduct(id: string): void;
  /** Removes an order, as a merchant may with test orders and cancelled ones. */
  deleteOrder(id: string): void;
  /** Tells of everything that happens from now on, until the returned function is called. */
  onChange(listener: (news: ShopNews) => void): () => void;
  /** Grows with everything that happens. */
  revision(): number;
}

interface Books {
  orders: Map<string, ShopOrder>;
  customers: Map<string, ShopCustomer>;
  products: Map<string, ShopProduct>;
}

interface WriteParts {
  books: Books;
  compose(): ComposeParts;
  nowMs(): number;
  index: SearchIndex;
  tell(news: ShopNews): void;
}

/** Creates a shop with four months of orders before its present time, with customers and products. */
export function createShopifyShop(options: ShopifyShopOptions): ShopifyShop {
  const { seed, now, orders = 200, currency = 'EUR', domain = 'sandbox.myshopify.com' } = options;
  const ids = createIds();
  const index = createSearchIndex();
  const listeners = new Set<(news: ShopNews) => void>();
  let revision = 0;
  let number = 1000;
  const books: Books = { orders: new Map(), customers: new Map(), products: new Map() };
  const sinceMs = Math.floor((now().getTime() - HISTORY_MS) / 1000) * 1000;
  for (const customer of seedCustomers(sinceMs, ids)) books.customers.set(customer.id, customer);
  for (const product of seedProducts(sinceMs, currency, ids)) books.products.set(product.id, product);
  const locationId = ids.next('Location');
  const random = createSeededRandom(seed);
  const nextNumber = (): number => (number += 1);
  const nowMs = (): number => Math.floor(now().getTime() / 1000) * 1000;
  const compose = (): ComposeParts => ({
    random,
    ids,
    locationId,
    shopCurrency: currency,
    customers: [...books.customers.values()],
    products: [...books.products.values()],
    nextNumber,
    atMs: nowMs(),
  });
  for (const order of seedOrders(orders, nowMs(), compose())) books.orders.set(order.id, order);
  noteAll(books, index);
  const tell = (news: ShopNews): void => {
    revision += 1;
    for (const listener of listeners) listener(news);
  };
  const parts: WriteParts = { books, compose, nowMs, index, tell };
  return {
    credentials: options.credentials,
    ...{ domain, currency, locationId, index, ids, now, timezone: 'Europe/Berlin' },
    ...readingOf(books),
    ...orderWritesOf(parts),
    ...otherWritesOf(parts),
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    revision: () => revision,
  };
}

function noteAll({ orders, customers, products }: Books, index: SearchIndex): void {
  for (const [kind, books] of Object.entries({ orders, customers, products })) {
    for (const { id, updatedAtMs } of books.values()) {
      index.note(`${kind}/${id}`, updatedAtMs, Number.NEGATIVE_INFINITY);
    }
  }
}

type Reading = 'orders' | 'order' | 'figures' | 'refunds' | 'fulfillments' | 'transactions' | 'customers' | 'products';

function readingOf(books: Books): Pick<ShopifyShop, Reading> {
  const orders = (): ShopOrder[] => [...books.orders.values()];
  return {
    orders,
    order: (id) => books.orders.get(id),
    figures: figuresOf,
    refunds: () => orders().flatMap((order) => order.refunds.map((refund) => ({ order, refund }))),
    fulfillments: () => orders().flatMap((order) => order.fulfillments.map((fulfillment) => ({ order, fulfillment }))),
    transactions: () => orders().flatMap((order) => order.transactions.map((transaction) => ({ order, transaction }))),
    customers: () => [...books.customers.values()],
    products: () => [...books.products.values()],
  };
}

type OrderWrites = 'place' | 'change' | 'deleteOrder';

function orderWritesOf({ books, compose, nowMs, index, tell }: WriteParts): Pick<ShopifyShop, OrderWrites> {
  const noted = (order: ShopOrder): ShopOrder => {
    books.orders.set(order.id, order);
    index.note(`orders/${order.id}`, order.updatedAtMs, nowMs());
    return order;
  };
  return {
    place: (wish = {}) => {
      const order = noted(composeOrder(wish, compose()));
      tell({ what: 'placed', order });
      return order;
    },
    change: ({ orderId, kind } = {}) => {
      const context = compose();
      const order = chooseOrder(books, orderId, kind, context);
      const chosen = kind ?? context.random.pick(possibleChanges(order));
      if (!canChange(order, chosen)) throw new RangeError(`${chosen} cannot happen to order ${order.name} now`);
      applyChange(order, chosen, context);
      noted(order);
      tell({ what: 'changed', kind: chosen, order });
      return { kind: chosen, order };
    },
    deleteOrder: (id) => {
      if (!books.orders.delete(id)) throw new RangeError(`there is no order ${id}`);
      index.forget(`orders/${id}`);
    },
  };
}

function chooseOrder(
  books: Books,
  orderId: string | undefined,
  kind: ChangeKind | undefined,
  { random }: ComposeParts,
): ShopOrder {
  if (orderId !== undefined) return found(books.orders.get(orderId), `order ${orderId}`);
  const orders = [...books.orders.values()];
  const fitting = kind === undefined ? orders : orders.filter((order) => canChange(order, kind));
  if (fitting.length === 0) throw new RangeError('no order can change like that');
  return random.pick(fitting);
}

type OtherWrites =
  | 'addCustomer'
  | 'addProduct'
  | 'changeCustomer'
  | 'changeProduct'
  | 'deleteCustomer'
  | 'deleteProduct';

function otherWritesOf({ books, compose, nowMs, index, tell }: WriteParts): Pick<ShopifyShop, OtherWrites> {
  const [someone] = books.customers.values();
  const [something] = books.products.values();
  return {
    addCustomer: () => {
      const customer = registerCustomer(found(someone, 'customer'), compose().ids, nowMs());
      books.customers.set(customer.id, customer);
      index.note(`customers/${customer.id}`, customer.updatedAtMs, nowMs());
      tell({ what: 'customer', customer });
      return customer;
    },
    addProduct: () => {
      const product = newProduct(found(something, 'product'), compose().ids, nowMs());
      books.products.set(product.id, product);
      index.note(`products/${product.id}`, product.updatedAtMs, nowMs());
      tell({ what: 'product', product });
      return product;
    },
    changeCustomer: (id) => {
      const customer =
        id === undefined
          ? compose().random.pick([...books.customers.values()])
          : found(books.customers.get(id), `customer ${id}`);
      customer.updatedAtMs = nowMs();
      customer.note = `seen ${nowMs() / 1000}`;
      index.note(`customers/${customer.id}`, customer.updatedAtMs, nowMs());
      tell({ what: 'customer', customer });
      return customer;
    },
    changeProduct: (id) => {
      const product =
        id === undefined
          ? compose().random.pick([...books.products.values()])
          : found(books.products.get(id), `product ${id}`);
      product.updatedAtMs = nowMs();
      for (const variant of product.variants)
        Object.assign(variant, { stock: variant.stock - 1, updatedAtMs: nowMs() });
      index.note(`products/${product.id}`, product.updatedAtMs, nowMs());
      tell({ what: 'product', product });
      return product;
    },
    deleteCustomer: (id) => {
      if (!books.customers.delete(id)) throw new RangeError(`there is no customer ${id}`);
      index.forget(`customers/${id}`);
    },
    deleteProduct: (id) => {
      if (!books.products.delete(id)) throw new RangeError(`there is no product ${id}`);
      index.forget(`products/${id}`);
    },
  };
}

function found<Row>(row: Row | undefined, what: string): Row {
  if (row === undefined) throw new RangeError(`there is no ${what}`);
  return row;
}
