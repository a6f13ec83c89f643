import { divideRounded } from '../../kit/round-exactly.js';
import { hexId, LIVE_VERSION } from '../hex-id.js';
import type { FiledRow } from '../render/filed-row.js';
import { CURRENCIES, fromEuroCents, type ShopCurrency, toFloat } from '../settings/currencies.js';
import { formatInstant, formatMaybe } from '../shopware-time.js';
import { ARTICLES, type Article, HOME_RATES } from './articles.js';
import type { ShopProduct } from './shop-product.js';

/** The id of a product. */
export function productId(article: Pick<Article, 'key'>): string {
  return hexId('product', article.key);
}

/** The rows of a product: its own, its prices for larger quantities, its picture, and the choices that a parent offers. */
export function renderProduct(product: ShopProduct): FiledRow[] {
  const { article } = product;
  const row = {
    ...renderText(article),
    ...renderStock(product),
    id: productId(article),
    versionId: LIVE_VERSION,
    autoIncrement: product.autoIncrement,
    parentId: article.parentKey === null ? null : hexId('product', article.parentKey),
    childCount: childrenOf(article).length,
    taxId: article.parentKey === null ? hexId('tax', article.tax) : null,
    price: product.grossCents === null ? null : renderPrices(product.grossCents, article),
    optionIds:
      article.choices.length === 0 ? null : article.choices.map((one) => hexId('option', one.group, one.option)),
    propertyIds: article.key === 'tea' ? [hexId('option', 'Herkunft', '静岡')] : null,
    categoryIds: article.parentKey === null ? [hexId('category', 'Katalog')] : null,
    categoryTree: article.parentKey === null ? [hexId('category', 'Katalog')] : null,
    tagIds: article.key === 'lamp' ? [hexId('tag', 'Geschenk 🎁')] : null,
    states: [article.digital ? 'is-download' : 'is-physical'],
    createdAt: formatInstant(product.createdAt),
    updatedAt: formatMaybe(product.updatedAt),
  };
  return [{ entity: 'product', row }, ...renderGraduated(product), ...renderMedia(article), ...renderSettings(article)];
}

/** A variant says nothing that its parent says already: null stands for the parent's value. */
function renderText({ key, name, number, parentKey }: Article) {
  const isVariant = parentKey !== null;
  return {
    productNumber: number,
    name,
    description: isVariant ? null : `<p>${name} – <strong>schön</strong> &amp; praktisch</p>`,
    ean: isVariant ? null : '4006381333931',
    manufacturerId: isVariant ? null : hexId('product_manufacturer', 'Fjord'),
    manufacturerNumber: null,
    coverId: isVariant ? null : hexId('product_media', key),
    weight: isVariant ? null : 0.35,
    isCloseout: isVariant ? null : false,
    markAsTopseller: null,
    shippingFree: isVariant ? null : false,
    releaseDate: key === 'lamp' ? '2026-10-01T00:00:00.000+00:00' : null,
    customFields: key === 'mug' || key === 'shirt-xl' ? { spülmaschinenfest: key === 'mug' } : null,
  };
}

function renderStock({ stock, active, article }: ShopProduct) {
  const isVariant = article.parentKey !== null;
  return {
    stock,
    availableStock: stock,
    available: stock > 0,
    active: isVariant && active ? null : active,
    minPurchase: isVariant ? null : 1,
    purchaseSteps: isVariant ? null : 1,
    restockTime: null,
  };
}

function renderPrices(grossCents: number, article: Article) {
  const list = article.key === 'lamp' ? 12_995 : null;
  const currencies = article.key === 'mug' ? [CURRENCIES.EUR, CURRENCIES.CHF] : [CURRENCIES.EUR];
  return currencies.map((currency) => ({
    ...renderAmount(fromEuroCents(grossCents, currency), article, currency),
    listPrice: list === null ? null : renderAmount(list, article, currency),
    percentage: null,
    regulationPrice: null,
    extensions: [],
    apiAlias: 'price',
  }));
}

function renderAmount(gross: number, { tax }: Article, { id, decimals }: ShopCurrency) {
  const net = toFloat(gross, decimals) / (1 + HOME_RATES[tax] / 10_000);
  return { currencyId: id, gross: toFloat(gross, decimals), net, linked: true };
}

/** A tenth cheaper from ten pieces on. */
function renderGraduated({ article, grossCents, createdAt }: ShopProduct): FiledRow[] {
  if (article.key !== 'mug' || grossCents === null) return [];
  const row = {
    id: hexId('product_price', article.key, 10),
    versionId: LIVE_VERSION,
    productId: productId(article),
    productVersionId: LIVE_VERSION,
    ruleId: hexId('rule', 'Alle Kunden'),
    price: renderPrices(divideRounded(grossCents * 9, 10), article),
    quantityStart: 10,
    quantityEnd: null,
    customFields: null,
    createdAt: formatInstant(createdAt),
    updatedAt: null,
  };
  return [{ entity: 'product_price', row }];
}

function renderMedia({ key, parentKey, number }: Article): FiledRow[] {
  if (parentKey !== null) return [];
  const mediaId = hexId('media', key);
  const url = `https://cdn.example/media/${encodeURIComponent(number)}.jpg`;
  const cover = { id: hexId('product_media', key), versionId: LIVE_VERSION, productId: hexId('product', key), mediaId };
  return [
    { entity: 'media', row: { id: mediaId, url, mimeType: 'image/jpeg', fileName: number, alt: null, title: null } },
    { entity: 'product_media', row: { ...cover, position: 0, customFields: null } },
  ];
}

function renderSettings(article: Article): FiledRow[] {
  const choices = childrenOf(article).flatMap((child) => child.choices);
  const ids = new Set(choices.map(({ group, option }) => hexId('option', group, option)));
  return [...ids].map((optionId, position) => ({
    entity: 'product_configurator_setting',
    row: {
      id: hexId('setting', article.key, optionId),
      productId: productId(article),
      optionId,
      position,
      price: null,
    },
  }));
}

function childrenOf({ key }: Article): Article[] {
  return ARTICLES.filter(({ parentKey }) => parentKey === key);
}
