import { divideRounded, HUNDRED_PERCENT } from '../../kit/round-exactly.js';
import { type Article, familyOf, grossCentsOf, HOME_RATES, SOLD_ARTICLES } from '../catalog/articles.js';
import { fromEuroCents } from '../settings/currencies.js';
import type { SalesChannel } from '../settings/sales-channels.js';
import type { ChangeContext } from './change-context.js';
import type { OrderWish } from './order-wish.js';
import type { ShopLine, UnitPrice } from './shop-order.js';

/** Composes the lines of a cart: a few articles, and what else was wished for. */
export function composeLines(wish: OrderWish, channel: SalesChannel, context: ChangeContext): ShopLine[] {
  const { random } = context;
  const articles = chooseArticles(wish, random.pick, random.integer(1, 3));
  const lines = articles.map((article) => articleLine(article, random.integer(1, 5), channel, context));
  if (wish.nested ?? random.chance(0.1)) lines.push(containerLine(channel, context));
  if (wish.custom ?? random.chance(0.1)) lines.push(customLine(channel, context));
  return lines;
}

/** Opens a credit, which takes an amount off an order after it was placed. */
export function creditLine(cents: number, channel: SalesChannel, context: ChangeContext): ShopLine {
  const unit = { numerator: -fromEuroCents(cents, channel.currency), denominator: 1 };
  return openLine({ type: 'credit', label: 'Gutschrift', unit, rate: channel.standardRate }, context);
}

function chooseArticles(
  { digital, deletedProduct }: OrderWish,
  pick: ChangeContext['random']['pick'],
  count: number,
): Article[] {
  if (digital) return SOLD_ARTICLES.filter((article) => article.digital);
  const there = SOLD_ARTICLES.filter((article) => !article.isGone && !article.digital);
  const gone = deletedProduct ? SOLD_ARTICLES.filter((article) => article.isGone) : [];
  const chosen = new Set([...gone, ...Array.from({ length: count }, () => pick(there))]);
  return [...chosen];
}

function articleLine(article: Article, quantity: number, channel: SalesChannel, context: ChangeContext): ShopLine {
  const rate = article.tax === 'reduced' ? channel.reducedRate : channel.standardRate;
  const unit = unitOf(grossCentsOf(article), HOME_RATES[article.tax], channel);
  const label = article.name ?? familyOf(article).name ?? article.number;
  return { ...openLine({ type: 'product', label, unit, rate, article }, context), quantity };
}

/** Two pieces that are sold as one: the container's price is that of its children. */
function containerLine(channel: SalesChannel, context: ChangeContext): ShopLine {
  const parts = SOLD_ARTICLES.filter(({ key }) => key === 'mug' || key === 'tea');
  const children = parts.map((article) => articleLine(article, 2, channel, context));
  const unit = { numerator: 0, denominator: 1 };
  const line = openLine({ type: 'container', label: 'Geschenkset', unit, rate: channel.standardRate }, context);
  return { ...line, children };
}

function customLine(channel: SalesChannel, context: ChangeContext): ShopLine {
  const unit = unitOf(350, HOME_RATES.standard, channel);
  const line = openLine({ type: 'custom', label: 'Gravur „Für Ömchen“', unit, rate: channel.standardRate }, context);
  return { ...line, customFields: { engraving: 'Für Ömchen' } };
}

function openLine(
  what: Pick<ShopLine, 'type' | 'label' | 'unit' | 'rate'> & { article?: Article },
  { nextId, atMs }: ChangeContext,
): ShopLine {
  return {
    id: nextId('order_line_item'),
    article: null,
    isProductGone: what.article?.isGone ?? false,
    quantity: 1,
    children: [],
    customFields: null,
    createdAt: atMs,
    updatedAt: null,
    ...what,
  };
}

function unitOf(grossCents: number, homeRate: number, channel: SalesChannel): UnitPrice {
  const gross = fromEuroCents(grossCents, channel.currency);
  if (channel.taxStatus === 'gross') return { numerator: gross, denominator: 1 };
  const exact = { numerator: gross * HUNDRED_PERCENT, denominator: HUNDRED_PERCENT + homeRate };
  if (!channel.roundForNet) return exact;
  return { numerator: divideRounded(exact.numerator, exact.denominator), denominator: 1 };
}
