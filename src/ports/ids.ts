/** Identifiers and chance, passed in. */
export interface Ids {
  /** A monotonic ULID: later calls of one process give greater text. */
  ulid(): string;
  /** A number from 0 to below 1, for jitter. */
  random(): number;
}
