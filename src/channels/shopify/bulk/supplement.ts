import { isJsonObject, type JsonObject } from '../../../diff/json.js';
import { PipelineError } from '../../../model/errors.js';
import type { RawRecord } from '../../../ports/channel.js';
import { askSized } from '../graphql/ask.js';
import { toLegacyId } from '../ids.js';
import { completeNode } from '../listing/complete-node.js';
import { toRaw } from '../listing/raw-record.js';
import { readConnection } from '../listing/read-connection.js';
import { getRecord } from '../listing/read-one.js';
import type { ResourceSelection } from '../selection/resource-selection.js';
import type { ShopContext } from '../shop-context.js';

/** So many objects are asked for at once, unless that costs too much. */
const BATCH = 25;

/**
 * The objects of a bulk result as raw records, with what a bulk operation cannot give: the lists inside lists, such as the lines of
 * a refund. One that changed since the operation saw it is read again as a whole; one that is gone is left out.
 */
export async function supplement(
  shop: ShopContext,
  selection: ResourceSelection,
  nodes: readonly JsonObject[],
): Promise<RawRecord[]> {
  const needy = nodes.filter((node) => selection.supplement?.isNeeded(node) === true);
  const more = await readMore(shop, selection, needy);
  const records: RawRecord[] = [];
  for (const node of nodes) {
    const known = needy.includes(node) ? more.get(String(node.id)) : node;
    // One that the search does not give, or that changed, is read by itself; null when it is gone.
    const record =
      known?.updatedAt === node.updatedAt
        ? await toRaw(shop, selection, { ...selection.supplement?.otherwise, ...node, ...known })
        : await getRecord(shop, selection, String(node.id));
    if (record !== null) records.push(record);
  }
  return records;
}

async function readMore(
  shop: ShopContext,
  selection: ResourceSelection,
  nodes: readonly JsonObject[],
): Promise<Map<string, JsonObject>> {
  const found = new Map<string, JsonObject>();
  const ids = nodes.map(({ id }) => String(id));
  while (ids.length > 0) {
    const { asked, rows } = await askFor(shop, selection, ids);
    for (const row of rows) {
      found.set(String(row.id), await completeNode(shop, selection.nested(shop.settings), row));
    }
    ids.splice(0, asked);
  }
  return found;
}

// A search by ids costs the logarithm of what the same objects cost by themselves.
async function askFor(
  shop: ShopContext,
  { root, supplement: extra }: ResourceSelection,
  ids: readonly string[],
): Promise<{ asked: number; rows: JsonObject[] }> {
  const { pageSizes } = shop.memory;
  const key = `${root} in bulk`;
  for (let most = pageSizes.get(key) ?? BATCH; ; most = Math.floor(most / 2)) {
    if (most === 0) throw new PipelineError('channel_refused', `Even one of the ${root} costs more than a query may`);
    pageSizes.set(key, most);
    const batch = ids.slice(0, most);
    const page = `nodes { ${extra?.select ?? 'id'} } pageInfo { hasNextPage endCursor }`;
    const query = `query More($search: String!) { ${root}(first: ${most}, query: $search) { ${page} } }`;
    const search = batch.map((id) => `id:${toLegacyId(id)}`).join(' OR ');
    const answer = await askSized(shop, { query, variables: { search } });
    if (answer.data === null) continue;
    return { asked: batch.length, rows: readConnection(answer.data, root).nodes.filter(isJsonObject) };
  }
}
