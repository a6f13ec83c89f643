import { isJsonObject, type Json, type JsonObject } from '../../../diff/json.js';
import { PipelineError } from '../../../model/errors.js';
import { ask } from '../graphql/ask.js';
import { toUtc } from '../identify.js';
import { searchText, type Window } from '../listing/window.js';
import type { ResourceSelection } from '../selection/resource-selection.js';
import type { ShopContext } from '../shop-context.js';

/** How a bulk operation stands. */
export type Operation =
  | { state: 'running' }
  /** It ended without a result, or the shop does not know it any more. */
  | { state: 'gone' }
  | { state: 'done'; url: string | null; objects: number; roots: number };

const RUN =
  'mutation Run($query: String!) { bulkOperationRunQuery(query: $query) { bulkOperation { id createdAt } userErrors { code field message } } }';
const POLL = 'query Poll($id: ID!) { bulkOperation(id: $id) { id status errorCode objectCount rootObjectCount url } }';

// A search with a sort leaves out records in a bulk operation, so there is none.
function bulkQuery({ root, selectInBulk, dayPrecise }: ResourceSelection, shop: ShopContext, window: Window): string {
  const search = JSON.stringify(searchText(window, dayPrecise));
  return `{ ${root}(query: ${search}) { edges { node { ${selectInBulk(shop.settings)} } } } }`;
}

/** An operation that was started, and when by the shop's clock. */
export interface Started {
  id: string;
  createdAt: string | null;
}

/**
 * Starts a bulk operation; null when the shop runs as many as it can.
 * @throws `channel_refused` for any other reason not to start it, and what asking throws
 */
export async function startOperation(
  shop: ShopContext,
  selection: ResourceSelection,
  window: Window,
): Promise<Started | null> {
  const data = await ask(shop, { query: RUN, variables: { query: bulkQuery(selection, shop, window) }, once: true });
  const payload = isJsonObject(data.bulkOperationRunQuery ?? null) ? (data.bulkOperationRunQuery as JsonObject) : {};
  const errors = Array.isArray(payload.userErrors) ? payload.userErrors.filter(isJsonObject) : [];
  if (errors.some(({ code }) => code === 'OPERATION_IN_PROGRESS' || code === 'LIMIT_REACHED')) return null;
  const said = errors.map(({ message }) => String(message)).join('; ');
  if (said !== '')
    throw new PipelineError('channel_refused', `The shop starts no bulk operation: ${said.slice(0, 300)}`);
  const operation = isJsonObject(payload.bulkOperation ?? null) ? (payload.bulkOperation as JsonObject) : {};
  if (typeof operation.id === 'string') return { id: operation.id, createdAt: toUtc(operation.createdAt) };
  throw new PipelineError('channel_page_invalid', 'The shop does not say which bulk operation it started');
}

/** Asks how an operation stands. @throws `channel_unauthorized` for one that was denied access, `channel_page_invalid` */
export async function readOperation(shop: ShopContext, id: string): Promise<Operation> {
  const { bulkOperation: found } = await ask(shop, { query: POLL, variables: { id } });
  if (found === null) return { state: 'gone' };
  const fields = isJsonObject(found ?? null) ? (found as JsonObject) : {};
  switch (fields.status) {
    case 'CREATED':
    case 'RUNNING':
    case 'CANCELING':
      return { state: 'running' };
    case 'COMPLETED':
      return {
        state: 'done',
        url: typeof fields.url === 'string' ? fields.url : null,
        objects: toCount(fields.objectCount),
        roots: toCount(fields.rootObjectCount),
      };
    case 'FAILED':
    case 'CANCELED':
    case 'EXPIRED':
      if (fields.errorCode !== 'ACCESS_DENIED') return { state: 'gone' };
      throw new PipelineError('channel_unauthorized', 'The shop denies the bulk operation access');
    default:
      throw new PipelineError('channel_page_invalid', 'The shop does not say how the bulk operation stands');
  }
}

function toCount(value: Json | undefined): number {
  const count = Number(value ?? Number.NaN);
  if (Number.isSafeInteger(count) && count >= 0) return count;
  throw new PipelineError('channel_page_invalid', 'The shop does not say how many objects the bulk operation has');
}
