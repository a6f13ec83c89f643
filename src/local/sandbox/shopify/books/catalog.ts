import { convertCents } from './amount.js';
import type { Ids } from './ids.js';
import type { Metafield } from './order.js';

/** A product as the shop keeps it. */
export interface ShopProduct {
  id: string;
  title: string;
  handle: string;
  vendor: string;
  productType: string;
  descriptionHtml: string;
  status: 'ACTIVE' | 'DRAFT' | 'ARCHIVED';
  isGiftCard: boolean;
  tags: string[];
  /** The names of the options and all their values. */
  options: { name: string; values: string[] }[];
  createdAtMs: number;
  updatedAtMs: number;
  variants: ShopVariant[];
  metafields: Metafield[];
}

/** A variant of a product; its price is in minor units of the shop's currency. */
export interface ShopVariant {
  id: string;
  inventoryItemId: string;
  title: string;
  /** One value for each option of the product. */
  values: string[];
  sku: string | null;
  barcode: string | null;
  price: number;
  compareAtPrice: number | null;
  /** The price in euro cents that prices in other currencies are reckoned from. */
  cents: number;
  grams: number;
  taxable: boolean;
  requiresShipping: boolean;
  tracked: boolean;
  stock: number;
  updatedAtMs: number;
  metafields: Metafield[];
}

interface Article {
  title: string;
  vendor: string;
  type: string;
  cents: number;
  options?: Readonly<Record<string, readonly string[]>>;
  sku: string | null;
  grams?: number;
  status?: ShopProduct['status'];
  kind?: 'digital' | 'gift-card';
}

const ARTICLES: readonly Article[] = [
  {
    title: 'Enamel mug',
    vendor: 'Feldküche',
    type: 'Kitchen',
    cents: 1490,
    sku: 'MUG',
    grams: 210,
    options: { Colour: ['Cream', 'Blue', 'Größe „L“'] },
  },
  {
    title: 'Wool blanket',
    vendor: 'Aran',
    type: 'Home',
    cents: 11_900,
    sku: 'BLK',
    grams: 1800,
    options: { Colour: ['Oat', 'Moss'], Size: ['130', '200'] },
  },
  { title: '折りたたみナイフ', vendor: '堺', type: 'Kitchen', cents: 7_350, sku: 'KNF-', grams: 95 },
  { title: 'Sticker', vendor: 'Feldküche', type: 'Paper', cents: 99, sku: '', grams: 3 },
  { title: 'Beeswax', vendor: 'Feldküche', type: 'Care', cents: 745, sku: null, grams: 120 },
  { title: 'Field notes (PDF)', vendor: 'Feldküche', type: 'Digital', cents: 600, sku: 'PDF-1', kind: 'digital' },
  { title: 'Gift card', vendor: 'Feldküche', type: 'Gift Card', cents: 2_500, sku: 'GIFT', kind: 'gift-card' },
  { title: 'Tin opener', vendor: 'Aran', type: 'Kitchen', cents: 1_333, sku: 'MUG-CREAM', grams: 80 },
  { title: 'Old lamp', vendor: 'Aran', type: 'Home', cents: 4_999, sku: 'LAMP', grams: 900, status: 'ARCHIVED' },
];

/** The products of a new shop, priced in its currency. One SKU is given twice, one is empty and one is missing. */
export function seedProducts(sinceMs: number, currency: string, ids: Ids): ShopProduct[] {
  return ARTICLES.map((article, index) => {
    const atMs = sinceMs + index * 3_600_000;
    const options = Object.entries(article.options ?? { Title: ['Default Title'] });
    return {
      id: ids.next('Product'),
      title: article.title,
      handle: `article-${index + 1}`,
      vendor: article.vendor,
      productType: article.type,
      descriptionHtml: `<p>${article.title} &amp; more</p>`,
      status: article.status ?? 'ACTIVE',
      isGiftCard: article.kind === 'gift-card',
      tags: index % 2 === 0 ? ['new', 'été'] : [],
      options: options.map(([name, values]) => ({ name, values: [...values] })),
      createdAtMs: atMs,
      updatedAtMs: atMs,
      variants: combine(options.map(([, values]) => values)).map((values, place) =>
        variantOf(article, values, place, { atMs, currency, ids }),
      ),
      metafields: [metafieldOf('care', 'Hand wash', ids)],
    };
  });
}

function variantOf(
  article: Article,
  values: string[],
  place: number,
  { atMs, currency, ids }: { atMs: number; currency: string; ids: Ids },
): ShopVariant {
  const cents = article.cents + place * 150;
  const suffix = article.options === undefined ? '' : `-${values.join('-').toUpperCase()}`;
  return {
    id: ids.next('ProductVariant'),
    inventoryItemId: ids.next('InventoryItem'),
    title: values.join(' / '),
    values,
    sku: article.sku === null ? null : article.sku + suffix,
    barcode: place === 0 ? '4006381333931' : null,
    price: convertCents(cents, currency),
    compareAtPrice: place === 1 ? convertCents(cents + 500, currency) : null,
    cents,
    grams: article.grams ?? 0,
    taxable: article.kind !== 'gift-card',
    requiresShipping: article.kind === undefined,
    tracked: article.kind === undefined,
    stock: 40 + place,
    updatedAtMs: atMs,
    metafields: place === 1 ? [metafieldOf('dye', 'Woad', ids)] : [],
  };
}

function metafieldOf(key: string, value: string, ids: Ids): Metafield {
  return { id: ids.next('Metafield'), namespace: 'custom', key, type: 'single_line_text_field', value };
}

function combine(lists: readonly (readonly string[])[]): string[][] {
  return lists.reduce<string[][]>((rows, list) => rows.flatMap((row) => list.map((value) => [...row, value])), [[]]);
}
