import type { HttpAnswer } from '../kit/http-call.js';
import { servedVersion } from './api-version.js';
import { createBulkOperations } from './bulk/bulk-desk.js';
import { type CostBucket, createCostBucket } from './cost-bucket.js';
import type { FaultTarget, ShopifySwitches } from './faults.js';
import { answerQuery, type QueryRequest, runQuery, throttledAnswer } from './graphql/answer-query.js';
import { findNode } from './graphql/find-node.js';
import type { BulkRead, RequestContext } from './graphql/request-context.js';
import { sharedSchema } from './graphql/schema.js';
import { jsonAnswer, refusalAnswer, unauthorizedAnswer } from './http-answer.js';
import type { ShopifyShop } from './shop.js';
import { createTokens } from './tokens.js';

/** What the application reads of a request. */
export interface Call {
  method: string;
  path: string;
  token: string | undefined;
  contentType: string | undefined;
  body: string;
}

/** An answer, and what is logged of it. */
export interface Answered {
  answer: HttpAnswer;
  operation: string | null;
  cost: { requested: number; actual: number | null } | null;
}

/** The application behind the web server. */
export interface Application {
  /** What kind of request it is, for faults that meet only some. */
  targetOf(path: string): FaultTarget;
  answer(call: Call): Answered;
  /** The answer of an empty bucket, whatever is in it. */
  throttled(): Answered;
}

const GRAPHQL_PATH = /^\/admin\/api\/([\w-]+)\/graphql\.json$/;
const TOKEN_PATH = '/admin/oauth/access_token';
const FILE_PATH = '/bulk-operation-outputs/';
/** How many roots a bulk operation reads at once. */
const SLICE = 40;

/** Creates the application: GraphQL, tokens, and the files of bulk operations, which need no token. */
export function createApplication(shop: ShopifyShop, switches: ShopifySwitches, fileBase: () => string): Application {
  const nowMs = (): number => shop.now().getTime();
  const tokens = createTokens(shop.credentials, nowMs, () => switches.scopes);
  const bucket = createCostBucket(nowMs, switches);
  const graphql = createGraphql(shop, switches, bucket, fileBase);
  return {
    targetOf: (path) => (path.startsWith(FILE_PATH) ? 'file' : path === TOKEN_PATH ? 'token' : 'graphql'),
    throttled: () => ({ answer: jsonAnswer(200, throttledAnswer(1, bucket).body), operation: null, cost: null }),
    answer: (call) => {
      const { path, method } = call;
      if (path.startsWith(FILE_PATH)) return plain(fileAnswer(graphql.file(path.slice(FILE_PATH.length))));
      if (method === 'POST' && path === TOKEN_PATH) return plain(tokenAnswer(tokens.grant(parseForm(call))));
      const version = servedVersion(GRAPHQL_PATH.exec(path)?.[1] ?? '', shop.now());
      if (method !== 'POST' || version === null) return plain(refusalAnswer(404, 'Not Found'));
      if (!tokens.accepts(call.token)) return plain(unauthorizedAnswer());
      return graphql.answer(call, version);
    },
  };
}

function createGraphql(shop: ShopifyShop, switches: ShopifySwitches, bucket: CostBucket, fileBase: () => string) {
  const schema = sharedSchema();
  const bulk = createBulkOperations({
    shop,
    switches,
    schema,
    fileUrl: (name) => `${fileBase()}${FILE_PATH}${name}`,
    answer: (query, apiVersion) => {
      const bulkRead: BulkRead = { from: -SLICE, size: SLICE, hasMore: false, lists: new Map() };
      return () => {
        Object.assign(bulkRead, { from: bulkRead.from + SLICE, hasMore: false });
        const { data, errors } = runQuery(query, schema, contextOf(apiVersion, bulkRead));
        return { data: data ?? null, hasFailed: errors !== undefined, hasMore: bulkRead.hasMore };
      };
    },
  });
  const contextOf = (apiVersion: string, bulkRead: BulkRead | null): RequestContext => {
    const context: RequestContext = {
      ...{ shop, switches, apiVersion, bulkRead, searches: [] },
      bulk: bulk.desk(apiVersion),
      node: (gid) => findNode(gid, context),
    };
    return context;
  };
  let requests = 0;
  const requestId = (): string => {
    requests += 1;
    return `${shop.now().getTime().toString(16)}-${requests}`;
  };
  return {
    file: bulk.file,
    answer: (call: Call, version: string): Answered => {
      const request = parseQuery(call);
      if (request === null) return plain(refusalAnswer(400, 'Bad Request'));
      const { body, cost } = answerQuery(request, { schema, bucket, context: contextOf(version, null) });
      const answer = jsonAnswer(200, body, { 'x-shopify-api-version': version, 'x-request-id': requestId() });
      return { answer, operation: operationOf(request), cost };
    },
  };
}

function plain(answer: HttpAnswer): Answered {
  return { answer, operation: null, cost: null };
}

function fileAnswer(text: string | null): HttpAnswer {
  return text === null
    ? { status: 404, headers: { 'content-type': 'application/xml' }, body: '<Error><Code>NoSuchKey</Code></Error>' }
    : { status: 200, headers: { 'content-type': 'application/jsonl' }, body: text };
}

function tokenAnswer(granted: object | null): HttpAnswer {
  const refused = {
    error: 'application_cannot_be_found',
    error_description: 'The client id or the client secret is wrong.',
  };
  return granted === null ? jsonAnswer(400, refused) : jsonAnswer(200, granted);
}

function parseForm({ contentType, body }: Call): Record<string, unknown> {
  if (contentType?.startsWith('application/json') !== true) return Object.fromEntries(new URLSearchParams(body));
  const value = parseJson(body);
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function parseQuery({ contentType, body }: Call): QueryRequest | null {
  if (contentType?.startsWith('application/graphql') === true) return { query: body };
  const value = parseJson(body);
  if (typeof value !== 'object' || value === null || !('query' in value)) return null;
  return typeof value.query === 'string' ? (value as QueryRequest) : null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function operationOf({ query, operationName }: QueryRequest): string {
  const named = /(?:query|mutation)\s+(\w+)/.exec(query)?.[1];
  return operationName ?? named ?? /\{\s*(\w+)/.exec(query)?.[1] ?? '';
}
