import { minorUnits } from '../../../../../model/currency.js';
import { formatMinor } from '../../books/amount.js';
import type { ShopProduct, ShopVariant } from '../../books/catalog.js';
import { toGid } from '../../books/ids.js';
import { type ConnectionArguments, connectList } from '../connection.js';
import type { RequestContext } from '../request-context.js';
import { instant, metafieldsOf } from './plain-views.js';

/** A product as the interface shows it. */
export function productView(product: ShopProduct): object {
  const { id, title, handle, vendor, productType, descriptionHtml, status, isGiftCard, tags, variants } = product;
  return {
    __typename: 'Product',
    id: toGid('Product', id),
    legacyResourceId: id,
    ...{ title, handle, vendor, productType, descriptionHtml, status, isGiftCard, tags },
    description: descriptionHtml.replace(/<[^>]*>/g, '').replaceAll('&amp;', '&'),
    createdAt: instant(product.createdAtMs),
    updatedAt: instant(product.updatedAtMs),
    publishedAt: status === 'ACTIVE' ? instant(product.createdAtMs) : null,
    onlineStoreUrl: status === 'ACTIVE' ? `https://sandbox.example/products/${handle}` : null,
    featuredImage: {
      id: null,
      altText: null,
      url: `https://cdn.sandbox.example/${handle}.jpg`,
      width: 800,
      height: 600,
    },
    hasOnlyDefaultVariant: variants.length === 1 && variants[0]?.title === 'Default Title',
    options: () =>
      product.options.map(({ name, values }, index) => ({
        id: `gid://shopify/ProductOption/${id}${index}`,
        ...{ name, values, position: index + 1 },
      })),
    totalInventory: variants.reduce((sum, { stock }) => sum + stock, 0),
    tracksInventory: variants.some(({ tracked }) => tracked),
    variantsCount: { count: variants.length, precision: 'EXACT' },
    variants: (args: ConnectionArguments, context: RequestContext) =>
      connectList(variants, (variant) => variantView(variant, product), args, context),
    ...metafieldsOf(product.metafields, product.createdAtMs),
  };
}

/** A variant as the interface shows it. */
export function variantView(variant: ShopVariant, product: ShopProduct): object {
  const { id, title, sku, barcode, taxable } = variant;
  const price = (minor: number, { shop, switches }: RequestContext): string =>
    switches.badProducts.includes(product.id) ? 'n/a' : formatMinor(minor, minorUnits(shop.currency));
  const { compareAtPrice } = variant;
  return {
    __typename: 'ProductVariant',
    id: toGid('ProductVariant', id),
    legacyResourceId: id,
    ...{ title, sku, barcode, taxable },
    availableForSale: variant.stock > 0,
    displayName: `${product.title} - ${title}`,
    createdAt: instant(product.createdAtMs),
    updatedAt: instant(variant.updatedAtMs),
    image: null,
    inventoryItem: () => inventoryItemView(variant),
    inventoryPolicy: 'DENY',
    inventoryQuantity: variant.stock,
    position: product.variants.indexOf(variant) + 1,
    price: (_args: unknown, context: RequestContext) => price(variant.price, context),
    compareAtPrice: (_args: unknown, context: RequestContext) =>
      compareAtPrice === null ? null : price(compareAtPrice, context),
    product: () => productView(product),
    selectedOptions: product.options.map(({ name }, index) => ({ name, value: variant.values[index] ?? '' })),
    ...metafieldsOf(variant.metafields, product.createdAtMs),
  };
}

function inventoryItemView({
  inventoryItemId,
  requiresShipping,
  sku,
  tracked,
  grams,
  updatedAtMs,
}: ShopVariant): object {
  return {
    id: toGid('InventoryItem', inventoryItemId),
    legacyResourceId: inventoryItemId,
    ...{ requiresShipping, sku, tracked },
    measurement: { weight: { unit: 'GRAMS', value: grams } },
    updatedAt: instant(updatedAtMs),
  };
}
