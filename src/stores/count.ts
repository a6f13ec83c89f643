/** The storage operations that adapters tell about; an item of a bulk call is one read or write, the call one request. */
export type StorageOperation =
  | 'blob.read'
  | 'blob.write'
  | 'blob.delete'
  | 'blob.list'
  | 'blob.lease'
  | 'cosmos.read'
  | 'cosmos.write'
  | 'cosmos.query'
  | 'cosmos.request';

/** Called once for each storage operation of an adapter; retries inside the SDK are not told. */
export type Count = (operation: StorageOperation) => void;

/** Counts nothing. */
export const countNothing: Count = () => {};
