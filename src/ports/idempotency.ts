/** What a request with an Idempotency-Key was given when it came first. */
export interface IdempotencyMark {
  bodyHash: string;
  receivedAt: string;
  /** The receipt from which the receipts of its records are counted. */
  receipt: string;
}

/** Remembers requests by profile and Idempotency-Key. */
export interface IdempotencyMarks {
  /** Keeps the mark if the key is new and gives it back; otherwise gives the one that is kept. */
  claim(profileId: string, key: string, mark: IdempotencyMark): Promise<IdempotencyMark>;
}
