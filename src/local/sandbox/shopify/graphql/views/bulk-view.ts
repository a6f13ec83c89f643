import { toGid } from '../../books/ids.js';
import type { BulkAnswer, BulkState } from '../../bulk/bulk-operation.js';
import { instant, instantOrNull } from './plain-views.js';

/** A bulk operation as the interface shows it; counts are texts. */
export function bulkView(state: BulkState): object {
  const { id, query, status, errorCode, url, partialDataUrl, fileSize } = state;
  return {
    __typename: 'BulkOperation',
    id: toGid('BulkOperation', id),
    ...{ query, status, errorCode, url, partialDataUrl },
    type: 'QUERY',
    createdAt: instant(state.createdAtMs),
    completedAt: instantOrNull(state.completedAtMs),
    objectCount: String(state.objectCount),
    rootObjectCount: String(state.rootObjectCount),
    fileSize: fileSize === null ? null : String(fileSize),
  };
}

/** The payload of a mutation on a bulk operation. */
export function bulkPayload({ operation, userErrors }: BulkAnswer): object {
  return { bulkOperation: operation === null ? null : bulkView(operation), userErrors };
}
