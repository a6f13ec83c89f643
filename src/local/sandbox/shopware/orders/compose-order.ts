import { DELETED_ACCOUNT, GUESTS, PLACES, type Place } from '../customers/people.js';
import { openCustomer, type ShopCustomer } from '../customers/shop-customer.js';
import { fromEuroCents } from '../settings/currencies.js';
import { PAYMENT_METHODS, SHIPPING_METHODS } from '../settings/methods.js';
import { SALES_CHANNELS, type SalesChannel } from '../settings/sales-channels.js';
import type { ChangeContext } from './change-context.js';
import { composeLines } from './compose-lines.js';
import { grandTotal } from './order-figures.js';
import type { OrderWish } from './order-wish.js';
import { PROMOTIONS } from './promotions.js';
import type { ShopDelivery, ShopLine, ShopOrder, ShopPromotion } from './shop-order.js';

/** A composed order, and the customer that a guest becomes by it. */
export interface ComposedOrder {
  order: ShopOrder;
  guest: ShopCustomer | null;
}

/** Composes a new order as the checkout would place it. */
export function composeOrder(
  wish: OrderWish,
  context: ChangeContext,
  customers: readonly ShopCustomer[],
): ComposedOrder {
  const { random, atMs } = context;
  const channel = SALES_CHANNELS.find(({ name }) => name === wish.channelName) ?? random.pick(SALES_CHANNELS);
  const isGuest = wish.guest ?? random.chance(0.2);
  const buyer = isGuest ? guestOf(channel, context) : accountOf(wish, customers, random.pick);
  const places = PLACES.filter(({ country }) => channel.countries.includes(country));
  const lines = composeLines(wish, channel, context);
  const promotions = composePromotions(wish, channel, context);
  const autoIncrement = context.nextNumber('order');
  const order: ShopOrder = {
    id: context.nextId('order'),
    autoIncrement,
    number: String(10_000 + autoIncrement),
    channel,
    createdAt: atMs,
    updatedAt: null,
    state: 'open',
    customerId: buyer.person.email === DELETED_ACCOUNT ? null : buyer.id,
    customerNumber: buyer.number,
    person: buyer.person,
    billing: random.pick(places),
    shipping: lines.every(isDigital) ? null : random.pick(places),
    lines,
    promotions,
    deliveries: composeDeliveries(lines, promotions, wish, channel, context),
    transactions: [],
    documents: [],
    tags: random.chance(0.15) ? [random.pick(['VIP', 'Geschenk 🎁'])] : [],
    customFields: random.pick([null, {}, { erp_export: false, note_für_lager: 'zerbrechlich' }]),
    comment: random.chance(0.1) ? 'Bitte beim Nachbarn abgeben.\nDanke! 🙏' : null,
  };
  openTransaction(order, wish.provider, context);
  return { order, guest: isGuest ? buyer : null };
}

/** Opens a new try to pay an order for all that it costs. */
export function openTransaction(order: ShopOrder, provider: boolean | undefined, context: ChangeContext): void {
  const methods = PAYMENT_METHODS.filter(({ isProvider }) => provider === undefined || isProvider === provider);
  order.transactions.push({
    id: context.nextId('order_transaction'),
    method: context.random.pick(methods).technicalName,
    state: 'open',
    amount: grandTotal(order),
    captures: [],
    createdAt: context.atMs,
    updatedAt: null,
  });
}

function guestOf(channel: SalesChannel, { random, atMs, nextNumber }: ChangeContext): ShopCustomer {
  const places = PLACES.filter(({ country }) => channel.countries.includes(country));
  const [billing, shipping] = [random.pick(places), random.pick(places)] as [Place, Place];
  const person = random.pick(GUESTS);
  return openCustomer(nextNumber('customer'), { person, guest: true, channel, billing, shipping, createdAt: atMs });
}

function accountOf(
  { deletedCustomer }: OrderWish,
  customers: readonly ShopCustomer[],
  pick: ChangeContext['random']['pick'],
): ShopCustomer {
  const accounts = customers.filter(({ guest }) => !guest);
  const wanted = accounts.filter(({ person }) => (person.email === DELETED_ACCOUNT) === (deletedCustomer ?? false));
  return pick(wanted.length === 0 ? accounts : wanted);
}

function isDigital({ article }: ShopLine): boolean {
  return article?.digital ?? false;
}

function composePromotions(wish: OrderWish, channel: SalesChannel, context: ChangeContext): ShopPromotion[] {
  const names = Object.keys(PROMOTIONS);
  const name = wish.promotion ?? (context.random.chance(0.4) ? context.random.pick(names) : 'none');
  const promotion = PROMOTIONS[name];
  if (promotion === undefined) return [];
  const value = promotion.kind === 'absolute' ? fromEuroCents(promotion.value, channel.currency) : promotion.value;
  const id = context.nextId('order_line_item');
  return [{ ...promotion, id, value, createdAt: context.atMs, updatedAt: null }];
}

function composeDeliveries(
  lines: readonly ShopLine[],
  promotions: readonly ShopPromotion[],
  wish: OrderWish,
  channel: SalesChannel,
  context: ChangeContext,
): ShopDelivery[] {
  const shipped = lines.filter((line) => !isDigital(line));
  if (shipped.length === 0) return [];
  const free = promotions.some(({ scope }) => scope === 'delivery');
  const method = context.random.pick(SHIPPING_METHODS.filter(({ cents }) => !free || cents > 0));
  const cost = fromEuroCents(method.cents, channel.currency);
  const ids = shipped.map(({ id }) => id);
  const open = (part: Partial<ShopDelivery>): ShopDelivery => ({
    id: context.nextId('order_delivery'),
    state: 'open',
    cost,
    isDiscount: false,
    lineIds: ids,
    trackingCodes: [],
    method: method.technicalName,
    createdAt: context.atMs,
    updatedAt: null,
    ...part,
  });
  const isSplit = (wish.split ?? context.random.chance(0.1)) && ids.length > 1;
  const parcels = isSplit ? [open({ lineIds: ids.slice(0, 1) }), open({ lineIds: ids.slice(1) })] : [open({})];
  const discount = free ? [open({ cost: -cost * parcels.length, isDiscount: true, lineIds: [] })] : [];
  return [...parcels, ...discount];
}
