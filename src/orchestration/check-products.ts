import { PipelineError } from '../model/errors.js';
import type { Warning } from '../model/event.js';
import type { Order } from '../model/order.js';
import type { CanonicalRecord } from '../model/record.js';
import type { OrderStore } from '../ports/order-store.js';
import { type LineMatch, matchProducts, readProductId } from './match-products.js';
import type { Arrival } from './store-item.js';

type Line = Order['lines'][number];

/**
 * Under the policy `unknownProduct: fail`, holds back an order while the id or SKU of one of its lines leads to no product of the
 * profile, and warns of matches that a person should look at. It waits like any record that may succeed later: a product that arrives
 * after the order lets it through.
 * @throws `product_unknown`
 */
export async function requireProducts(
  store: Pick<OrderStore, 'searchProducts'>,
  { envelope, profile }: Pick<Arrival, 'envelope' | 'profile'>,
  record: CanonicalRecord | PipelineError,
): Promise<Warning[]> {
  if (profile.policies.unknownProduct === 'keep' || envelope.type !== 'order' || record instanceof PipelineError)
    return [];
  const { lines } = record as unknown as Order;
  const matches = await matchProducts(store, profile.id, lines, profile.policies.matchProducts);
  const unknown = lines.findIndex((line, at) => matches[at]?.product === null && namesProduct(line));
  const line = lines[unknown];
  if (line !== undefined) {
    throw new PipelineError('product_unknown', explain(line, matches[unknown]), { path: pathOf(line, unknown) });
  }
  return matches.flatMap(warningsOf);
}

/** A line with neither is something else: a fee, or what was typed in at the till. */
function namesProduct(line: Line): boolean {
  return (line.sku ?? '') !== '' || (readProductId(line) ?? '') !== '';
}

function explain(line: Line, match: LineMatch | undefined): string {
  if (match?.ambiguous === 'name') return `Several products of the profile have the name ${JSON.stringify(line.name)}`;
  if (match?.ambiguous !== undefined)
    return `Several products of the profile have ${JSON.stringify(line.name)} in the name`;
  const { sku } = line;
  return sku === null || sku === ''
    ? `No product of the profile has the id ${JSON.stringify(readProductId(line))}`
    : `No product of the profile has the SKU ${JSON.stringify(sku)}`;
}

function pathOf({ sku }: Line, at: number): string {
  return sku === null || sku === '' ? `/lines/${at}` : `/lines/${at}/sku`;
}

function warningsOf({ product }: LineMatch, at: number): Warning[] {
  if (product === null) return [];
  const path = `/lines/${at}`;
  const warnings: Warning[] = [];
  if (product.via === 'partial-name') {
    const message = 'The product was found by a part of its name only';
    warnings.push({ code: 'product_by_partial_name', message, path });
  }
  if (product.inactive === true) {
    warnings.push({ code: 'product_inactive', message: 'The product is not sold any more', path });
  }
  return warnings;
}
