import { isJsonObject, type JsonObject } from '../../../diff/json.js';
import { PipelineError } from '../../../model/errors.js';
import { parseJson } from '../../../model/json-text.js';
import type { RawRecord } from '../../../ports/channel.js';
import { ask } from '../graphql/ask.js';
import { toGid, toLegacyId } from '../ids.js';
import type { ResourceSelection } from '../selection/resource-selection.js';
import type { ShopContext } from '../shop-context.js';
import { toRawRecord } from './raw-record.js';
import { readConnection } from './read-connection.js';

/** So many records are looked at that the search holds to be the one. */
const MOST_FOUND = 5;

/**
 * One record by its id, numeric or global; null when the shop has none, and for an id that is not Shopify's, such as a guest's.
 * @throws `channel_page_invalid` when the shop answers with another record, and what asking throws
 */
export async function getRecord(
  shop: ShopContext,
  selection: ResourceSelection,
  recordId: string,
): Promise<RawRecord | null> {
  const id = toLegacyId(recordId);
  if (id === null) return null;
  const { one, gidType } = selection;
  const query = `query One($id: ID!) { ${one}(id: $id) { ${selection.select(shop.settings)} } }`;
  const data = await ask(shop, { query, variables: { id: toGid(gidType, id) } });
  const node = data[one];
  if (node === undefined)
    throw new PipelineError('channel_page_invalid', `The answer says nothing of the ${one} ${id}`);
  if (node === null) return null;
  const record = isJsonObject(node) ? await toRawRecord(shop, selection, node) : null;
  if (record?.recordId === id) return record;
  throw new PipelineError('channel_page_invalid', `The shop answered with another ${one} than ${id}`);
}

/**
 * One record by what people know it by: the name or number of an order, the e-mail address of a customer, a SKU of a product. Null
 * when the shop has none.
 * @throws `channel_refused` when several are known by it, and what asking throws
 */
export async function findRecord(
  shop: ShopContext,
  selection: ResourceSelection,
  number: string,
): Promise<RawRecord | null> {
  const { root, gidType } = selection;
  const page = `pageInfo { hasNextPage endCursor } nodes { ${selection.select(shop.settings)} }`;
  const query = `query Find($search: String!) { ${root}(first: ${MOST_FOUND}, query: $search) { ${page} } }`;
  const data = await ask(shop, { query, variables: { search: selection.search(number) } });
  const { nodes } = readConnection(data, root);
  const records: RawRecord[] = [];
  for (const node of nodes.filter(isJsonObject)) {
    const record = await toRawRecord(shop, selection, node);
    if (selection.isNamed(parseJson(record.raw) as JsonObject, number)) records.push(record);
  }
  if (records.length > 1) {
    const ids = records.map(({ recordId }) => recordId).join(', ');
    const message = `${number} stands for several of type ${gidType}, with the ids ${ids}; use the id`;
    throw new PipelineError('channel_refused', message);
  }
  return records[0] ?? null;
}
