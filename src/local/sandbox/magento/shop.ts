import type { JsonObject } from '../kit/json-object.js';
import { createSeededRandom } from '../kit/seeded-random.js';
import type { OrderWish } from './compose-order.js';
import { createCounters } from './counters.js';
import type { CustomerPayload } from './customers/render-customer.js';
import { changeCustomer, registerCustomer, seedCustomers } from './customers/shop-customer.js';
import type { DocumentPayload } from './documents/filed-document.js';
import type { ShipmentPayload } from './documents/render-shipment.js';
import { toWholeSecond } from './magento-time.js';
import type { ProductPayload } from './products/render-product.js';
import { changeProduct, deletedProduct, newProduct, seedProducts } from './products/shop-product.js';
import type { ChangeKind } from './progress/order-progress.js';
import type { ShipmentRequest } from './progress/plan-shipment.js';
import type { NewTrack } from './progress/tracks.js';
import type { OrderPayload } from './render-order.js';
import { HISTORY_MS, seedOrders } from './seed-orders.js';
import { createShopTables, fileOrder, type ShopTables, type TableName } from './shop-tables.js';
import {
  addTrack,
  changeOrder,
  commentOrder,
  type OrderComment,
  placeOrder,
  type ShopChange,
  type ShopNews,
  type ShopQuirks,
  shipOrder,
  type WriteParts,
} from './shop-writes.js';
import type { Table } from './table.js';

/** The four secrets of an integration, as the shop's administration shows them. */
export interface IntegrationCredentials {
  consumerKey: string;
  consumerSecret: string;
  accessToken: string;
  accessTokenSecret: string;
}

/** What a shop is made from; the same values make the same shop. */
export interface MagentoShopOptions {
  seed: number;
  credentials: IntegrationCredentials;
  now(): Date;
  /** How many orders it starts with; 300 if not said. */
  orders?: number;
}

/** A shop's data and the things that can happen in it. */
export interface MagentoShop {
  readonly credentials: IntegrationCredentials;
  /** Tests assign to them while the shop lives. */
  readonly quirks: ShopQuirks;
  now(): Date;
  /** The listings of the interface. */
  readonly tables: Readonly<Record<TableName, Table>>;
  /** The truth: every order as the interface would show it with raw row totals, by entity id. A change makes a new object. */
  orders(): readonly OrderPayload[];
  order(entityId: number): OrderPayload | undefined;
  /** The truth of the other listings; products with their stock items, as the single product is shown. */
  invoices(): readonly DocumentPayload[];
  shipments(): readonly ShipmentPayload[];
  creditmemos(): readonly DocumentPayload[];
  customers(): readonly CustomerPayload[];
  products(): readonly ProductPayload[];
  /** Places a new order at the shop's present time. */
  place(wish?: OrderWish): OrderPayload;
  /** Changes an order: a random one in a random way that its state allows, unless told which and how. Throws RangeError if that cannot be. */
  change(which?: { entityId?: number; kind?: ChangeKind }): ShopChange;
  /** What the interface lets others write; each throws the MagentoError that it is refused with. */
  ship(orderId: number, request: ShipmentRequest): number;
  addTrack(ids: { orderId: number; shipmentId: number }, track: NewTrack): JsonObject;
  comment(orderId: number, comment: OrderComment): void;
  /** Registers a customer, or puts a product into the catalogue, at the shop's present time. */
  addCustomer(): CustomerPayload;
  addProduct(): ProductPayload;
  /** Changes a customer or a product, a random one unless told which. Throws RangeError if there is none. */
  changeCustomer(id?: number): CustomerPayload;
  changeProduct(sku?: string): ProductPayload;
  /** Deletes a customer; orders go on naming them. Throws RangeError if there is none. */
  deleteCustomer(id: number): void;
  /** Deletes a product, or puts one back; orders go on naming its SKU. Throws RangeError for a SKU that the shop never had. */
  deleteProduct(sku: string): void;
  restoreProduct(sku: string): ProductPayload;
  /** Tells of every new and changed order from now on, until the returned function is called. */
  onChange(listener: (news: ShopNews) => void): () => void;
  /** Orders whose grand total holds a fee that no column shows, so that their arithmetic cannot balance. */
  surchargeOrderIds(): readonly number[];
  /** Grows with every placed or changed order. */
  revision(): number;
}

/** Creates a shop with orders and their documents over the twenty days before its present time, with customers and products. */
export function createMagentoShop(options: MagentoShopOptions): MagentoShop {
  const tables = createShopTables();
  const listeners = new Set<(news: ShopNews) => void>();
  const quirks = { shippingLeavesOrder: false };
  const parts: WriteParts = {
    tables,
    draws: {
      random: createSeededRandom(options.seed),
      extras: createSeededRandom(options.seed ^ 0x5eed),
      counters: createCounters(),
    },
    now: options.now,
    quirks,
    tell: (news) => {
      for (const listener of listeners) listener(news);
    },
  };
  fill(parts, options.orders ?? 300);
  const before = tables.orders.revision();
  return {
    credentials: options.credentials,
    quirks,
    now: options.now,
    tables,
    ...readingOf(tables),
    ...orderWritesOf(parts),
    ...otherWritesOf(parts),
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    revision: () => tables.orders.revision() - before,
  };
}

function fill({ tables, draws, now }: WriteParts, orders: number): void {
  const untilMs = now().getTime();
  for (const customer of seedCustomers(untilMs - HISTORY_MS)) tables.customers.put(customer);
  for (const product of seedProducts(untilMs - HISTORY_MS)) tables.products.put(product);
  for (const order of seedOrders(orders, untilMs, draws)) fileOrder(tables, order);
}

type Reading = TableName | 'order' | 'surchargeOrderIds';

function readingOf(tables: ShopTables): Pick<MagentoShop, Reading> {
  const all = <Payload extends JsonObject>(table: Table<Payload>): Payload[] =>
    table.ids().map((id) => table.show(id) as Payload);
  return {
    orders: () => all(tables.orders),
    order: tables.orders.show,
    invoices: () => all(tables.invoices),
    shipments: () => all(tables.shipments),
    creditmemos: () => all(tables.creditmemos),
    customers: () => all(tables.customers),
    products: () => all(tables.products),
    surchargeOrderIds: () =>
      tables.orders
        .rows()
        .filter((order) => order.surcharge.order > 0)
        .map((order) => order.entityId),
  };
}

type OrderWrites = 'place' | 'change' | 'ship' | 'addTrack' | 'comment';

function orderWritesOf(parts: WriteParts): Pick<MagentoShop, OrderWrites> {
  return {
    place: (wish = {}) => placeOrder(parts, wish),
    change: (which = {}) => changeOrder(parts, which),
    ship: (orderId, request) => shipOrder(parts, orderId, request),
    addTrack: (ids, track) => addTrack(parts, ids, track),
    comment: (orderId, comment) => commentOrder(parts, orderId, comment),
  };
}

const FIRST_ADDED = 5_000;

type OtherWrites =
  | 'addCustomer'
  | 'addProduct'
  | 'changeCustomer'
  | 'changeProduct'
  | 'deleteCustomer'
  | 'deleteProduct'
  | 'restoreProduct';

function otherWritesOf({ tables, draws, now }: WriteParts): Pick<MagentoShop, OtherWrites> {
  const { customers, products } = tables;
  const { extras } = draws;
  const findProduct = (sku: string) =>
    found(
      products.rows().find(({ article }) => article.sku === sku),
      sku,
    );
  const someone = customers.rows()[0];
  const something = products.rows().find(({ type }) => type === 'simple');
  const atMs = (): number => toWholeSecond(now().getTime());
  return {
    addCustomer: () => {
      const added = registerCustomer(found(someone, 'customer'), nextId(customers), atMs());
      customers.put(added);
      return customers.show(added.id) as CustomerPayload;
    },
    addProduct: () => {
      const added = newProduct(found(something, 'product'), nextId(products), atMs());
      products.put(added);
      return products.show(added.article.id) as ProductPayload;
    },
    changeCustomer: (id) => {
      const customer = id === undefined ? extras.pick(customers.rows()) : found(customers.find(id), id);
      changeCustomer(customer, now().getTime(), extras);
      customers.put(customer);
      return customers.show(customer.id) as CustomerPayload;
    },
    changeProduct: (sku) => {
      const product = sku === undefined ? extras.pick(products.rows()) : findProduct(sku);
      changeProduct(product, now().getTime(), extras);
      products.put(product);
      return products.show(product.article.id) as ProductPayload;
    },
    deleteCustomer: (id) => customers.remove(found(customers.find(id), id).id),
    deleteProduct: (sku) => products.remove(findProduct(sku).article.id),
    restoreProduct: (sku) => {
      const product = found(deletedProduct(sku, now().getTime()), sku);
      products.put(product);
      return products.show(product.article.id) as ProductPayload;
    },
  };
}

/** Far above the ids of the first rows, so that a deleted one does not come back. */
function nextId(table: Table): number {
  return Math.max(FIRST_ADDED, ...table.ids()) + 1;
}

function found<Row>(row: Row | undefined, id: number | string): Row {
  if (row === undefined) throw new RangeError(`there is no ${id}`);
  return row;
}
