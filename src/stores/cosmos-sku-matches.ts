import type { Container, SqlParameter } from '@azure/cosmos';
import type { SkuMatch } from '../ports/order-store.js';
import { queryAll } from './cosmos-list.js';
import type { Count } from './count.js';

/** A SKU that thousands of products share is a fault of the catalogue; so many rows tell enough. */
const MAX_ROWS = 1_000;

const OWN = `SELECT TOP ${MAX_ROWS} c.id, c.record.sku AS sku FROM c WHERE c.kind = 'product' AND c.profileId = @profile AND c.record.sku IN`;
const OF_VARIANTS = `SELECT TOP ${MAX_ROWS} c.id, v.sku AS sku FROM c JOIN v IN c.record.variants WHERE c.kind = 'product' AND c.profileId = @profile AND v.sku IN`;

interface Place {
  container: Container;
  count: Count;
}

/**
 * The products that have one of the SKUs, by two queries that give no bodies: a product with thousands of variants may take 2 MB.
 * @throws `store_unavailable`, `store_refused`
 */
export async function matchSkus(place: Place, profileId: string, skus: readonly string[]): Promise<SkuMatch[]> {
  const own = await find(place, OWN, profileId, skus);
  const known = new Set(own.map(({ sku }) => sku));
  const others = await find(
    place,
    OF_VARIANTS,
    profileId,
    skus.filter((sku) => !known.has(sku)),
  );
  return [...own.map(toMatch('sku')), ...others.map(toMatch('variant-sku'))];
}

interface Row {
  id: string;
  sku: string;
}

const toMatch =
  (via: SkuMatch['via']) =>
  ({ id, sku }: Row): SkuMatch => ({ sku, recordKey: id, via });

async function find(
  { container, count }: Place,
  select: string,
  profileId: string,
  skus: readonly string[],
): Promise<Row[]> {
  if (skus.length === 0) return [];
  count('cosmos.query');
  count('cosmos.request');
  const names = skus.map((_sku, index) => `@s${index}`);
  const parameters: SqlParameter[] = [
    { name: '@profile', value: profileId },
    ...skus.map((value, index) => ({ name: `@s${index}`, value })),
  ];
  return queryAll<Row>(container, { query: `${select} (${names.join(', ')})`, parameters });
}
