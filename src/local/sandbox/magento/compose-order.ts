import type { SeededRandom } from '../kit/seeded-random.js';
import { CATALOG, type CatalogProduct, type ProductKind } from './catalog.js';
import {
  CART_RULES,
  type CartRule,
  PAYMENT_METHODS,
  type PaymentMethod,
  SHIPPING_METHODS,
} from './checkout-choices.js';
import { composeRow, priceInBoth } from './compose-row.js';
import type { Counters } from './counters.js';
import { toWholeSecond } from './magento-time.js';
import { convert, ONE_PIECE } from './minor-units.js';
import type { OrderRow } from './order-row.js';
import { BUYERS, PLACES, type Place } from './people.js';
import type { ShopOrder } from './shop-order.js';
import { STORE_VIEWS, type StoreView } from './store-view.js';

/** What an order is asked to be; whatever is left out is chosen at random. */
export interface OrderWish {
  storeCode?: string;
  kind?: ProductKind;
  /** A payment that starts out unpaid (true) or one settled later (false). */
  onlinePayment?: boolean;
  /** Adds the fee that no column shows. */
  surcharge?: boolean;
}

/** Composes a new order as the checkout would place it at the given instant. */
export function composeOrder(wish: OrderWish, placedAtMs: number, random: SeededRandom, counters: Counters): ShopOrder {
  const createdAt = toWholeSecond(placedAtMs);
  const store = STORE_VIEWS.find((view) => view.code === wish.storeCode) ?? random.pick(STORE_VIEWS);
  const rule = random.chance(0.4) ? random.pick(CART_RULES) : null;
  const discountPercents = rule?.percents ?? [];
  const nextItemId = (): number => counters.nextId('item');
  const rows = chooseProducts(wish.kind, random).map((product) =>
    composeRow(product, { store, discountPercents, createdAt, random, nextItemId }),
  );
  const payment = choosePayment(wish.onlinePayment, random);
  const places = PLACES.filter((place) => place.country === store.country);
  return {
    entityId: counters.nextId('order'),
    incrementId: counters.nextNumber('order', store),
    protectCode: hexCode(random),
    store,
    createdAt,
    updatedAt: createdAt,
    state: payment.online ? 'pending_payment' : 'new',
    status: payment.online ? 'pending_payment' : 'pending',
    beforeHold: null,
    buyer: random.pick(BUYERS),
    billing: random.pick(places),
    shipping: chooseShipping(rows, rule, store, places, random),
    payment,
    rule,
    rows,
    surcharge: surchargeOf(wish.surcharge ?? false, store),
    note: random.chance(0.1) ? 'Bitte beim Nachbarn abgeben.\nKlingel defekt – danke! 🙏' : null,
    feesInvoiced: false,
    feesRefunded: false,
    invoices: [],
    shipments: [],
    creditmemos: [],
    history: [],
  };
}

function chooseProducts(kind: ProductKind | undefined, random: SeededRandom): CatalogProduct[] {
  const first = random.pick(kind === undefined ? CATALOG : CATALOG.filter((product) => product.kind === kind));
  const goesAlone = isVirtualKind(first.kind) && random.chance(0.7);
  const more = goesAlone ? [] : Array.from({ length: random.integer(0, 3) }, () => random.pick(CATALOG));
  return [first, ...more];
}

function isVirtualKind(kind: ProductKind): boolean {
  return kind === 'virtual' || kind === 'downloadable' || kind === 'giftcard';
}

function choosePayment(online: boolean | undefined, random: SeededRandom): PaymentMethod {
  return random.pick(PAYMENT_METHODS.filter((method) => online === undefined || method.online === online));
}

function chooseShipping(
  rows: readonly OrderRow[],
  rule: CartRule | null,
  store: StoreView,
  places: readonly Place[],
  random: SeededRandom,
): ShopOrder['shipping'] {
  if (rows.every((row) => row.virtual)) return null;
  const method = random.pick(SHIPPING_METHODS);
  const taxPercent = store.standardTax;
  const discountPercents = rule?.discountsShipping ? rule.percents : [];
  const price = rule?.freeShipping ? 0 : method.price;
  const figures = priceInBoth(price, { quantity: ONE_PIECE, taxPercent, discountPercents }, store);
  return { method, place: random.pick(places), figures, taxPercent };
}

function surchargeOf(wanted: boolean, store: StoreView): ShopOrder['surcharge'] {
  const base = wanted ? 143 : 0;
  return { order: convert(base, store.baseCurrency, store.currency, store.rateMillionths), base };
}

function hexCode(random: SeededRandom): string {
  return random.integer(0, 0xffffff).toString(16).padStart(6, '0');
}
