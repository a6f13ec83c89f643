import type { SeededRandom } from '../../kit/seeded-random.js';
import { type Article, CATALOG, type CatalogProduct } from '../catalog.js';

/** Magento's product types. */
export type ProductType = 'simple' | 'configurable' | 'bundle' | 'grouped' | 'virtual' | 'downloadable' | 'giftcard';

/** A product of the shop's catalogue. */
export interface ShopProduct {
  article: Article;
  type: ProductType;
  /** What it is made of: variants, slots, links; null for an article that is only a part of others. */
  source: CatalogProduct | null;
  /** SKUs of the products that a grouped one shows together. */
  groups: readonly string[];
  /** In minor units of the base currency. */
  price: number;
  enabled: boolean;
  /** Parts of others are not visible by themselves. */
  visible: boolean;
  stock: number;
  createdAt: number;
  updatedAt: number;
}

/** Sold before and deleted from the catalogue since: orders name them, products do not. */
const DELETED_SKUS: readonly string[] = ['LAMP-E27'];

const SWITCHED_OFF = ['CHEESE-AGED'];
const DINING_SET: Article = { id: 242, sku: 'DINING-SET', name: 'Dining Set', price: 0, tax: 'standard', grams: 0 };
const DAY_MS = 24 * 3_600_000;

/** The products of a shop, all created before its first order. */
export function seedProducts(openedAtMs: number): ShopProduct[] {
  return allProducts(openedAtMs).filter((product) => !DELETED_SKUS.includes(product.article.sku));
}

/** The product that was deleted, as it comes back into the catalogue; undefined where the shop never had it. */
export function deletedProduct(sku: string, atMs: number): ShopProduct | undefined {
  const product = allProducts(atMs).find(({ article }) => article.sku === sku);
  return product === undefined ? undefined : { ...product, createdAt: atMs, updatedAt: atMs };
}

/** A product that is new in the catalogue, like another one under a SKU of its own. */
export function newProduct(model: ShopProduct, id: number, atMs: number): ShopProduct {
  return { ...model, article: { ...model.article, id, sku: `NEW-${id}` }, createdAt: atMs, updatedAt: atMs };
}

/** Changes a product as a merchant would: another price, other stock, or switched on or off. */
export function changeProduct(product: ShopProduct, atMs: number, random: SeededRandom): void {
  const what = random.integer(0, 3);
  if (what === 0) product.enabled = !product.enabled;
  else if (what === 1) product.stock = random.integer(0, 500);
  else product.price += random.integer(1, 250);
  product.updatedAt = Math.max(product.updatedAt, atMs);
}

function allProducts(openedAtMs: number): ShopProduct[] {
  const set = { ...offer(DINING_SET, 'grouped', null), groups: ['CHAIR-OAK', 'TABLE-OAK'] };
  const all = [...CATALOG.flatMap(productsOf), set];
  // The parts of bundles stand in several of them.
  const bySku = new Map(all.map((product) => [product.article.sku, product]));
  return [...bySku.values()].map((product, index) => {
    const createdAt = openedAtMs - (90 - index) * DAY_MS;
    return { ...product, createdAt, updatedAt: createdAt + Math.floor(index / 2) * 3_600_000 };
  });
}

type Timeless = Omit<ShopProduct, 'createdAt' | 'updatedAt'>;

function productsOf(source: CatalogProduct): Timeless[] {
  const parts = [...(source.variants ?? []), ...(source.slots ?? []).map(({ article }) => article)];
  // A fixed bundle's parts cost nothing within it, and keep the price of their own.
  const priced = parts.filter((part) => part.price > 0);
  return [
    ...priced.map((part) => ({ ...offer(part, 'simple', null), visible: false })),
    offer(source, typeOf(source), source),
  ];
}

function typeOf({ kind }: CatalogProduct): ProductType {
  if (kind === 'bundle-dynamic' || kind === 'bundle-fixed') return 'bundle';
  // Orders of a grouped product name the simple ones in it.
  return kind === 'grouped' ? 'simple' : kind;
}

function offer(article: Article, type: ProductType, source: CatalogProduct | null): Timeless {
  return {
    article,
    type,
    source,
    groups: [],
    price: type === 'configurable' || type === 'grouped' ? 0 : article.price,
    enabled: !SWITCHED_OFF.includes(article.sku),
    visible: true,
    stock: (article.id * 7) % 120,
  };
}
