import type { ChangeContext } from '../changes/change-context.js';
import { payNewOrder } from '../changes/payments.js';
import { type Currencies, fromCents } from './amount.js';
import { composeLines } from './compose-lines.js';
import { discountOrder } from './discount-lines.js';
import type { IdKind } from './ids.js';
import type { Address, ShopOrder } from './order.js';
import type { OrderWish } from './order-wish.js';
import { addressIn, COUNTRY_OF_CURRENCY, type ShopCustomer } from './people.js';
import { taxesIncludedIn, taxOrder } from './tax-lines.js';

/** What an order is composed from. */
export interface ComposeParts extends ChangeContext {
  shopCurrency: string;
  customers: readonly ShopCustomer[];
  nextNumber(): number;
}

const CURRENCIES = ['EUR', 'GBP', 'USD', 'CAD', 'JPY', 'KWD'];

/** Composes an order placed at `atMs`, with its first payment. */
export function composeOrder(wish: OrderWish, parts: ComposeParts): ShopOrder {
  const { random, ids } = parts;
  const nextId = (kind: IdKind): string => (wish.longIds === true ? ids.nextLong(kind) : ids.next(kind));
  const presentment = wish.currency ?? (random.chance(0.6) ? parts.shopCurrency : random.pick(CURRENCIES));
  const currencies = { shop: parts.shopCurrency, presentment };
  const countryCode = COUNTRY_OF_CURRENCY[presentment] ?? 'DE';
  const order: ShopOrder = {
    ...frameOf(wish, currencies, countryCode, { ...parts, id: nextId('Order') }),
    lines: composeLines(wish, { random, products: parts.products, currencies, nextId }),
  };
  if (needsShipping(order)) order.shippingLines.push(shippingLine(wish, order, nextId('ShippingLine')));
  else order.shipping = null;
  discountOrder(order, wish.discount ?? 'none');
  taxOrder(order, countryCode);
  if (wish.duties === true) addDuties(order, nextId);
  payNewOrder(order, wish.payment ?? 'sale', parts);
  return order;
}

type Frame = Omit<ShopOrder, 'lines'>;

function frameOf(
  wish: OrderWish,
  currencies: Currencies,
  countryCode: string,
  parts: ComposeParts & { id: string },
): Frame {
  const { random, ids, atMs } = parts;
  const number = parts.nextNumber();
  const customer = wish.guest === true ? null : random.pick(parts.customers);
  const isPos = wish.source === 'pos';
  const address = isPos
    ? null
    : addressIn(countryCode, customer?.firstName ?? 'Gast', customer?.lastName ?? 'Gåst', ids);
  return {
    ...emptyFrame(),
    ...sourceOf(wish, number, parts),
    ...buyerOf(customer, isPos, number),
    id: parts.id,
    number,
    name: `#${number}`,
    currencies,
    createdAtMs: atMs,
    // An import brings orders that were taken elsewhere before.
    processedAtMs: wish.source === 'import' ? atMs - 9 * 24 * 3_600_000 : atMs,
    updatedAtMs: atMs,
    note: number % 7 === 0 ? 'Bitte klingeln 🛎\nzweite Zeile, "Anführung"' : null,
    tags: number % 5 === 0 ? ['VIP', 'Café'] : [],
    billing: otherAddress(address, ids.next('MailingAddress'), number),
    shipping: address,
    poNumber: number % 11 === 0 ? `PO-${number}/A` : null,
    test: wish.test ?? false,
    taxesIncluded: taxesIncludedIn(countryCode),
    statusless: wish.statusless ?? false,
    customAttributes: number % 4 === 0 ? [{ key: 'Gift message', value: 'Zum 40. 🎂' }] : [],
    metafields: number % 3 === 0 ? [metafield(ids.next('Metafield'), number)] : [],
  };
}

function emptyFrame() {
  return {
    cancelledAtMs: null,
    closedAtMs: null,
    cancelReason: null,
    edited: false,
    discounts: [],
    shippingLines: [],
    transactions: [],
    refunds: [],
    fulfillments: [],
    returns: [],
  };
}

function sourceOf(wish: OrderWish, number: number, { locationId }: ComposeParts) {
  const source = wish.source ?? 'web';
  return {
    sourceName: source === 'import' ? '580111' : source,
    sourceIdentifier: source === 'import' ? `OLD-${number}` : null,
    locationId: source === 'pos' ? locationId : null,
  };
}

function buyerOf(customer: ShopCustomer | null, isPos: boolean, number: number) {
  const guestEmail = isPos ? null : `Guest.${number}+shop@example.com`;
  return {
    customerId: customer?.id ?? null,
    email: customer === null ? guestEmail : customer.email,
    phone: customer?.phone ?? null,
    locale: customer?.locale ?? 'en',
  };
}

function otherAddress(address: Address | null, id: string, number: number): Address | null {
  if (address === null) return null;
  return number % 6 === 0 ? { ...address, id, company: 'Buchhaltung GmbH & Co. KG' } : { ...address, id };
}

function metafield(id: string, number: number) {
  return {
    id,
    namespace: 'custom',
    key: 'delivery_window',
    type: 'single_line_text_field',
    value: `slot ${number % 9}`,
  };
}

function needsShipping(order: ShopOrder): boolean {
  return order.shipping !== null && order.lines.some(({ requiresShipping }) => requiresShipping);
}

function shippingLine(wish: OrderWish, order: ShopOrder, id: string) {
  const isExpress = order.number % 4 === 1;
  return {
    id,
    title: isExpress ? 'Expreß' : 'Standard',
    code: isExpress ? 'EXPRESS' : null,
    source: wish.source === 'import' ? 'other' : 'shopify',
    carrierIdentifier: isExpress ? '650f1a14fa979ec5c74d063e968411d4' : null,
    price: fromCents(isExpress ? 1_290 : 495, order.currencies),
    allocations: [],
    taxes: [],
  };
}

function addDuties(order: ShopOrder, nextId: (kind: IdKind) => string): void {
  for (const line of order.lines.filter(({ requiresShipping }) => requiresShipping)) {
    const amount = fromCents(180 * line.quantity, order.currencies);
    line.duties.push({ id: nextId('Duty'), amount, countryCode: 'DE', harmonizedCode: '732394' });
  }
}
