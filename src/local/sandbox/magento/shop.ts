import { type Counters, composeOrder, type OrderWish } from './compose-order.js';
import type { JsonValue } from './json-object.js';
import { createOrderBook, type OrderBook } from './order-book.js';
import { applicableChanges, applyChange, type ChangeContext, type ChangeKind } from './order-progress.js';
import type { OrderPayload } from './render-order.js';
import { seedHistory, seedWish } from './seed-plan.js';
import { createSeededRandom, type SeededRandom } from './seeded-random.js';
import type { ShopOrder } from './shop-order.js';

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

/** What was done to which order. */
export interface ShopChange {
  kind: ChangeKind;
  order: OrderPayload;
}

/** A shop's data and the things that can happen in it. */
export interface MagentoShop {
  readonly credentials: IntegrationCredentials;
  now(): Date;
  /** The truth: every order as the interface would show it with raw row totals, by entity id. A change makes a new object. */
  orders(): readonly OrderPayload[];
  order(entityId: number): OrderPayload | undefined;
  orderIds(): readonly number[];
  /** One header column of an order, null where it has none: what searches compare. */
  orderColumn(entityId: number, column: string): JsonValue;
  /** Places a new order at the shop's present time. */
  place(wish?: OrderWish): OrderPayload;
  /** Changes an order: a random one in a random way that its state allows, unless told which and how. Throws RangeError if that cannot be. */
  change(which?: { entityId?: number; kind?: ChangeKind }): ShopChange;
  /** Orders whose grand total holds a fee that no column shows, so that their arithmetic cannot balance. */
  surchargeOrderIds(): readonly number[];
  /** Grows with every placed or changed order. */
  revision(): number;
}

/** Creates a shop with orders over the twenty days before its present time. */
export function createMagentoShop(options: MagentoShopOptions): MagentoShop {
  const random = createSeededRandom(options.seed);
  const counters = createCounters();
  const book = createOrderBook(seedOrders(options, random, counters));
  return {
    credentials: options.credentials,
    now: options.now,
    ...readingOf(book),
    place: (wish = {}) => {
      const order = composeOrder(wish, options.now().getTime(), random, counters);
      book.add(order);
      return book.show(order);
    },
    change: (which = {}) => {
      const order = chooseOrder(book, which, random);
      const kind = which.kind ?? random.pick(applicableChanges(order));
      applyChange(order, kind, changeContext(options.now().getTime(), random, counters));
      book.touch(order);
      return { kind, order: book.show(order) };
    },
  };
}

type Reading = 'orders' | 'order' | 'orderIds' | 'orderColumn' | 'surchargeOrderIds' | 'revision';

function readingOf(book: OrderBook): Pick<MagentoShop, Reading> {
  return {
    orders: () => book.all().map(book.show),
    orderIds: () => book.all().map((order) => order.entityId),
    order: (entityId) => {
      const order = book.find(entityId);
      return order === undefined ? undefined : book.show(order);
    },
    orderColumn: (entityId, column) => {
      const order = book.find(entityId);
      return order === undefined ? null : book.column(order, column);
    },
    surchargeOrderIds: () =>
      book
        .all()
        .filter((order) => order.surcharge.order > 0)
        .map((order) => order.entityId),
    revision: book.revision,
  };
}

interface ShopCounters extends Counters {
  nextHistoryId(): number;
}

function createCounters(): ShopCounters {
  const numbers = new Map<number, number>();
  const counter = (): (() => number) => {
    let last = 0;
    return () => {
      last += 1;
      return last;
    };
  };
  return {
    nextOrderId: counter(),
    nextItemId: counter(),
    nextHistoryId: counter(),
    nextNumber: (store) => {
      const number = (numbers.get(store.id) ?? 0) + 1;
      numbers.set(store.id, number);
      return number;
    },
  };
}

function changeContext(atMs: number, random: SeededRandom, counters: ShopCounters): ChangeContext {
  return { atMs, random, nextHistoryId: counters.nextHistoryId };
}

const HISTORY_MS = 20 * 24 * 3_600_000;

function seedOrders(options: MagentoShopOptions, random: SeededRandom, counters: ShopCounters): ShopOrder[] {
  const untilMs = options.now().getTime();
  const ages = Array.from({ length: options.orders ?? 300 }, () => random.integer(0, HISTORY_MS)).sort((a, b) => b - a);
  return ages.map((age, index) => {
    const order = composeOrder(seedWish(index), untilMs - age, random, counters);
    for (const { kind, atMs } of seedHistory(order, index, untilMs, random)) {
      if (applicableChanges(order).includes(kind)) applyChange(order, kind, changeContext(atMs, random, counters));
    }
    return order;
  });
}

/** Without a wish, a few tries favour orders that something other than a comment can happen to. */
function chooseOrder(
  book: OrderBook,
  which: { entityId?: number; kind?: ChangeKind },
  random: SeededRandom,
): ShopOrder {
  const { entityId, kind } = which;
  const orders = book.all();
  if (entityId !== undefined) {
    const order = book.find(entityId);
    if (order === undefined) throw new RangeError(`there is no order ${entityId}`);
    return order;
  }
  if (kind !== undefined) {
    const able = orders.filter((order) => applicableChanges(order).includes(kind));
    if (able.length === 0) throw new RangeError(`no order can take the change ${kind} now`);
    return random.pick(able);
  }
  const tries = Array.from({ length: 5 }, () => random.pick(orders));
  return tries.find((order) => applicableChanges(order).length > 1) ?? (tries[0] as ShopOrder);
}
