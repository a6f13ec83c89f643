import type { Clock } from '../ports/clock.js';

/** What is held under a lease. */
interface Renewable {
  renew(): Promise<void>;
}

/** A lease lasts 60 s: one renewal that fails leaves time for another. */
const EVERY_MS = 20_000;

/**
 * Does `work`, however long it takes, and keeps the lease meanwhile. A renewal that fails does not end the work: whether the lease
 * is still held is asked again by whoever writes the cursor.
 */
export async function whileRenewing<T>(
  held: Renewable,
  clock: Pick<Clock, 'sleep'>,
  work: () => Promise<T>,
): Promise<T> {
  const over = new AbortController();
  void keepRenewing(held, clock, over.signal);
  try {
    return await work();
  } finally {
    over.abort();
  }
}

async function keepRenewing(held: Renewable, clock: Pick<Clock, 'sleep'>, over: AbortSignal): Promise<void> {
  for (;;) {
    await clock.sleep(EVERY_MS, over);
    if (over.aborted) return;
    await held.renew().catch(() => {});
  }
}
