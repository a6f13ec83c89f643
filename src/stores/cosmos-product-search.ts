import type { Container, SqlParameter } from '@azure/cosmos';
import { nameKey } from '../model/name-key.js';
import { recordKey } from '../model/record-key.js';
import type { ProductClue, ProductMatch } from '../ports/order-store.js';
import { queryAll } from './cosmos-list.js';
import type { Count } from './count.js';

/** Rows of one query. A clue that so many products share is a fault of the catalogue, or says nothing. */
const MAX_ROWS = 1_000;

/** How a product is looked for: the field that is compared, where it stands, and whether a part of it is enough. */
interface Search {
  field: string;
  from: string;
  partly?: true;
  /** The value that is compared, of one that is wanted; null for one that no product can have. */
  toValue(wanted: string, profileId: string): string | null;
}

const asItIs = (wanted: string) => wanted;

const SEARCHES: Readonly<Record<ProductClue, Search>> = {
  // A product is its own partition, so that these are asked of the partitions that can have them.
  id: { field: 'c.recordKey', from: 'c', toValue: (wanted, profileId) => recordKey(profileId, 'product', wanted) },
  sku: { field: 'c.record.sku', from: 'c', toValue: asItIs },
  'variant-sku': { field: 'v.sku', from: 'c JOIN v IN c.record.variants', toValue: asItIs },
  name: { field: 'c._name', from: 'c', toValue: nameKey },
  'partial-name': { field: 'c._name', from: 'c', partly: true, toValue: nameKey },
};

interface Place {
  container: Container;
  count: Count;
}

/**
 * The products that fit one of the wanted clues, without their bodies: a product with thousands of variants may take 2 MB. One query,
 * unless a clue that hundreds of products share pushes the others out of it; then those are asked for again.
 * @throws `store_unavailable`, `store_refused`
 */
export async function searchProducts(
  place: Place,
  profileId: string,
  clue: ProductClue,
  wanted: readonly string[],
): Promise<ProductMatch[]> {
  const search = SEARCHES[clue];
  const settled: ProductMatch[] = [];
  let open = wanted.flatMap((one) => {
    const value = search.toValue(one, profileId);
    return value === null ? [] : [{ wanted: one, value }];
  });
  while (open.length > 0) {
    const rows = await ask(
      place,
      search,
      profileId,
      open.map(({ value }) => value),
    );
    const matches = open.map(({ wanted: one, value }) => toMatches(rows, search, one, value));
    if (rows.length < MAX_ROWS) return [...settled, ...matches.flat()];
    settled.push(...matches.filter(hasSeveral).flat());
    open = open.filter((_one, at) => !hasSeveral(matches[at] ?? []));
  }
  return settled;
}

interface Row {
  id: string;
  found: string;
  active?: unknown;
}

const hasSeveral = (matches: readonly ProductMatch[]) => matches.length > 1;

function toMatches(rows: readonly Row[], { partly }: Search, wanted: string, value: string): ProductMatch[] {
  return rows
    .filter(({ found }) => (partly === true ? found.includes(value) : found === value))
    .map(({ id, active }) => ({ wanted, recordKey: id, active: active !== false }));
}

async function ask({ container, count }: Place, search: Search, profileId: string, values: string[]): Promise<Row[]> {
  const { field, from, partly } = search;
  count('cosmos.query');
  count('cosmos.request');
  const names = values.map((_value, index) => `@w${index}`);
  const parameters: SqlParameter[] = [
    { name: '@profile', value: profileId },
    ...values.map((value, index) => ({ name: `@w${index}`, value })),
  ];
  const fits =
    partly === true
      ? `(${names.map((name) => `CONTAINS(${field}, ${name})`).join(' OR ')})`
      : `${field} IN (${names.join(', ')})`;
  const select = `SELECT TOP ${MAX_ROWS} c.id, ${field} AS found, c.record.active AS active FROM ${from}`;
  const query = `${select} WHERE c.kind = 'product' AND c.profileId = @profile AND ${fits}`;
  return queryAll<Row>(container, { query, parameters });
}
