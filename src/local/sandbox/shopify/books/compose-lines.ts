import type { SeededRandom } from '../../kit/seeded-random.js';
import { type Amount, type Currencies, fromCents } from './amount.js';
import type { ShopProduct, ShopVariant } from './catalog.js';
import type { IdKind } from './ids.js';
import type { LineGroup, OrderLine } from './order-line.js';
import type { OrderWish } from './order-wish.js';

/** What lines are made from; `nextId` gives ids of the length that the order wants. */
export interface LineParts {
  random: SeededRandom;
  products: readonly ShopProduct[];
  currencies: Currencies;
  nextId(kind: IdKind): string;
}

/** The lines of a new order, without discounts, taxes and duties. */
export function composeLines(wish: OrderWish, parts: LineParts): OrderLine[] {
  const { random } = parts;
  const count = wish.lines ?? random.integer(1, 4);
  const goods = parts.products.filter(({ isGiftCard, productType }) =>
    wish.digital === true ? productType === 'Digital' : !isGiftCard && productType !== 'Digital',
  );
  const lines = Array.from({ length: count }, (_none, index) => {
    const product = random.pick(goods);
    const quantity = wish.source === 'pos' || count > 50 ? 1 : random.integer(1, 3);
    return articleLine(product, random.pick(product.variants), quantity, index, parts);
  });
  if (wish.withoutProducts === true) lines.push(...linesWithoutProducts(parts));
  if (wish.bundle === true) groupLines(lines, parts);
  if (wish.giftCard === true) lines.push(giftCardLine(parts));
  if (wish.tip === true) lines.push(tipLine(parts));
  return lines;
}

/** A line for a variant at its price of today. */
export function articleLine(
  product: ShopProduct,
  variant: ShopVariant,
  quantity: number,
  index: number,
  parts: LineParts,
): OrderLine {
  const isEngraved = index === 1 && parts.random.chance(0.4);
  return {
    ...blankLine(parts.nextId('LineItem'), product.title, fromCents(variant.cents, parts.currencies)),
    productId: product.id,
    variantId: variant.id,
    variantTitle: variant.title === 'Default Title' ? null : variant.title,
    sku: variant.sku,
    vendor: product.vendor,
    quantity,
    grams: variant.grams,
    requiresShipping: variant.requiresShipping,
    taxable: variant.taxable,
    isGiftCard: product.isGiftCard,
    customAttributes: isEngraved
      ? [
          { key: 'Engraving', value: 'für Müttï ❤' },
          { key: '_internal', value: null },
        ]
      : [],
  };
}

function linesWithoutProducts({ nextId, currencies }: LineParts): OrderLine[] {
  return [
    {
      ...blankLine(nextId('LineItem'), 'Kettle, sold until 2024', fromCents(3_990, currencies)),
      sku: 'KETTLE',
      vendor: 'Aran',
      requiresShipping: true,
    },
    { ...blankLine(nextId('LineItem'), 'Custom work', fromCents(5_001, currencies)), quantity: 2, taxable: false },
  ];
}

function groupLines(lines: readonly OrderLine[], { nextId }: LineParts): void {
  const group: LineGroup = { id: nextId('LineItemGroup'), title: 'Camp set', quantity: 1 };
  for (const line of lines.slice(0, 2)) line.group = group;
}

function giftCardLine(parts: LineParts): OrderLine {
  const product = parts.products.find(({ isGiftCard }) => isGiftCard);
  const variant = product?.variants[0];
  if (product === undefined || variant === undefined) throw new RangeError('the shop has no gift card');
  return articleLine(product, variant, 1, 0, parts);
}

function tipLine({ nextId, currencies }: LineParts): OrderLine {
  return { ...blankLine(nextId('LineItem'), 'Tip', fromCents(250, currencies)), taxable: false, isTip: true };
}

function blankLine(id: string, title: string, unitPrice: Amount): OrderLine {
  return {
    id,
    productId: null,
    variantId: null,
    title,
    variantTitle: null,
    sku: null,
    vendor: null,
    quantity: 1,
    unitPrice,
    grams: 0,
    requiresShipping: false,
    taxable: true,
    isGiftCard: false,
    isTip: false,
    addedByEdit: false,
    customAttributes: [],
    group: null,
    allocations: [],
    taxes: [],
    duties: [],
    removals: [],
  };
}
