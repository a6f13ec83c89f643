import type { Stock } from '../../orchestration/read-stock.js';
import { formatTable } from './table.js';
import { formatWhen } from './when.js';

/** The stock of SKUs as a table. */
export function formatStock(items: readonly Stock[]): string {
  if (items.length === 0) return 'Nothing was moved or counted yet.\n';
  const rows = items.map(({ sku, productKey, quantity, countedAt }) => [
    sku ?? `(product ${productKey})`,
    quantity,
    countedAt === null ? 'never' : formatWhen(countedAt),
  ]);
  return formatTable(['SKU', 'QUANTITY', 'COUNTED'], rows);
}
