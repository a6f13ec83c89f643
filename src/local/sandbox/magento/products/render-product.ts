import type { JsonObject } from '../../kit/json-object.js';
import { divideRounded } from '../../kit/round-exactly.js';
import { dropNulls } from '../drop-nulls.js';
import { formatMagentoTime } from '../magento-time.js';
import { renderChoices } from './render-choices.js';
import { categoriesOf, renderImages, renderProductAttributes } from './render-product-attributes.js';
import { renderStock } from './render-stock.js';
import type { ShopProduct } from './shop-product.js';

/** A product as the interface shows it: `id` here is `entity_id` to a search, and the SKU is the path of the single one. */
export type ProductPayload = JsonObject & {
  readonly id: number;
  readonly sku: string;
  readonly type_id: string;
  readonly created_at: string;
  readonly updated_at: string;
  readonly extension_attributes: JsonObject;
};

/** Renders a product as the single one is shown, with its stock item; the price is in the base currency. */
export function renderProduct(product: ShopProduct): ProductPayload {
  const { article } = product;
  const payload = dropNulls({
    id: article.id,
    sku: article.sku,
    name: article.name,
    attribute_set_id: 4,
    price: product.price / 100,
    status: product.enabled ? 1 : 2,
    visibility: product.visible ? 4 : 1,
    type_id: product.type,
    created_at: formatMagentoTime(product.createdAt),
    updated_at: formatMagentoTime(product.updatedAt),
    weight: article.grams === 0 ? null : article.grams / 1000,
    extension_attributes: renderExtension(product),
    product_links: renderLinks(product),
    options: renderOptions(product),
    media_gallery_entries: renderImages(product),
    tier_prices: renderTierPrices(product),
    custom_attributes: renderProductAttributes(product),
  });
  return payload as ProductPayload;
}

/** A product as listings show it: its stock item is missing there. */
export function withoutStock(product: ProductPayload): JsonObject {
  const { stock_item: _, ...rest } = product.extension_attributes;
  return { ...product, extension_attributes: rest };
}

function renderExtension(product: ShopProduct): JsonObject {
  return {
    website_ids: [1, 2],
    category_links: categoriesOf(product).map((category_id, position) => ({ position, category_id })),
    stock_item: renderStock(product),
    ...renderChoices(product.source),
  };
}

function renderLinks({ article, groups }: ShopProduct): JsonObject[] {
  return groups.map((sku, position) => ({
    sku: article.sku,
    link_type: 'associated',
    linked_product_sku: sku,
    linked_product_type: 'simple',
    position,
    extension_attributes: { qty: 1 },
  }));
}

function renderOptions({ article, source }: ShopProduct): JsonObject[] {
  if (source?.kind !== 'simple') return [];
  return [
    {
      product_sku: article.sku,
      option_id: 7,
      title: 'Gravur',
      type: 'field',
      sort_order: 1,
      is_require: false,
      price: 0,
      price_type: 'fixed',
      max_characters: 30,
      image_size_x: 0,
      image_size_y: 0,
    },
  ];
}

/** Ten pieces are a tenth cheaper for everybody, and fifty a fifth for wholesale. */
function renderTierPrices({ price, source }: ShopProduct): JsonObject[] {
  if (source?.kind !== 'simple') return [];
  return [
    { customer_group_id: 32000, qty: 10, value: part(price, 90), extension_attributes: { website_id: 0 } },
    {
      customer_group_id: 2,
      qty: 50,
      value: part(price, 80),
      extension_attributes: { percentage_value: 20, website_id: 0 },
    },
  ];
}

function part(price: number, percent: number): number {
  return divideRounded(price * percent, 100) / 100;
}
