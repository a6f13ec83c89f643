import type { JsonObject, JsonValue } from '../../kit/json-object.js';
import { type Article, familyOf, grossCentsOf } from '../catalog/articles.js';
import type { Row } from '../dal/tables.js';
import { hexId } from '../hex-id.js';
import type { OrderFigures } from '../orders/order-figures.js';
import type { Price } from '../orders/price.js';
import type { ShopLine, ShopOrder, ShopPromotion } from '../orders/shop-order.js';
import { toFloat } from '../settings/currencies.js';
import { formatInstant, formatMaybe } from '../shopware-time.js';
import { renderPrice } from './render-price.js';

/** The line items of an order: its lines, those within them, and its discounts with negative prices. */
export function renderLines(order: ShopOrder, figures: OrderFigures, versionId: string): Row[] {
  const lines = order.lines.flatMap((line, index) => [
    renderLine(line, null, index + 1, order, figures, versionId),
    ...line.children.map((child, at) => renderLine(child, line, at + 1, order, figures, versionId)),
  ]);
  const onCart = order.promotions.filter(({ scope }) => scope === 'cart');
  const discounts = onCart.map((promotion, index) =>
    renderPromotion(promotion, order.lines.length + index + 1, order, figures, versionId),
  );
  return [...lines, ...discounts];
}

function renderLine(
  line: ShopLine,
  parent: ShopLine | null,
  position: number,
  order: ShopOrder,
  figures: OrderFigures,
  versionId: string,
): Row {
  const { article } = line;
  const productId = article === null ? null : hexId('product', article.key);
  const price = figures.lines.get(line.id) as Price;
  return {
    ...renderCommon(line, position, order, price, versionId),
    identifier: productId ?? line.id,
    referencedId: productId,
    // The key goes when the product goes; what was said about it at the time stays in the payload.
    productId: line.isProductGone ? null : productId,
    productVersionId: article === null || line.isProductGone ? null : versionId,
    promotionId: null,
    parentId: parent?.id ?? null,
    parentVersionId: versionId,
    quantity: line.quantity,
    label: line.label,
    type: line.type,
    good: line.type === 'product',
    removable: true,
    stackable: line.type === 'product',
    payload: article === null ? [] : renderPayload(article),
    priceDefinition: {
      price: price.unit,
      taxRules: price.rules.map(({ rate }) => ({ taxRate: rate / 100, percentage: 100, extensions: [] })),
      quantity: line.quantity,
      isCalculated: true,
      type: 'quantity',
      apiAlias: 'cart_price_quantity',
    },
    states: article === null ? [] : [article.digital ? 'is-download' : 'is-physical'],
    customFields: line.customFields,
  };
}

function renderPromotion(
  promotion: ShopPromotion,
  position: number,
  order: ShopOrder,
  figures: OrderFigures,
  versionId: string,
): Row {
  const { code, kind, value } = promotion;
  const promotionId = hexId('promotion', promotion.label);
  const price = figures.promotions.get(promotion.id) as Price;
  const shown = kind === 'percentage' ? value / 100 : toFloat(value, order.channel.currency.decimals);
  return {
    ...renderCommon(promotion, position, order, price, versionId),
    identifier: hexId('promotion_discount', promotion.label),
    referencedId: code ?? promotionId,
    productId: null,
    productVersionId: null,
    promotionId,
    parentId: null,
    parentVersionId: versionId,
    quantity: 1,
    label: promotion.label,
    type: 'promotion',
    good: false,
    removable: true,
    stackable: false,
    payload: {
      code: code ?? '',
      value: String(shown),
      maxValue: '',
      discountId: hexId('promotion_discount', promotion.label),
      promotionId,
      discountType: kind,
      discountScope: 'cart',
      promotionCodeType: code === null ? 'global' : 'fixed',
      exclusions: [],
      composition: [],
    },
    priceDefinition: { [kind === 'percentage' ? 'percentage' : 'price']: -shown, type: kind, filter: null },
    states: [],
    customFields: null,
  };
}

function renderCommon(
  line: Pick<ShopLine, 'id' | 'createdAt' | 'updatedAt'>,
  position: number,
  order: ShopOrder,
  price: Price,
  versionId: string,
) {
  const { decimals } = order.channel.currency;
  return {
    id: line.id,
    versionId,
    orderId: order.id,
    orderVersionId: versionId,
    coverId: null,
    position,
    price: renderPrice(price, decimals),
    unitPrice: price.unit,
    totalPrice: toFloat(price.total, decimals),
    description: null,
    createdAt: formatInstant(line.createdAt),
    updatedAt: formatMaybe(line.updatedAt),
  };
}

function renderPayload(article: Article): JsonObject {
  const family = familyOf(article);
  const options: JsonValue = article.choices.map(({ group, option }) => ({ group, option }));
  const gross = grossCentsOf(article) / 100;
  return {
    isNew: false,
    stock: 7,
    taxId: hexId('tax', family.tax),
    tagIds: null,
    options,
    features: [],
    parentId: article.parentKey === null ? null : hexId('product', article.parentKey),
    optionIds:
      article.choices.length === 0 ? null : article.choices.map((one) => hexId('option', one.group, one.option)),
    categoryIds: [hexId('category', 'Katalog')],
    propertyIds: null,
    releaseDate: null,
    isCloseout: false,
    customFields: [],
    productNumber: article.number,
    manufacturerId: hexId('product_manufacturer', 'Fjord'),
    purchasePrices: JSON.stringify({ extensions: [], net: gross / 2, gross: gross / 1.5, linked: true }),
    markAsTopseller: null,
  };
}
