import { minorUnits } from '../../../../model/currency.js';
import { formatMinor } from '../books/amount.js';
import type { ShopProduct, ShopVariant } from '../books/catalog.js';
import { toGid } from '../books/ids.js';
import { idsOf, restId, restInstant } from './rest-values.js';

/** A product as REST bodies have it; prices are in the shop's currency. */
export function restProduct(product: ShopProduct, currency: string): Record<string, unknown> {
  const { id, title, vendor, handle, productType, descriptionHtml, status, tags, createdAtMs, variants } = product;
  return {
    ...idsOf('Product', id),
    ...{ title, vendor, handle },
    product_type: productType,
    body_html: descriptionHtml,
    status: status.toLowerCase(),
    tags: tags.join(', '),
    template_suffix: null,
    published_scope: 'global',
    created_at: restInstant(createdAtMs),
    updated_at: restInstant(product.updatedAtMs),
    published_at: status === 'ACTIVE' ? restInstant(createdAtMs) : null,
    options: product.options.map(({ name, values }, index) => ({
      id: restId(`${id}${index}`),
      product_id: restId(id),
      ...{ name, values, position: index + 1 },
    })),
    image: null,
    images: [],
    variants: variants.map((variant) => restVariant(variant, product, currency)),
    variant_gids: variants.map((variant) => ({
      admin_graphql_api_id: toGid('ProductVariant', variant.id),
      updated_at: restInstant(variant.updatedAtMs),
    })),
  };
}

function restVariant(variant: ShopVariant, product: ShopProduct, currency: string): Record<string, unknown> {
  const { title, sku, barcode, taxable, values, price, compareAtPrice } = variant;
  const money = (minor: number): string => formatMinor(minor, minorUnits(currency));
  return {
    ...idsOf('ProductVariant', variant.id),
    product_id: restId(product.id),
    ...{ title, sku, barcode, taxable },
    price: money(price),
    compare_at_price: compareAtPrice === null ? null : money(compareAtPrice),
    position: product.variants.indexOf(variant) + 1,
    inventory_policy: 'deny',
    inventory_item_id: restId(variant.inventoryItemId),
    inventory_quantity: variant.stock,
    old_inventory_quantity: variant.stock,
    option1: values[0] ?? null,
    option2: values[1] ?? null,
    option3: null,
    image_id: null,
    created_at: restInstant(product.createdAtMs),
    updated_at: restInstant(variant.updatedAtMs),
  };
}
