import { type DocumentNode, GraphQLError, type GraphQLSchema, parse, validate } from 'graphql';
import { parseError, validationError } from './format-errors.js';

/** A query that was read and held against the schema, or what is wrong with it. */
export type CheckedQuery = { document: DocumentNode } | { errors: object[] };

/** A reader asks the same few questions again and again. */
const KEPT = 200;
const known = new WeakMap<GraphQLSchema, Map<string, CheckedQuery>>();

/** Reads a query and checks it; the last few hundred are remembered. */
export function checkQuery(query: string, schema: GraphQLSchema): CheckedQuery {
  const queries = known.get(schema) ?? new Map<string, CheckedQuery>();
  known.set(schema, queries);
  const checked = queries.get(query) ?? readQuery(query, schema);
  queries.delete(query);
  queries.set(query, checked);
  if (queries.size > KEPT) queries.delete(queries.keys().next().value as string);
  return checked;
}

function readQuery(query: string, schema: GraphQLSchema): CheckedQuery {
  let document: DocumentNode;
  try {
    document = parse(query);
  } catch (error) {
    if (error instanceof GraphQLError) return { errors: [parseError(error)] };
    throw error;
  }
  const faults = validate(schema, document);
  return faults.length > 0 ? { errors: faults.map((fault) => validationError(fault, document)) } : { document };
}
