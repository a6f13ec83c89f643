import type { Json, JsonObject } from '../../../diff/json.js';
import type { Warning } from '../../../model/event.js';
import type { Mapped } from '../../../ports/channel.js';
import { filled } from '../../kit/filled.js';
import { given } from '../../kit/given.js';
import type { RawFields } from '../../kit/raw-fields.js';
import { entities } from '../entities.js';
import { identifyAt } from '../identify.js';
import { readCustomFields } from '../reading/custom-fields.js';
import { byPosition, liveRows, namesIn } from '../reading/live-rows.js';
import { readFields } from '../reading/read-fields.js';
import { rowId } from '../reading/row-id.js';
import { translated } from '../reading/translated.js';
import type { ShopwareSettings } from '../schema.js';
import { mapPrices } from './prices.js';

/** The identity of a product: its version is the newest change of it, of its variants and of its prices. */
export const identifyProduct = identifyAt(entities.products.dated);

const DIGITAL = 'is-download';

/** The values by the names of what they are values of, such as `{ colour: ['red', 'blue'] }`. */
function byGroup(options: readonly RawFields[]): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const option of options) {
    const group = option.object('group');
    const name = translated(group, 'name') ?? group?.filledText('id') ?? option.filledText('groupId');
    const value = translated(option, 'name') ?? option.filledText('id');
    if (name === null || value === null) continue;
    const values = groups.get(name) ?? [];
    groups.set(name, values.includes(value) ? values : [...values, value]);
  }
  return groups;
}

/** What a customer can choose of the product. */
function mapOptions(product: RawFields): JsonObject[] | undefined {
  if (!product.has('configuratorSettings')) return undefined;
  const chosen = byPosition(product.objects('configuratorSettings'))
    .map((setting) => setting.object('option'))
    .filter((option) => option !== null);
  return [...byGroup(chosen)].map(([name, values]) => ({ id: name, name, values }));
}

/** What the product is like, each list in the order of the alphabet: the shop gives it in any. */
function mapFacets(product: RawFields): JsonObject {
  const groups = [...byGroup(product.objects('properties'))];
  return Object.fromEntries(groups.map(([name, values]) => [name, values.toSorted()]));
}

function mapVariant(variant: RawFields, index: number): JsonObject {
  const options = [...byGroup(variant.objects('options'))].map(([name, values]) => [name, values[0] ?? '']);
  return {
    id: rowId(variant, index, 'variant'),
    sku: variant.filledText('productNumber'),
    options: Object.fromEntries(options),
    attributes: {
      ...filled({
        name: translated(variant, 'name'),
        ean: variant.filledText('ean'),
        stock: variant.decimal('stock')?.toFixed(),
        inactive: variant.json('active') === false || null,
      }),
      ...readCustomFields(variant),
    },
  };
}

/** The addresses of the pictures, the cover first. */
function mapImages(product: RawFields): string[] | undefined {
  if (!product.has('media') && !product.has('cover')) return undefined;
  const urlOf = (row: RawFields | null): string | null => row?.object('media')?.filledText('url') ?? null;
  const urls = [urlOf(product.object('cover')), ...byPosition(product.objects('media')).map(urlOf)];
  return [...new Set(urls.filter((url) => url !== null))];
}

function mapAttributes(product: RawFields): JsonObject {
  return {
    ...filled({
      stock: product.decimal('stock')?.toFixed(),
      availableStock: product.decimal('availableStock')?.toFixed(),
      isCloseout: product.flag('isCloseout') || null,
      ean: product.filledText('ean'),
      manufacturer: translated(product.object('manufacturer'), 'name'),
      manufacturerNumber: product.filledText('manufacturerNumber'),
      taxRate: product.object('tax')?.decimal('taxRate')?.toFixed(),
      weight: product.decimal('weight')?.toFixed(),
      releaseDate: product.filledText('releaseDate'),
      states: product.texts('states'),
      parentId: product.filledText('parentId'),
      tags: namesIn(product, 'tags'),
    }),
    ...readCustomFields(product),
  };
}

/**
 * The canonical product of a Shopware product with its variants, each of which has its own number. What the answer does not hold, such
 * as an association that was not loaded, is left out. @throws `mapping_failed`, `record_id_missing`
 */
export function mapProduct(raw: Json, settings: ShopwareSettings): Mapped {
  const { recordId, sourceVersion } = identifyProduct(raw);
  const product = readFields(raw);
  const warnings: Warning[] = [];
  const facets = product.has('properties') ? mapFacets(product) : undefined;
  const record = given({
    id: recordId,
    sku: product.text('productNumber') ?? undefined,
    name: translated(product, 'name') ?? undefined,
    description: translated(product, 'description') ?? undefined,
    active: product.has('active') ? product.flag('active') : undefined,
    prices: mapPrices(product, settings, warnings),
    options: mapOptions(product),
    variants: liveRows(product, 'children')?.map(mapVariant),
    categories: product.has('categoryIds') ? product.texts('categoryIds') : undefined,
    facets,
    images: mapImages(product),
    stockTracked: product.has('states') ? !product.texts('states').includes(DIGITAL) : undefined,
    updatedAt: sourceVersion ?? undefined,
    attributes: mapAttributes(product),
  });
  return { record, warnings };
}
