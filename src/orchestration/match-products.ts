import pLimit from 'p-limit';
import { nameKey } from '../model/name-key.js';
import type { Order } from '../model/order.js';
import type { ProductMatching } from '../model/profile.js';
import type { OrderStore, ProductClue, ProductMatch } from '../ports/order-store.js';

/** The product of a line, and what it was found by; `inactive` where the source does not sell it any more. */
export interface ProductLink {
  recordKey: string;
  via: ProductClue;
  inactive?: true;
}

/** What was found for a line. `ambiguous` names the clue that several products fit, so that none was taken. */
export interface LineMatch {
  product: ProductLink | null;
  ambiguous?: 'name' | 'partial-name';
}

/** What of a line tells its product. */
export type ProductLine = Pick<Order['lines'][number], 'sku' | 'name' | 'attributes'>;

interface Step {
  clue: ProductClue;
  read(line: ProductLine): string | null;
}

const WANTED_AT_ONCE = 100;
const CALLS_AT_ONCE = 4;
/** The longest id, SKU or name that is looked for. */
const MAX_LENGTH = 512;
/** A part of a name is looked for in every name of the profile, so only so many of an order are. */
const MOST_PARTS = 100;
/** A shorter part says nothing. */
const MIN_PART = 3;

/**
 * Finds the products of lines, in the order of the lines: by id, own SKU, SKU of a variant, name, part of a name, as far as the profile
 * goes. Each step asks only for lines that no step before found, and each text once. Of several products with one SKU always the
 * same is taken; of several with one name none is.
 */
export async function matchProducts(
  store: Pick<OrderStore, 'searchProducts'>,
  profileId: string,
  lines: readonly Partial<ProductLine>[],
  matching: ProductMatching,
): Promise<LineMatch[]> {
  const read = lines.map(({ sku = null, name = null, attributes = {} }) => ({ sku, name, attributes }));
  const found = new Map<number, LineMatch>();
  for (const { clue, read: readClue } of toSteps(matching)) {
    const open = read.flatMap((line, index) => {
      const wanted = found.has(index) ? null : readClue(line);
      return wanted === null || wanted === '' || wanted.length > MAX_LENGTH ? [] : [{ index, wanted }];
    });
    const matches = await search(store, profileId, clue, [...new Set(open.map(({ wanted }) => wanted))]);
    for (const { index, wanted } of open) {
      const match = choose(clue, matches.get(wanted) ?? []);
      if (match !== null) found.set(index, match);
    }
  }
  return lines.map((_line, index) => found.get(index) ?? { product: null });
}

/** The id that the source gives the product of a line, where it gives one. */
export function readProductId({ attributes }: Pick<ProductLine, 'attributes'>): string | null {
  const id = attributes.productId;
  return typeof id === 'string' || typeof id === 'number' ? String(id) : null;
}

function toSteps({ byName, byPartialName }: ProductMatching): Step[] {
  const bySku = ({ sku }: ProductLine) => sku;
  const named = ({ name }: ProductLine) => (name === null ? null : nameKey(name));
  const partly = (line: ProductLine) => {
    const part = named(line);
    return part !== null && part.length >= MIN_PART ? part : null;
  };
  return [
    { clue: 'id', read: readProductId },
    { clue: 'sku', read: bySku },
    { clue: 'variant-sku', read: bySku },
    ...(byName ? [{ clue: 'name', read: named } as const] : []),
    ...(byPartialName ? [{ clue: 'partial-name', read: partly } as const] : []),
  ];
}

async function search(
  store: Pick<OrderStore, 'searchProducts'>,
  profileId: string,
  clue: ProductClue,
  all: readonly string[],
): Promise<Map<string, ProductMatch[]>> {
  const wanted = clue === 'partial-name' ? all.slice(0, MOST_PARTS) : all;
  const limit = pLimit(CALLS_AT_ONCE);
  const calls = chunk(wanted).map((some) => limit(() => store.searchProducts(profileId, clue, some)));
  const matches = new Map<string, ProductMatch[]>();
  for (const match of (await Promise.all(calls)).flat()) {
    const known = matches.get(match.wanted);
    if (known === undefined) matches.set(match.wanted, [match]);
    else known.push(match);
  }
  return matches;
}

function choose(clue: ProductClue, matches: readonly ProductMatch[]): LineMatch | null {
  const [first, ...others] = [...matches].sort((one, other) => (one.recordKey < other.recordKey ? -1 : 1));
  if (first === undefined) return null;
  const { recordKey, active } = first;
  const isName = clue === 'name' || clue === 'partial-name';
  if (isName && others.some((other) => other.recordKey !== recordKey)) return { product: null, ambiguous: clue };
  return { product: { recordKey, via: clue, ...(active ? {} : { inactive: true }) } };
}

function chunk(wanted: readonly string[]): string[][] {
  const count = Math.ceil(wanted.length / WANTED_AT_ONCE);
  return Array.from({ length: count }, (_, at) => wanted.slice(at * WANTED_AT_ONCE, (at + 1) * WANTED_AT_ONCE));
}
