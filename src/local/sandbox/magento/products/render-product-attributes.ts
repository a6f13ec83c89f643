import type { JsonObject, JsonValue } from '../../kit/json-object.js';
import type { ShopProduct } from './shop-product.js';

/** Renders a product's custom attributes: values are texts, or lists of texts. */
export function renderProductAttributes(product: ShopProduct): JsonObject[] {
  const values: Record<string, JsonValue> = {
    ...imageAttributes(product),
    options_container: 'container2',
    url_key: imageName(product),
    required_options: product.type === 'configurable' || product.type === 'bundle' ? '1' : '0',
    has_options: product.source?.variants === undefined ? '0' : '1',
    tax_class_id: { standard: '2', reduced: '4', none: '0' }[product.article.tax],
    category_ids: categoriesOf(product),
    description: `<p>${product.article.name} – beschrieben in einem Satz &amp; mit HTML.</p>`,
    ...variantAttributes(product),
    ...bundleAttributes(product),
  };
  return Object.entries(values).map(([attribute_code, value]) => ({ attribute_code, value }));
}

/** The ids of the categories that a product is in; a part of others is in none. */
export function categoriesOf({ article, visible }: ShopProduct): string[] {
  return visible ? ['2', String(3 + (article.id % 5))] : [];
}

/** Renders the pictures of a product; one that has no label shows null. */
export function renderImages(product: ShopProduct): JsonObject[] {
  if (!product.visible) return [];
  return [
    {
      id: product.article.id,
      media_type: 'image',
      label: null,
      position: 1,
      disabled: false,
      types: ['image', 'small_image', 'thumbnail'],
      file: imagePath(product),
    },
  ];
}

function imageAttributes(product: ShopProduct): Record<string, string> {
  if (!product.visible) return {};
  const path = imagePath(product);
  return { image: path, small_image: path, thumbnail: path };
}

function imagePath(product: ShopProduct): string {
  const name = imageName(product);
  return `/${name.charAt(0)}/${name.charAt(1)}/${name}.jpg`;
}

function imageName({ article }: ShopProduct): string {
  return article.sku
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}

function variantAttributes({ article }: ShopProduct): Record<string, string> {
  const choices = 'choices' in article ? (article.choices as { option_id: string; option_value: number }[]) : [];
  const codes: Readonly<Record<string, string>> = { '93': 'color', '144': 'size' };
  return Object.fromEntries(choices.map((one) => [codes[one.option_id] ?? '', String(one.option_value)]));
}

function bundleAttributes({ source }: ShopProduct): Record<string, string> {
  if (source?.kind !== 'bundle-dynamic' && source?.kind !== 'bundle-fixed') return {};
  const isDynamic = source.kind === 'bundle-dynamic';
  return { price_type: isDynamic ? '0' : '1', shipment_type: isDynamic ? '1' : '0', sku_type: '1', price_view: '0' };
}
