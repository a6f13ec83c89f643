import { createSeededRandom, type SeededRandom } from '../kit/seeded-random.js';
import { renderProduct } from './catalog/render-product.js';
import { type ShopProduct, seedProducts } from './catalog/shop-product.js';
import { DELETED_ACCOUNT } from './customers/people.js';
import { renderCustomer } from './customers/render-customer.js';
import { type ShopCustomer, seedCustomers } from './customers/shop-customer.js';
import { createTables, type Tables } from './dal/tables.js';
import { hexId } from './hex-id.js';
import type { ChangeContext } from './orders/change-context.js';
import { applicableChanges, applyChange } from './orders/changes/order-changes.js';
import { composeOrder } from './orders/compose-order.js';
import type { ShopOrder } from './orders/shop-order.js';
import { createOrderFiler, type FileOrder } from './render/order-rows.js';
import { seedHistory, seedWish } from './seed-plan.js';
import { settingRows } from './settings/setting-rows.js';

/** Everything that a shop keeps, and the rows that show it. */
export interface ShopData {
  orders: Map<string, ShopOrder>;
  customers: Map<string, ShopCustomer>;
  products: Map<string, ShopProduct>;
  /** Orders as they were, by the id of the version: drafts that stayed behind, and what documents pin. */
  versions: Map<string, ShopOrder>;
  tables: Tables;
  random: SeededRandom;
  fileOrder: FileOrder;
  fileCustomer(customer: ShopCustomer): void;
  fileProduct(product: ShopProduct): void;
  contextAt(atMs: number): ChangeContext;
}

/** How far back the orders of a new shop go. */
export const HISTORY_MS = 20 * 24 * 3_600_000;

/** Fills a new shop up to the given instant; the same seed makes the same data. */
export function seedShopData(seed: number, orders: number, shopUrl: string, untilMs: number): ShopData {
  const data = emptyShopData(seed);
  const openedAt = untilMs - HISTORY_MS;
  for (const { entity, row } of settingRows(shopUrl, openedAt)) data.tables.put(entity, row);
  for (const product of seedProducts(openedAt)) data.fileProduct(product);
  const accounts = seedCustomers(openedAt);
  for (const account of accounts) if (account.person.email !== DELETED_ACCOUNT) data.fileCustomer(account);
  const context = data.contextAt(untilMs);
  for (const _ of accounts) context.nextNumber('customer');
  for (const [index, createdAt] of seedInstants(orders, untilMs, data.random).entries()) {
    seedOrder(data, index, createdAt, untilMs, accounts);
  }
  return data;
}

function emptyShopData(seed: number): ShopData {
  const tables = createTables();
  const [orders, customers, products] = [new Map(), new Map(), new Map()] as [
    ShopData['orders'],
    ShopData['customers'],
    ShopData['products'],
  ];
  const versions = new Map<string, ShopOrder>();
  const random = createSeededRandom(seed);
  const last = new Map<string, number>();
  const nextNumber = (sequence: string): number => {
    const number = (last.get(sequence) ?? 0) + 1;
    last.set(sequence, number);
    return number;
  };
  const nextId = (entity: string): string => hexId(seed, entity, nextNumber(`id of ${entity}`));
  const keepVersion = (order: ShopOrder): string => {
    const id = nextId('version');
    versions.set(id, structuredClone(order));
    return id;
  };
  const fileOrder = createOrderFiler(tables);
  return {
    orders,
    customers,
    products,
    versions,
    tables,
    random,
    fileOrder: (order) => {
      orders.set(order.id, order);
      fileOrder(order);
    },
    fileCustomer: (customer) => {
      customers.set(customer.id, customer);
      for (const { entity, row } of renderCustomer(customer)) tables.put(entity, row);
    },
    fileProduct: (product) => {
      products.set(product.article.number, product);
      for (const { entity, row } of renderProduct(product)) tables.put(entity, row);
    },
    contextAt: (atMs) => ({ atMs, random, nextId, nextNumber, keepVersion }),
  };
}

/** Oldest first; now and then two orders are placed in the same millisecond. */
function seedInstants(count: number, untilMs: number, random: SeededRandom): number[] {
  const ages = Array.from({ length: count }, () => random.integer(1_000, HISTORY_MS)).sort((one, other) => other - one);
  return ages.map((age, index) => untilMs - (index % 17 === 16 ? (ages[index - 1] ?? age) : age));
}

function seedOrder(
  data: ShopData,
  index: number,
  createdAt: number,
  untilMs: number,
  accounts: readonly ShopCustomer[],
): void {
  const { order, guest } = composeOrder(seedWish(index), data.contextAt(createdAt), accounts);
  if (guest !== null) data.fileCustomer(guest);
  for (const { kind, atMs } of seedHistory(createdAt, index, untilMs, data.random)) {
    if (applicableChanges(order).includes(kind)) applyChange(order, kind, data.contextAt(atMs));
  }
  data.fileOrder(order);
}
