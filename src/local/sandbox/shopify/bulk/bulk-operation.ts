/** How a bulk operation ends, for tests; `complete` is the usual one. */
export type BulkOutcome =
  | 'complete'
  /** Completed with objects, and yet no file. */
  | 'no-url'
  /** Completed, and the file lacks its end. */
  | 'cut'
  | 'failed'
  | 'denied'
  | 'expired'
  | 'canceled'
  /** It runs for ever. */
  | 'endless';

/** The states of a bulk operation. */
export type BulkStatus = 'CREATED' | 'RUNNING' | 'COMPLETED' | 'FAILED' | 'CANCELING' | 'CANCELED' | 'EXPIRED';

/** A bulk operation as it stands. */
export interface BulkState {
  id: string;
  query: string;
  status: BulkStatus;
  createdAtMs: number;
  completedAtMs: number | null;
  errorCode: 'ACCESS_DENIED' | 'INTERNAL_SERVER_ERROR' | null;
  objectCount: number;
  rootObjectCount: number;
  fileSize: number | null;
  url: string | null;
  partialDataUrl: string | null;
}

/** What a request to start or cancel an operation comes to. */
export interface BulkAnswer {
  operation: BulkState | null;
  userErrors: { field: string[] | null; message: string; code: string | null }[];
}

/** The shop's bulk operations, as the interface uses them. */
export interface BulkDesk {
  run(query: string, groupObjects: boolean | null): BulkAnswer;
  cancel(id: string): BulkAnswer;
  find(id: string): BulkState | null;
  current(): BulkState | null;
}
