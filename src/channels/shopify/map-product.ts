import type { Json, JsonObject } from '../../diff/json.js';
import { isCurrency } from '../../model/currency.js';
import type { Warning } from '../../model/event.js';
import type { Mapped } from '../../ports/channel.js';
import { filled } from '../kit/filled.js';
import { given } from '../kit/given.js';
import type { RawFields } from '../kit/raw-fields.js';
import { metafields } from './attributes.js';
import { identify, toUtc } from './identify.js';
import { type IdentifiedRow, identifyRows } from './ids.js';
import { readProduct } from './rest/read-object.js';

function mapOptions(product: RawFields): JsonObject[] | undefined {
  const rows = product.list('options');
  if (rows === null) return undefined;
  return identifyRows(rows, 'option').map(({ id, fields }) => ({
    id,
    name: fields.text('name'),
    values: fields.texts('values'),
  }));
}

function mapVariant({ id, fields }: IdentifiedRow): JsonObject {
  const options = fields.objects('selectedOptions').map((one) => [one.text('name') ?? '', one.text('value')] as const);
  return {
    id,
    sku: fields.text('sku'),
    options: Object.fromEntries(options),
    attributes: filled({
      title: fields.text('title'),
      barcode: fields.text('barcode'),
      compareAtPrice: fields.decimal('compareAtPrice')?.toFixed(),
      inventory: fields.text('inventoryQuantity'),
      inventoryPolicy: fields.text('inventoryPolicy')?.toLowerCase(),
      taxable: fields.json('taxable') === false ? false : null,
      ...metafields(fields),
    }),
  };
}

/** The price of each variant by its id; they are in the shop's currency, which a webhook does not say. */
function mapPrices(product: RawFields, rows: readonly IdentifiedRow[], warnings: Warning[]): JsonObject[] | undefined {
  const currency = product.text('currencyCode');
  const priced = rows.filter(({ fields }) => fields.decimal('price') !== null);
  if (currency !== null && isCurrency(currency)) {
    return priced.map(({ id, fields }) => ({ id, currency, amount: fields.decimal('price')?.toFixed() ?? '0' }));
  }
  if (priced.length > 0) {
    const message = 'The prices are left out, because the payload does not say in which currency they are';
    warnings.push({ code: 'price_currency_unknown', message, path: '/prices' });
  }
  return undefined;
}

/** The canonical product of a Shopify product, with all of its variants. @throws `mapping_failed`, `record_id_missing` */
export function mapProduct(raw: Json): Mapped {
  const { recordId } = identify(raw);
  const product = readProduct(raw);
  const warnings: Warning[] = [];
  const listed = product.list('variants');
  const rows = identifyRows(listed ?? [], 'variant');
  const [only] = rows.length === 1 ? rows : [];
  const tracked = rows.map(({ fields }) => fields.object('inventoryItem')?.json('tracked'));
  const type = product.filledText('productType');
  const record = given({
    id: recordId,
    sku: listed === null ? undefined : (only?.fields.filledText('sku') ?? null),
    name: product.text('title') ?? undefined,
    description: product.text('descriptionHtml') ?? undefined,
    active: product.has('status') ? product.text('status') === 'ACTIVE' : undefined,
    prices: mapPrices(product, rows, warnings),
    options: mapOptions(product),
    variants: listed === null ? undefined : rows.map(mapVariant),
    categories: type === null ? [] : [type],
    images: product.list('images')?.flatMap((image) => image.filledText('url') ?? []),
    stockTracked: tracked.some((one) => one === true || one === false) ? tracked.includes(true) : undefined,
    updatedAt: toUtc(product.json('updatedAt')) ?? undefined,
    attributes: filled({
      handle: product.text('handle'),
      vendor: product.text('vendor'),
      status: product.text('status')?.toLowerCase(),
      tags: product.texts('tags'),
      createdAt: toUtc(product.json('createdAt')),
      publishedAt: toUtc(product.json('publishedAt')),
      giftCard: product.flag('isGiftCard') ? true : null,
      ...metafields(product),
    }),
  });
  return { record, warnings };
}
