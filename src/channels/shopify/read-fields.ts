import { isJsonObject, type Json } from '../../diff/json.js';
import { RawFields, type Spelling } from '../kit/raw-fields.js';

/** A list may be a connection, with its rows as nodes or edges. */
const GRAPHQL: Spelling = {
  plain: true,
  rows(value) {
    if (!isJsonObject(value)) return null;
    if (Array.isArray(value.nodes)) return value.nodes;
    if (!Array.isArray(value.edges)) return null;
    return value.edges.map((edge) => (isJsonObject(edge) ? (edge.node ?? null) : null));
  },
};

/** Reads an object of Shopify's GraphQL interface. @throws `mapping_failed` when it is not an object */
export function readFields(raw: Json): RawFields {
  return RawFields.of(raw, GRAPHQL);
}
