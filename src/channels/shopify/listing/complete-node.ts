import { getOwn, isJsonObject, type Json, type JsonObject } from '../../../diff/json.js';
import { PipelineError } from '../../../model/errors.js';
import { ask } from '../graphql/ask.js';
import { typeOfGid } from '../ids.js';
import { type Nested, restQuery } from '../selection/nested.js';
import type { ShopContext } from '../shop-context.js';

/**
 * The object with every connection inside it whole: what did not come with the object is read page by page, at all depths. The paging
 * is left out, so that an object says the same however it was read.
 * @throws `channel_page_invalid`, `channel_page_repeated`, and what asking throws
 */
export async function completeNode(
  shop: ShopContext,
  nested: readonly Nested[],
  node: JsonObject,
): Promise<JsonObject> {
  const whole: JsonObject = {};
  for (const [field, value] of Object.entries(node)) {
    if (!isConnection(value)) whole[field] = await completeValue(shop, nested, value);
    else whole[field] = { nodes: await completeRows(shop, nested, { node, field, connection: value }) };
  }
  return whole;
}

async function completeValue(shop: ShopContext, nested: readonly Nested[], value: Json): Promise<Json> {
  if (isJsonObject(value)) return completeNode(shop, nested, value);
  if (!Array.isArray(value)) return value;
  const rows: Json[] = [];
  for (const row of value) rows.push(await completeValue(shop, nested, row));
  return rows;
}

type Connection = JsonObject & { nodes: Json[] };

interface Place {
  node: JsonObject;
  field: string;
  connection: Connection;
}

function isConnection(value: Json): value is Connection {
  return isJsonObject(value) && Array.isArray(getOwn(value, 'nodes'));
}

async function completeRows(shop: ShopContext, nested: readonly Nested[], place: Place): Promise<Json[]> {
  const rows = [...place.connection.nodes];
  let after = nextCursor(place.connection, place.field);
  const seen = new Set<string>();
  while (after !== null) {
    if (seen.has(after)) throw new PipelineError('channel_page_repeated', `The rest of ${place.field} repeats itself`);
    seen.add(after);
    const page = await readRest(shop, nested, place, after);
    rows.push(...page.nodes);
    after = nextCursor(page, place.field);
  }
  const whole: Json[] = [];
  for (const row of rows) whole.push(await completeValue(shop, nested, row));
  return whole;
}

async function readRest(
  shop: ShopContext,
  nested: readonly Nested[],
  { node, field }: Place,
  after: string,
): Promise<Connection> {
  const owner = typeOfGid(node.id);
  const known = nested.find((one) => one.owner === owner && one.field === field);
  if (known === undefined) throw invalid(`The rest of ${field} cannot be read: it is that of ${owner ?? 'nothing'}`);
  const data = await ask(shop, { query: restQuery(known), variables: { id: node.id ?? null, after } });
  const found = isJsonObject(data.node ?? null) ? (data.node as JsonObject)[field] : null;
  if (found !== undefined && isConnection(found)) return found;
  throw invalid(`${String(node.id)} has no ${field} any more`);
}

function nextCursor(connection: Connection, field: string): string | null {
  const page = connection.pageInfo;
  const hasNext = isJsonObject(page ?? null) ? (page as JsonObject).hasNextPage : null;
  if (typeof hasNext !== 'boolean') throw invalid(`The answer does not say whether there is more of ${field}`);
  if (!hasNext) return null;
  const cursor = (page as JsonObject).endCursor;
  if (typeof cursor === 'string' && cursor !== '') return cursor;
  throw invalid(`The answer does not say where the rest of ${field} is`);
}

function invalid(message: string): PipelineError {
  return new PipelineError('channel_page_invalid', message);
}
