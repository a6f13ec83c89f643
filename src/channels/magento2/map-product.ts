import type { Json, JsonObject } from '../../diff/json.js';
import type { Warning } from '../../model/event.js';
import type { Mapped } from '../../ports/channel.js';
import { given } from '../kit/given.js';
import type { RawFields } from '../kit/raw-fields.js';
import { customAttributes, type KeptFields, readAttributes } from './attributes.js';
import { identify } from './identify.js';
import { readInstant } from './order-header.js';
import { hasPrice, mapPrices } from './product-prices.js';
import { readFields } from './read-fields.js';
import { identifyRows } from './row-ids.js';
import type { MagentoSettings } from './schema.js';

const PRODUCT_ATTRIBUTES: KeptFields = {
  texts: ['type_id', 'attribute_set_id', 'visibility', 'created_at'],
  decimals: ['weight'],
  flags: [],
  mappedExtensions: ['stock_item', 'category_links', 'configurable_product_options', 'configurable_product_links'],
  mappedCustom: ['description', 'category_ids'],
};

const ENABLED = '1';

function texts(values: readonly Json[]): string[] {
  return values.filter((one) => typeof one === 'string' || typeof one === 'number').map(String);
}

function mapOptions(extensions: RawFields): JsonObject[] | undefined {
  if (extensions.json('configurable_product_options') === null) return undefined;
  return identifyRows(extensions.objects('configurable_product_options'), 'id', 'option').map(({ id, fields }) => ({
    id,
    name: fields.text('label'),
    values: fields.objects('values').map((value) => value.text('value_index') ?? ''),
  }));
}

// A configurable product names its variants by their ids alone; each is a product of its own, with its own SKU.
function mapVariants(extensions: RawFields): JsonObject[] | undefined {
  if (extensions.json('configurable_product_links') === null) return undefined;
  return [...new Set(texts(extensions.elements('configurable_product_links')))].map((id) => ({ id }));
}

function mapCategories(extensions: RawFields, custom: ReadonlyMap<string, Json>): string[] | undefined {
  if (extensions.json('category_links') !== null) {
    return texts(extensions.objects('category_links').map((link) => link.json('category_id')));
  }
  const ids = custom.get('category_ids');
  return Array.isArray(ids) ? texts(ids) : undefined;
}

/** The files of the gallery as the shop names them, below its media address; hidden ones and videos are left out. */
function mapImages(product: RawFields): string[] | undefined {
  if (product.json('media_gallery_entries') === null) return undefined;
  const shown = product
    .objects('media_gallery_entries')
    .filter((entry) => !entry.flag('disabled') && (entry.text('media_type') ?? 'image') === 'image');
  return texts(shown.map((entry) => entry.filledText('file')));
}

function readStockTracked(extensions: RawFields): boolean | undefined {
  const item = extensions.object('stock_item');
  return item === null || item.json('manage_stock') === null ? undefined : item.flag('manage_stock');
}

function readPrices(product: RawFields, currency: string | undefined, warnings: Warning[]): JsonObject[] | undefined {
  if (currency !== undefined) return mapPrices(product, currency);
  if (hasPrice(product)) {
    const message = 'A price is left out, because the setting currency does not say in which currency it is';
    warnings.push({ code: 'price_currency_unknown', message, path: '/prices' });
  }
  return undefined;
}

/**
 * The canonical product of a Magento product. Its prices are in the setting `currency`; without it there are none, and a warning.
 * What the answer does not hold, such as the stock item, is left out.
 * @throws `mapping_failed`, `record_id_missing`
 */
export function mapProduct(raw: Json, { currency }: Pick<MagentoSettings, 'currency'>): Mapped {
  const { recordId } = identify(raw, 'id');
  const product = readFields(raw);
  const warnings: Warning[] = [];
  const extensions = product.object('extension_attributes') ?? readFields({});
  const custom = customAttributes(product);
  const description = custom.get('description');
  const status = product.filledText('status');
  const record = given({
    id: recordId,
    sku: product.text('sku') ?? undefined,
    name: product.text('name') ?? undefined,
    description: typeof description === 'string' ? description : undefined,
    active: status === null ? undefined : status === ENABLED,
    prices: readPrices(product, currency, warnings),
    options: mapOptions(extensions),
    variants: mapVariants(extensions),
    categories: mapCategories(extensions, custom),
    images: mapImages(product),
    stockTracked: readStockTracked(extensions),
    updatedAt: readInstant(product, 'updated_at', '/updatedAt', warnings) ?? undefined,
    attributes: readAttributes(product, PRODUCT_ATTRIBUTES),
  });
  return { record, warnings };
}
