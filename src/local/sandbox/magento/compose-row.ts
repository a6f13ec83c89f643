import type { JsonObject } from '../kit/json-object.js';
import type { SeededRandom } from '../kit/seeded-random.js';
import type { Article, CatalogProduct, Variant } from './catalog.js';
import { convert, ONE_PIECE } from './minor-units.js';
import type { OrderRow } from './order-row.js';
import { type InBothCurrencies, priceRow, type RowFigures, sumOfParts, ZERO_FIGURES } from './row-figures.js';
import type { StoreView } from './store-view.js';

/** What the rows of one order have in common. */
export interface RowContext {
  store: StoreView;
  discountPercents: readonly number[];
  createdAt: number;
  random: SeededRandom;
  nextItemId(): number;
}

/** Composes the row of a product, with its children where the product has any. */
export function composeRow(product: CatalogProduct, context: RowContext): OrderRow {
  const quantity = quantityOf(product, context.random);
  if (product.kind === 'configurable') return configurableRow(product, quantity, context);
  if (product.kind === 'bundle-dynamic') return dynamicBundleRow(product, quantity, context);
  if (product.kind === 'bundle-fixed') return fixedBundleRow(product, quantity, context);
  return { ...pricedRow(product, product, quantity, context), productOption: optionOf(product, context.random) };
}

/** The tax of an article in a store, in hundredths of a percent. */
export function taxPercentOf(article: Pick<Article, 'tax'>, store: StoreView): number {
  if (article.tax === 'none') return 0;
  return article.tax === 'reduced' ? store.reducedTax : store.standardTax;
}

/** Prices a unit price given in the base currency in both currencies, each rounded for itself as the shop does. */
export function priceInBoth(
  basePrice: number,
  row: { quantity: number; taxPercent: number; discountPercents: readonly number[] },
  store: StoreView,
): InBothCurrencies<RowFigures> {
  const unitPrice = convert(basePrice, store.baseCurrency, store.currency, store.rateMillionths);
  const shared = { ...row, pricesIncludeTax: store.pricesIncludeTax };
  return { order: priceRow({ ...shared, unitPrice }), base: priceRow({ ...shared, unitPrice: basePrice }) };
}

function pricedRow(
  article: Article,
  as: Pick<CatalogProduct, 'kind' | 'decimalQuantity'>,
  quantity: number,
  context: RowContext,
): OrderRow {
  const taxPercent = taxPercentOf(article, context.store);
  const discountPercents = as.kind === 'giftcard' ? [] : context.discountPercents;
  return {
    itemId: context.nextItemId(),
    productId: article.id,
    kind: as.kind,
    sku: article.sku,
    name: article.name,
    grams: article.grams,
    virtual: as.kind === 'virtual' || as.kind === 'downloadable' || as.kind === 'giftcard',
    decimalQuantity: as.decimalQuantity ?? false,
    quantity,
    taxPercent,
    discountPercent: discountPercents.reduce((sum, percent) => sum + percent, 0),
    figures: priceInBoth(article.price, { quantity, taxPercent, discountPercents }, context.store),
    productOption: null,
    children: [],
    progress: { invoiced: 0, shipped: 0, refunded: 0, canceled: 0 },
    updatedAt: context.createdAt,
  };
}

function freeRow(article: Article, quantity: number, context: RowContext): OrderRow {
  const row = pricedRow({ ...article, price: 0 }, { kind: 'simple' }, quantity, context);
  return { ...row, discountPercent: 0, figures: { order: ZERO_FIGURES, base: ZERO_FIGURES } };
}

function configurableRow(product: CatalogProduct, quantity: number, context: RowContext): OrderRow {
  const variant = context.random.pick(product.variants ?? []) as Variant;
  const parent = pricedRow({ ...product, sku: variant.sku, price: variant.price }, product, quantity, context);
  return {
    ...parent,
    productOption: { extension_attributes: { configurable_item_options: variant.choices } },
    children: [freeRow(variant, quantity, context)],
  };
}

function dynamicBundleRow(product: CatalogProduct, quantity: number, context: RowContext): OrderRow {
  const parent = pricedRow(product, product, quantity, context);
  const slots = product.slots ?? [];
  const children = slots.map((slot) => pricedRow(slot.article, { kind: 'simple' }, quantity * slot.pieces, context));
  const figures = {
    order: sumOfParts(
      children.map((child) => child.figures.order),
      quantity,
    ),
    base: sumOfParts(
      children.map((child) => child.figures.base),
      quantity,
    ),
  };
  return { ...parent, taxPercent: 0, discountPercent: 0, figures, productOption: bundleOption(product), children };
}

function fixedBundleRow(product: CatalogProduct, quantity: number, context: RowContext): OrderRow {
  const parent = pricedRow(product, product, quantity, context);
  const children = (product.slots ?? []).map((slot) => freeRow(slot.article, quantity * slot.pieces, context));
  return { ...parent, productOption: bundleOption(product), children };
}

function bundleOption(product: CatalogProduct): JsonObject {
  const bundle_options = (product.slots ?? []).map((slot) => ({
    option_id: slot.optionId,
    option_qty: slot.pieces,
    option_selections: [slot.selectionId],
  }));
  return { extension_attributes: { bundle_options } };
}

function optionOf(product: CatalogProduct, random: SeededRandom): JsonObject | null {
  if (product.kind === 'downloadable') {
    return { extension_attributes: { downloadable_option: { downloadable_links: product.links ?? [] } } };
  }
  if (product.kind === 'giftcard') {
    const giftcard_item_option = {
      giftcard_amount: '25.0000',
      giftcard_sender_name: 'Ana García',
      giftcard_recipient_name: '花子',
      giftcard_sender_email: 'ana@example.com',
      giftcard_recipient_email: 'hanako@example.jp',
      giftcard_message: 'お誕生日おめでとう 🎂',
    };
    return { extension_attributes: { giftcard_item_option } };
  }
  if (product.kind === 'simple' && random.chance(0.1)) {
    return { extension_attributes: { custom_options: [{ option_id: '7', option_value: 'Gravur: „Für Ömchen“' }] } };
  }
  return null;
}

function quantityOf(product: CatalogProduct, random: SeededRandom): number {
  const pieces = random.integer(1, 4) * ONE_PIECE;
  return product.decimalQuantity ? pieces + random.pick([2500, 5000, 1750, 3333]) : pieces;
}
