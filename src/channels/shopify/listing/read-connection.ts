import { isJsonObject, type Json, type JsonObject } from '../../../diff/json.js';
import { PipelineError } from '../../../model/errors.js';

/** A page of a connection; `after` is where the next one begins, null after the last. */
export interface ConnectionPage {
  nodes: Json[];
  after: string | null;
}

/** Reads a page of the connection at the root of an answer. @throws `channel_page_invalid` */
export function readConnection(data: JsonObject, root: string): ConnectionPage {
  const connection = data[root];
  const page = isJsonObject(connection ?? null) ? (connection as JsonObject) : {};
  const info = isJsonObject(page.pageInfo ?? null) ? (page.pageInfo as JsonObject) : {};
  if (!Array.isArray(page.nodes) || typeof info.hasNextPage !== 'boolean') {
    throw new PipelineError('channel_page_invalid', `The answer holds no page of ${root}`);
  }
  if (!info.hasNextPage) return { nodes: page.nodes, after: null };
  if (typeof info.endCursor === 'string' && info.endCursor !== '') return { nodes: page.nodes, after: info.endCursor };
  throw new PipelineError('channel_page_invalid', `The answer does not say where the next page of ${root} begins`);
}
