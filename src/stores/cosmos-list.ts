import type { Container, PartitionKey, SqlParameter, SqlQuerySpec } from '@azure/cosmos';
import { PipelineError } from '../model/errors.js';
import type { Page } from '../ports/order-store.js';
import { toStoreError } from './azure-error.js';
import { formatContinuation, parseContinuation } from './continuation.js';
import type { Count } from './count.js';

const MAX_LIMIT = 1_000;
/** The SDK repeats a query without an answer ten times and more; a reader does not wait for that. */
const QUERY_TIMEOUT_MS = 10_000;

/**
 * One condition of a list: the item's field (`record.number`), the comparison, and the value or values; undefined leaves it out.
 * `HAS` wants the value among the elements of an array.
 */
export type Condition =
  | [field: string, comparison: '=' | '>=' | 'HAS', value: string | undefined]
  | [field: string, comparison: 'IN', values: readonly string[] | undefined];

/** A page of a list: newest `orderBy` first, ties by id. */
export interface ListRequest {
  container: Container;
  orderBy: 'updatedAt' | 'receipt';
  conditions: readonly Condition[];
  /** The full partition key, where it is known; a condition must say the same, since not every server enforces it. */
  partitionKey?: PartitionKey | undefined;
  limit: number;
  continuation?: string | undefined;
  count: Count;
}

/** An item of a list, with the fields that Cosmos DB adds. */
export type ListedItem = { id: string; _etag: string } & Record<string, unknown>;

/**
 * Reads one page by its keyset, so that a page costs the same wherever it stands and nothing is skipped or repeated.
 * @throws `parameter_invalid`, `store_unavailable`, `store_refused`
 */
export async function listPage(request: ListRequest): Promise<Page<ListedItem>> {
  const { container, orderBy, partitionKey, limit, count } = request;
  if (!Number.isInteger(limit) || limit < 1 || limit > MAX_LIMIT) {
    throw new PipelineError('parameter_invalid', `limit must be between 1 and ${MAX_LIMIT}`, { path: 'limit' });
  }
  const { where, parameters } = toWhere(request);
  const query = `SELECT TOP ${limit + 1} * FROM c WHERE ${where} ORDER BY c.${orderBy} DESC, c.id DESC`;
  count('cosmos.query');
  count('cosmos.request');
  const found = await queryAll<ListedItem>(container, { query, parameters }, partitionKey);
  const items = found.slice(0, limit);
  const last = items.at(-1);
  const continuation =
    last !== undefined && found.length > limit
      ? formatContinuation({ order: String(last[orderBy]), id: last.id })
      : null;
  return { items, continuation };
}

/**
 * All rows of a query, within ten seconds; the query itself says how many there can be.
 * @throws `store_unavailable`, `store_refused`
 */
export async function queryAll<Row>(
  container: Container,
  query: SqlQuerySpec,
  partitionKey?: PartitionKey,
): Promise<Row[]> {
  try {
    const abortSignal = AbortSignal.timeout(QUERY_TIMEOUT_MS);
    const options = partitionKey === undefined ? { abortSignal } : { abortSignal, partitionKey };
    return (await container.items.query<Row>(query, options).fetchAll()).resources;
  } catch (error) {
    throw toStoreError(error);
  }
}

function toWhere({ conditions, orderBy, continuation }: ListRequest): { where: string; parameters: SqlParameter[] } {
  const terms: string[] = [];
  const parameters: SqlParameter[] = [];
  const addParameter = (name: string, value: string) => {
    parameters.push({ name, value });
    return name;
  };
  for (const [index, [field, comparison, value]] of conditions.entries()) {
    if (value === undefined) continue;
    const values = (typeof value === 'string' ? [value] : value).map((one, at) =>
      addParameter(`@p${index}_${at}`, one),
    );
    terms.push(toTerm(`c.${field}`, comparison, values));
  }
  if (continuation !== undefined) {
    const last = parseContinuation(continuation);
    addParameter('@order', last.order);
    addParameter('@id', last.id);
    terms.push(`(c.${orderBy} < @order OR (c.${orderBy} = @order AND c.id < @id))`);
  }
  return { where: terms.join(' AND '), parameters };
}

function toTerm(field: string, comparison: Condition[1], values: readonly string[]): string {
  if (comparison === 'HAS') return `ARRAY_CONTAINS(${field}, ${values.join()})`;
  return `${field} ${comparison} ${comparison === 'IN' ? `(${values.join(', ')})` : values.join()}`;
}
