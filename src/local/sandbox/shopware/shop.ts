import { familyOf } from './catalog/articles.js';
import { productId } from './catalog/render-product.js';
import { type ProductBook, type ShopProduct, seedProducts } from './catalog/shop-product.js';
import { type ShopCustomer, seedCustomers } from './customers/shop-customer.js';
import { type Reader, readVersion } from './dal/tables.js';
import { hexId, LIVE_VERSION } from './hex-id.js';
import type { ChangeKind } from './orders/changes/order-changes.js';
import { bookOf, type OrderBook } from './orders/order-book.js';
import type { OrderWish } from './orders/order-wish.js';
import { readOrderVersion } from './render/order-rows.js';
import { type ShopData, seedShopData } from './shop-data.js';
import {
  addCustomer,
  addProduct,
  type ChangeWish,
  changeCustomer,
  changeOrder,
  changeShopProduct,
  deleteCustomer,
  deleteProduct,
  placeOrder,
  type ShopNews,
  type ShopQuirks,
  type WriteParts,
} from './shop-writes.js';

/** An integration's key and secret, as the shop's administration shows them. */
export interface IntegrationCredentials {
  clientId: string;
  clientSecret: string;
}

/** Something that may ask the interface: an integration that a person made, or one of an installed app. */
export interface Integration extends IntegrationCredentials {
  /** Such as `order:read`; null for all. */
  privileges: ReadonlySet<string> | null;
}

/** What a shop is made from; the same values make the same shop. */
export interface ShopwareShopOptions {
  seed: number;
  credentials: IntegrationCredentials;
  now(): Date;
  /** How many orders it starts with; 200 if not said. */
  orders?: number;
  /** The address that the shop goes by; where its interface listens is another matter. */
  shopUrl?: string;
}

/** The truth about a customer. */
export interface CustomerBook {
  id: string;
  number: string;
  email: string;
  guest: boolean;
  updatedAt: string | null;
}

/** A shop's data and the things that can happen in it. */
export interface ShopwareShop {
  /** Of the integration that a person made. */
  readonly credentials: IntegrationCredentials;
  /** All integrations by their key; an app brings one along, and takes it with it. */
  readonly integrations: Map<string, Integration>;
  readonly shopId: string;
  readonly shopUrl: string;
  /** Tests assign to them while the shop lives. */
  readonly quirks: ShopQuirks;
  now(): Date;
  /** The tables of the interface: the live version, or another one where it is known. */
  read(versionId?: string): Reader;
  /** The truth in exact minor units; a change makes new objects. */
  orders(): readonly OrderBook[];
  order(id: string): OrderBook | undefined;
  customers(): readonly CustomerBook[];
  products(): readonly ProductBook[];
  /** Places a new order at the shop's present time. */
  place(wish?: OrderWish): OrderBook;
  /** Changes an order: a random one in a random way that its state allows, unless told which and how. Throws RangeError if that cannot be. */
  change(wish?: ChangeWish): { kind: ChangeKind; order: OrderBook };
  /** Registers a customer, or puts a product into the catalogue, at the shop's present time. */
  addCustomer(): CustomerBook;
  addProduct(): ProductBook;
  changeCustomer(id?: string): CustomerBook;
  /** Deletes a customer or a product; neither updates the orders that name it. Throws RangeError if there is none. */
  deleteCustomer(id: string): void;
  changeProduct(number?: string): ProductBook;
  deleteProduct(number: string): void;
  /** Tells of everything that happens from now on, until the returned function is called. */
  onChange(listener: (news: ShopNews) => void): () => void;
  /** How much has happened so far. */
  revision(): number;
}

/** Creates a shop with orders over the twenty days before its present time, with customers and products. */
export function createShopwareShop(options: ShopwareShopOptions): ShopwareShop {
  const { seed, credentials, now, orders = 200, shopUrl = 'https://shop.example' } = options;
  const data = seedShopData(seed, orders, shopUrl, now().getTime());
  const listeners = new Set<(news: ShopNews) => void>();
  const quirks: ShopQuirks = { stateChangesTouchOrder: false };
  let revision = 0;
  const tell = (news: ShopNews): void => {
    revision += 1;
    for (const listener of listeners) listener(news);
  };
  return {
    credentials,
    integrations: new Map([[credentials.clientId, { ...credentials, privileges: null }]]),
    shopId: hexId('shop', seed).slice(0, 16),
    shopUrl,
    quirks,
    now,
    ...readingOf(data),
    ...writesOf({ data, now, quirks, tell }),
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    revision: () => revision,
  };
}

type Reading = 'read' | 'orders' | 'order' | 'customers' | 'products';

function readingOf(data: ShopData): Pick<ShopwareShop, Reading> {
  return {
    read: (versionId = LIVE_VERSION) => {
      const order = data.versions.get(versionId);
      return order === undefined ? data.tables : readVersion(data.tables, readOrderVersion(order, versionId));
    },
    orders: () => [...data.orders.values()].map(bookOf),
    order: (id) => {
      const order = data.orders.get(id);
      return order && bookOf(order);
    },
    customers: () => [...data.customers.values()].map(customerBook),
    products: () => [...data.products.values()].map(productBook),
  };
}

type Writes =
  | 'place'
  | 'change'
  | 'addCustomer'
  | 'addProduct'
  | 'changeCustomer'
  | 'deleteCustomer'
  | 'changeProduct'
  | 'deleteProduct';

function writesOf(parts: WriteParts): Pick<ShopwareShop, Writes> {
  const [someone] = seedCustomers(parts.now().getTime()) as [ShopCustomer];
  const [something] = seedProducts(parts.now().getTime()) as [ShopProduct];
  return {
    place: (wish = {}) => placeOrder(parts, wish),
    change: (wish = {}) => changeOrder(parts, wish),
    addCustomer: () => customerBook(addCustomer(parts, someone)),
    addProduct: () => productBook(addProduct(parts, something)),
    changeCustomer: (id) => customerBook(changeCustomer(parts, id)),
    deleteCustomer: (id) => deleteCustomer(parts, id),
    changeProduct: (number) => productBook(changeShopProduct(parts, number)),
    deleteProduct: (number) => deleteProduct(parts, number),
  };
}

function customerBook({ id, number, person, guest, updatedAt }: ShopCustomer): CustomerBook {
  return { id, number, email: person.email, guest, updatedAt: instantOf(updatedAt) };
}

function productBook({ article, stock, active, updatedAt }: ShopProduct): ProductBook {
  const family = familyOf(article);
  const parentId = family === article ? null : productId(family);
  const { number } = article;
  return { id: productId(article), number, parentId, stock, active, updatedAt: instantOf(updatedAt) };
}

function instantOf(atMs: number | null): string | null {
  return atMs === null ? null : new Date(atMs).toISOString();
}
