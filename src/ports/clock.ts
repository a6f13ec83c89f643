/** Time, passed in so that logic can be tested at any moment. */
export interface Clock {
  now(): Date;
  /** Resolves after `ms` milliseconds; once `signal` is aborted nobody waits for it, and it may resolve sooner. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}
