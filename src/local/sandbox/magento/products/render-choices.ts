import type { JsonObject } from '../../kit/json-object.js';
import type { CatalogProduct } from '../catalog.js';

/** Renders what a product is chosen or made from: the options of a configurable one, the parts of a bundle, links, amounts. */
export function renderChoices(source: CatalogProduct | null): JsonObject {
  if (source === null) return {};
  if (source.kind === 'configurable') return renderVariants(source);
  if (source.kind === 'bundle-dynamic' || source.kind === 'bundle-fixed') return renderSlots(source);
  if (source.kind === 'downloadable') return renderLinks(source);
  return source.kind === 'giftcard' ? renderAmounts() : {};
}

const LABELS: Readonly<Record<string, string>> = { '93': 'Farbe', '144': 'Größe' };

function renderVariants({ id, variants = [] }: CatalogProduct): JsonObject {
  const attributes = [...new Set(variants.flatMap(({ choices }) => choices.map((choice) => choice.option_id)))];
  return {
    configurable_product_options: attributes.map((attributeId, position) => ({
      id: id + position,
      attribute_id: attributeId,
      label: LABELS[attributeId] ?? '',
      position,
      values: valuesOf(variants, attributeId).map((value_index) => ({ value_index })),
      product_id: id,
    })),
    configurable_product_links: variants.map((variant) => variant.id),
  };
}

function valuesOf(variants: NonNullable<CatalogProduct['variants']>, attributeId: string): number[] {
  const chosen = variants.flatMap(({ choices }) => choices.filter((choice) => choice.option_id === attributeId));
  return [...new Set(chosen.map((choice) => choice.option_value))];
}

function renderSlots({ sku, slots = [] }: CatalogProduct): JsonObject {
  const bundle_product_options = slots.map((slot, index) => ({
    option_id: slot.optionId,
    title: slot.article.name,
    required: true,
    type: 'select',
    position: index + 1,
    sku,
    product_links: [
      {
        id: String(slot.selectionId),
        sku: slot.article.sku,
        option_id: slot.optionId,
        qty: slot.pieces,
        position: 1,
        is_default: true,
        price: slot.article.price / 100,
        price_type: null,
        can_change_quantity: 0,
      },
    ],
  }));
  return { bundle_product_options };
}

function renderLinks({ links = [] }: CatalogProduct): JsonObject {
  const downloadable_product_links = links.map((id, index) => ({
    id,
    title: `Band ${index + 1}`,
    sort_order: index,
    is_shareable: 2,
    price: 0,
    number_of_downloads: 3,
    link_type: 'url',
    link_url: `https://downloads.example.com/${id}.epub`,
    sample_type: null,
  }));
  return { downloadable_product_links, downloadable_product_samples: [] };
}

function renderAmounts(): JsonObject {
  const amounts = [10, 25, 100];
  return {
    giftcard_amounts: amounts.map((value) => ({ attribute_id: 132, website_id: 0, value, website_value: value })),
  };
}
