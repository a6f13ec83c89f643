import type { Container, SqlParameter } from '@azure/cosmos';
import type { StockMovement } from '../model/stock-movement.js';
import type { StockMovements, StockSum } from '../ports/stock-movements.js';
import { createBulkWriter } from './bulk-writer.js';
import type { CosmosOptions } from './cosmos-client.js';
import { cosmosContainers } from './cosmos-containers.js';
import { queryAll } from './cosmos-list.js';
import { type Count, countNothing } from './count.js';

const PAGE = 1_000;

/** The movements of stock as items of one container, partitioned by SKU. */
export function createCosmosStockMovements({ client, database, count = countNothing }: CosmosOptions): StockMovements {
  const container = cosmosContainers(client, database)['stock-movements'];
  const writer = createBulkWriter(container, count);
  const place = { container, count };
  return {
    async add(movements) {
      // 409 is an answer: the movement is there.
      await Promise.all(movements.map((movement) => writer.create(movement)));
    },
    async sum(stockKey, after) {
      const parameters = [
        { name: '@key', value: stockKey },
        { name: '@after', value: after ?? '' },
      ];
      const where = 'c.stockKey = @key AND c.at > @after';
      const ask = <Row>(what: string) =>
        select<Row>(place, `SELECT VALUE ${what} FROM c WHERE ${where}`, parameters, stockKey);
      const [[total = 0], [size = 0]] = await Promise.all([
        ask<number>('SUM(c.micro)'),
        ask<number>('SUM(ABS(c.micro))'),
      ]);
      // The server adds floats. While even the sum of all sizes is a safe integer, each step of it was exact.
      if (Number.isSafeInteger(size)) return BigInt(total);
      return (await ask<number>('c.micro')).reduce((sum, micro) => sum + BigInt(micro), 0n);
    },
    async sumAll(profileId) {
      const sums = new Map<string, StockSum>();
      for (let after = '', rows = PAGE; rows === PAGE; ) {
        const found = await readPage(place, profileId, after);
        for (const row of found) addTo(sums, row);
        rows = found.length;
        after = found.at(-1)?.id ?? '';
      }
      return [...sums.values()];
    },
  };
}

type Row = Pick<StockMovement, 'id' | 'stockKey' | 'sku' | 'productKey' | 'micro'>;

interface Place {
  container: Container;
  count: Count;
}

function readPage(place: Place, profileId: string, after: string): Promise<Row[]> {
  const query = `SELECT TOP ${PAGE} c.id, c.stockKey, c.sku, c.productKey, c.micro FROM c WHERE c.profileId = @profile AND c.id > @after ORDER BY c.id`;
  return select<Row>(place, query, [
    { name: '@profile', value: profileId },
    { name: '@after', value: after },
  ]);
}

function select<Row>(
  { container, count }: Place,
  query: string,
  parameters: SqlParameter[],
  partitionKey?: string,
): Promise<Row[]> {
  count('cosmos.query');
  count('cosmos.request');
  return queryAll<Row>(container, { query, parameters }, partitionKey);
}

function addTo(sums: Map<string, StockSum>, { stockKey, sku, productKey, micro }: Row): void {
  const before = sums.get(stockKey)?.micro ?? 0n;
  sums.set(stockKey, { sku, productKey, micro: before + BigInt(micro) });
}
