import {
  type DocumentNode,
  type ExecutionResult,
  execute,
  type GraphQLSchema,
  getOperationAST,
  getVariableValues,
  type OperationDefinitionNode,
  parse,
} from 'graphql';
import type { CostBucket } from '../cost-bucket.js';
import { checkQuery } from './checked-query.js';
import { fieldError, variableError } from './format-errors.js';
import { actualCost, requestedCost } from './query-cost.js';
import type { RequestContext } from './request-context.js';
import { ROOT_VALUE } from './root-value.js';

/** A request in GraphQL, as its body says it. */
export interface QueryRequest {
  query: string;
  variables?: Record<string, unknown> | null;
  operationName?: string | null;
}

/** The answer, and the cost that it went by; null where it was refused before. */
export interface QueryAnswer {
  body: Record<string, unknown>;
  cost: { requested: number; actual: number | null } | null;
}

const MAX_COST = 1000;
const LIMITS_PAGE = 'https://shopify.dev/api/usage/rate-limits';

/** Answers a query as the shop does: checked, costed, held back when the bucket is empty, and with the cost in the answer. */
export function answerQuery(
  request: QueryRequest,
  parts: { schema: GraphQLSchema; bucket: CostBucket; context: RequestContext },
): QueryAnswer {
  const { schema, bucket, context } = parts;
  const prepared = prepare(request, schema);
  if ('errors' in prepared) return { body: prepared, cost: null };
  const query = { schema, ...prepared };
  const requested = Math.ceil(requestedCost(query) * context.switches.costFactor);
  if (requested > MAX_COST) return { body: tooDear(requested), cost: null };
  if (!bucket.holds(requested)) return throttledAnswer(requested, bucket);
  const result = run(request, prepared.document, parts);
  const actual = Math.min(requested, Math.ceil(actualCost(query, result.data) * context.switches.costFactor));
  bucket.spend(actual);
  return { body: bodyOf(result, costOf(requested, actual, bucket), context), cost: { requested, actual } };
}

/** What is said when the bucket is empty: no data, and status 200. */
export function throttledAnswer(requested: number, bucket: CostBucket): QueryAnswer {
  const error = { message: 'Throttled', extensions: { code: 'THROTTLED', documentation: LIMITS_PAGE } };
  const body = { errors: [error], extensions: { cost: costOf(requested, null, bucket) } };
  return { body, cost: { requested, actual: null } };
}

/** Runs a query without cost, as bulk operations do. */
export function runQuery(query: string, schema: GraphQLSchema, context: RequestContext): ExecutionResult {
  return run({ query }, parse(query), { schema, context });
}

interface Prepared {
  document: DocumentNode;
  operation: OperationDefinitionNode;
  variables: Readonly<Record<string, unknown>>;
}

function prepare(
  { query, variables, operationName }: QueryRequest,
  schema: GraphQLSchema,
): Prepared | { errors: object[] } {
  const checked = checkQuery(query, schema);
  if ('errors' in checked) return checked;
  const { document } = checked;
  const operation = getOperationAST(document, operationName);
  if (operation == null)
    return { errors: [{ message: 'An operation name is required', extensions: { code: 'BAD_REQUEST' } }] };
  const values = getVariableValues(schema, operation.variableDefinitions ?? [], variables ?? {});
  if (values.errors !== undefined) return { errors: values.errors.map(variableError) };
  return { document, operation, variables: values.coerced };
}

function run(
  { variables, operationName }: QueryRequest,
  document: DocumentNode,
  { schema, context }: { schema: GraphQLSchema; context: RequestContext },
): ExecutionResult {
  const result = execute({
    schema,
    document,
    rootValue: ROOT_VALUE,
    contextValue: context,
    variableValues: variables ?? {},
    operationName: operationName ?? null,
  });
  if (result instanceof Promise) throw new TypeError('no resolver waits');
  return result as ExecutionResult;
}

function bodyOf(result: ExecutionResult, cost: object, { searches }: RequestContext): Record<string, unknown> {
  return {
    ...(result.errors === undefined ? {} : { errors: result.errors.map(fieldError) }),
    data: result.data ?? null,
    extensions: { cost, ...(searches.length === 0 ? {} : { search: searches }) },
  };
}

function costOf(requestedQueryCost: number, actualQueryCost: number | null, bucket: CostBucket): object {
  return { requestedQueryCost, actualQueryCost, throttleStatus: bucket.status() };
}

function tooDear(cost: number): Record<string, unknown> {
  const message = `Query cost is ${cost}, which exceeds the single query max cost limit ${MAX_COST}.\n\nSee ${LIMITS_PAGE} for more information on how the cost of a query is calculated.\n\nTo query larger amounts of data with fewer limits, bulk operations should be used instead.`;
  return {
    errors: [
      { message, extensions: { code: 'MAX_COST_EXCEEDED', cost, maxCost: MAX_COST, documentation: LIMITS_PAGE } },
    ],
  };
}
