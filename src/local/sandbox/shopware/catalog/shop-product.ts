import type { SeededRandom } from '../../kit/seeded-random.js';
import { touch } from '../orders/changes/state-move.js';
import type { Written } from '../orders/shop-order.js';
import { ARTICLES, type Article } from './articles.js';

/** A product as the shop keeps it. */
export interface ShopProduct extends Written {
  article: Article;
  autoIncrement: number;
  stock: number;
  active: boolean;
  /** Null unless somebody set a special price, in euro cents with tax. */
  grossCents: number | null;
}

/** The truth about a product, to compare what was pulled with. */
export interface ProductBook {
  id: string;
  number: string;
  parentId: string | null;
  stock: number;
  active: boolean;
  updatedAt: string | null;
}

/** The products of a new shop; those that are gone are not among them. */
export function seedProducts(createdAt: number): ShopProduct[] {
  return ARTICLES.filter(({ isGone }) => !isGone).map((article, index) => ({
    article,
    autoIncrement: index + 1,
    stock: 10 * index,
    active: true,
    grossCents: article.grossCents,
    createdAt,
    updatedAt: null,
  }));
}

/** Changes a product: its stock, and now and then its price or whether it is sold. */
export function changeProduct(product: ShopProduct, atMs: number, random: SeededRandom): void {
  product.stock = random.integer(0, 500);
  if (product.grossCents !== null && random.chance(0.3)) product.grossCents += random.integer(1, 300);
  if (random.chance(0.1)) product.active = !product.active;
  touch(product, { atMs });
}
