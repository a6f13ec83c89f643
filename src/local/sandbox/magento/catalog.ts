/** Product kinds of the catalogue; the two bundles differ in who carries the price. */
export type ProductKind =
  | 'simple'
  | 'configurable'
  | 'bundle-dynamic'
  | 'bundle-fixed'
  | 'grouped'
  | 'virtual'
  | 'downloadable'
  | 'giftcard';

/** Something that can stand in an order row of its own. */
export interface Article {
  id: number;
  sku: string;
  name: string;
  /** In minor units of the store's base currency; with or without tax as the store's prices are. */
  price: number;
  tax: 'standard' | 'reduced' | 'none';
  /** Grams; 0 for what is not shipped. */
  grams: number;
}

/** An article a configurable product turns into, with the attribute values that choose it. */
export interface Variant extends Article {
  choices: readonly { option_id: string; option_value: number }[];
}

/** One slot of a bundle. */
export interface BundleSlot {
  optionId: number;
  selectionId: number;
  pieces: number;
  article: Article;
}

/** A product as the catalogue offers it. */
export interface CatalogProduct extends Article {
  kind: ProductKind;
  /** Sold by the metre or by weight. */
  decimalQuantity?: boolean;
  variants?: readonly Variant[];
  slots?: readonly BundleSlot[];
  links?: readonly number[];
}

function article(
  id: number,
  sku: string,
  name: string,
  price: number,
  grams: number,
  tax: Article['tax'] = 'standard',
): Article {
  return { id, sku, name, price, grams, tax };
}

function shirt(id: number, size: string, colour: string, sizeValue: number, colourValue: number): Variant {
  return {
    ...article(id, `LIN-SHIRT-${size}-${colour}`, `Linen Shirt-${size}-${colour}`, 4990, 240),
    choices: [
      { option_id: '93', option_value: colourValue },
      { option_id: '144', option_value: sizeValue },
    ],
  };
}

const grinder = article(210, 'GRINDER-01', 'Hand Grinder', 3450, 620);
const scale = article(211, 'SCALE-02', 'Brew Scale', 2775, 380);
const filters = article(212, 'FILTER-100', 'Paper Filters (100)', 595, 90);
const beans = article(213, 'BEANS-250', 'Bohnen „Morgenröte“ 250 g', 899, 250, 'reduced');

/** The products of the sandbox shop: at least one of every kind, odd names and odd SKUs included. */
export const CATALOG: readonly CatalogProduct[] = [
  { kind: 'simple', ...article(101, 'MUG-BLUE', 'Enamel Mug, Blue', 1295, 310) },
  { kind: 'simple', ...article(102, 'BOOK/ISBN-978-3', 'Kochbuch »Süßes & Saures«', 2490, 740, 'reduced') },
  { kind: 'simple', ...article(103, 'TEA 05 #7', '煎茶 Sencha 100g', 1833, 120, 'reduced') },
  { kind: 'simple', ...article(104, 'LAMP-E27', 'Lámpara de mesa "Ñandú" 💡', 8999, 2150) },
  { kind: 'simple', decimalQuantity: true, ...article(105, 'FABRIC-WOOL', 'Wool fabric by the metre', 2315, 450) },
  { kind: 'simple', decimalQuantity: true, ...article(106, 'CHEESE-AGED', 'Aged cheese by the kilogram', 1987, 1000) },
  {
    kind: 'configurable',
    ...article(200, 'LIN-SHIRT', 'Linen Shirt', 4990, 240),
    variants: [
      shirt(201, 'M', 'White', 167, 59),
      shirt(202, 'XL', 'White', 169, 59),
      shirt(203, 'M', 'Grün', 167, 53),
      shirt(204, 'XL', 'Grün', 169, 53),
    ],
  },
  {
    kind: 'bundle-dynamic',
    ...article(220, 'BREW-KIT', 'Brew Kit, Pick Your Own', 0, 0),
    slots: [
      { optionId: 11, selectionId: 31, pieces: 1, article: grinder },
      { optionId: 12, selectionId: 34, pieces: 1, article: scale },
      { optionId: 13, selectionId: 36, pieces: 2, article: filters },
      { optionId: 14, selectionId: 38, pieces: 3, article: beans },
    ],
  },
  {
    kind: 'bundle-fixed',
    ...article(230, 'GIFT-SET', 'Geschenkset „Früh“', 5900, 960),
    slots: [
      { optionId: 21, selectionId: 51, pieces: 1, article: { ...scale, price: 0 } },
      { optionId: 22, selectionId: 52, pieces: 2, article: { ...beans, price: 0 } },
    ],
  },
  { kind: 'grouped', ...article(240, 'CHAIR-OAK', 'Oak Chair (from the Dining Set)', 12_450, 5400) },
  { kind: 'grouped', ...article(241, 'TABLE-OAK', 'Oak Table (from the Dining Set)', 48_900, 27_500) },
  { kind: 'virtual', ...article(250, 'WARRANTY-3Y', 'Extended Warranty, 3 years', 1999, 0) },
  { kind: 'downloadable', ...article(260, 'EBOOK-BREW', 'E-book: Brewing at Home', 999, 0), links: [71, 72] },
  { kind: 'giftcard', ...article(270, 'GIFTCARD', 'Gift Card', 2500, 0, 'none') },
];
