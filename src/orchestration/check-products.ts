import { PipelineError } from '../model/errors.js';
import type { Order } from '../model/order.js';
import type { CanonicalRecord } from '../model/record.js';
import type { OrderStore } from '../ports/order-store.js';
import type { Arrival } from './store-item.js';

/** As many SKUs as the store matches at once. */
const MOST = 100;

/**
 * Under the policy `unknownProduct: fail`, holds back an order while one of its lines has a SKU that no product of the profile has. It
 * waits like any record that may succeed later: a product that arrives after the order lets it through.
 * @throws `product_unknown`
 */
export async function requireProducts(
  store: Pick<OrderStore, 'matchSkus'>,
  { envelope, profile }: Pick<Arrival, 'envelope' | 'profile'>,
  record: CanonicalRecord | PipelineError,
): Promise<void> {
  if (profile.policies.unknownProduct === 'keep' || envelope.type !== 'order' || record instanceof PipelineError)
    return;
  const { lines } = record as unknown as Order;
  const skus = [...new Set(lines.flatMap(({ sku }) => (sku === null || sku === '' ? [] : [sku])))];
  for (let from = 0; from < skus.length; from += MOST) {
    const wanted = skus.slice(from, from + MOST);
    const known = new Set((await store.matchSkus(profile.id, wanted)).map(({ sku }) => sku));
    const unknown = wanted.find((sku) => !known.has(sku));
    if (unknown === undefined) continue;
    const at = lines.findIndex(({ sku }) => sku === unknown);
    const path = `/lines/${at}/sku`;
    throw new PipelineError('product_unknown', `No product of the profile has the SKU ${JSON.stringify(unknown)}`, {
      path,
    });
  }
}
