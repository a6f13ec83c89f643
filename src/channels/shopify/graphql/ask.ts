import { isJsonObject, type Json, type JsonObject } from '../../../diff/json.js';
import { PipelineError } from '../../../model/errors.js';
import { parseJson } from '../../../model/json-text.js';
import type { ChannelResponse } from '../../../ports/channel.js';
import type { ShopContext } from '../shop-context.js';
import { dropAccessToken, readAccessToken } from './access-token.js';
import { awaitBucket, noteCost, readCost, throttledWaitMs } from './cost.js';
import { readGraphqlFault } from './graphql-fault.js';

/** A query or mutation. */
export interface Question {
  query: string;
  variables?: JsonObject;
  /** Whether it must not be sent again when its outcome is unknown, as a mutation. */
  once?: boolean;
}

/** The data of an answer with what stands beside them and the headers, or that the query costs more than one query may. */
export type Answer =
  | { data: JsonObject; extensions: Json; headers: ChannelResponse['headers'] }
  | { data: null; cost: number | null; most: number | null };

/** A page may be far larger than one record of it. */
const BOUNDS = { maxDepth: 64, maxValues: 5_000_000 };
const MAX_THROTTLED = 8;
/** A shop that throttles for so long in all is left alone for now. */
const MAX_WAITED_MS = 60_000;

/**
 * Asks, and waits while the shop throttles.
 * @throws `channel_throttled`, `channel_unauthorized`, `channel_unavailable`, `channel_refused`, `channel_page_invalid`
 */
export async function askSized(shop: ShopContext, question: Question): Promise<Answer> {
  let waitedMs = 0;
  for (let throttled = 0; ; throttled += 1) {
    await awaitBucket(shop, question.query);
    const response = await sendSigned(shop, question);
    const body = parseBody(response);
    const cost = readCost(body.extensions ?? null);
    noteCost(shop, question.query, cost);
    const fault = readGraphqlFault(body.errors);
    if (fault === null) return { data: dataOf(body), extensions: body.extensions ?? null, headers: response.headers };
    if (fault.kind === 'too-much') return { data: null, cost: fault.cost, most: fault.most };
    if (fault.kind === 'failed') throw fault.error;
    const waitMs = throttledWaitMs(cost);
    if (throttled === MAX_THROTTLED || waitedMs + waitMs > MAX_WAITED_MS) throw stillThrottled(waitedMs, waitMs);
    await shop.sleep(waitMs);
    waitedMs += waitMs;
  }
}

/** Asks what one query can always afford. @throws what `askSized` throws */
export async function ask(shop: ShopContext, question: Question): Promise<JsonObject> {
  const answer = await askSized(shop, question);
  if (answer.data !== null) return answer.data;
  const cost = answer.cost === null ? 'more than' : `${answer.cost} points of`;
  throw new PipelineError('channel_refused', `The query costs ${cost} the ${answer.most ?? 1000} that one may cost`);
}

/** The address of the GraphQL interface in the version of the settings. */
function graphqlUrl({ settings }: Pick<ShopContext, 'settings'>): string {
  return new URL(`/admin/api/${settings.apiVersion}/graphql.json`, settings.baseUrl).href;
}

/** A token that is refused before its time is renewed once. */
async function sendSigned(shop: ShopContext, question: Question): Promise<ChannelResponse> {
  const token = await readAccessToken(shop);
  try {
    return await send(shop, question, token);
  } catch (error) {
    const isRefused = error instanceof PipelineError && error.code === 'channel_unauthorized';
    if (!isRefused || !dropAccessToken(shop, token)) throw error;
  }
  return send(shop, question, await readAccessToken(shop));
}

function send(shop: ShopContext, { query, variables = {}, once = false }: Question, token: string) {
  return shop.http.send({
    method: 'POST',
    url: graphqlUrl(shop),
    headers: () => ({
      accept: 'application/json',
      'content-type': 'application/json',
      'x-shopify-access-token': token,
    }),
    body: JSON.stringify({ query, variables }),
    repeatable: !once,
  });
}

function parseBody({ text }: ChannelResponse): JsonObject {
  let body: Json = null;
  try {
    body = parseJson(text, BOUNDS);
  } catch {
    throw new PipelineError('channel_page_invalid', 'The shop answered something that is not JSON');
  }
  if (isJsonObject(body)) return body;
  throw new PipelineError('channel_page_invalid', 'The shop answered something that is not an answer to a query');
}

function dataOf({ data }: JsonObject): JsonObject {
  if (isJsonObject(data ?? null)) return data as JsonObject;
  throw new PipelineError('channel_page_invalid', 'The answer of the shop has neither data nor errors');
}

function stillThrottled(waitedMs: number, waitMs: number): PipelineError {
  const message = `The shop throttles, also after ${Math.round(waitedMs / 1_000)} s of waiting`;
  return new PipelineError('channel_throttled', message, { retryAfterSeconds: Math.ceil(waitMs / 1_000) });
}
