import type { RateLimit } from '../../ports/channel.js';
import type { Clock } from '../../ports/clock.js';

/** Spreads requests over time, in the order in which they ask. */
export interface TokenBucket {
  /** Resolves when a request may go; rejects with the signal's reason when it is aborted meanwhile, and then counts as none. */
  take(signal?: AbortSignal): Promise<void>;
}

/** A full bucket. Time comes from the clock alone; one that goes back adds nothing, and takes nothing away. */
export function createTokenBucket({ perSecond, burst }: RateLimit, clock: Clock): TokenBucket {
  let tokens = burst;
  let countedMs = clock.now().getTime();

  function refill(): void {
    const nowMs = clock.now().getTime();
    tokens = Math.min(burst, tokens + (Math.max(0, nowMs - countedMs) * perSecond) / 1_000);
    countedMs = nowMs;
  }

  return {
    async take(signal) {
      signal?.throwIfAborted();
      refill();
      // What is owed is a place in the line: whoever asks later owes more and waits longer.
      tokens -= 1;
      if (tokens >= 0) return;
      try {
        await wait(clock, Math.ceil((-tokens * 1_000) / perSecond), signal);
      } catch (error) {
        tokens += 1;
        throw error;
      }
    },
  };
}

async function wait(clock: Clock, ms: number, signal: AbortSignal | undefined): Promise<void> {
  if (signal === undefined) return clock.sleep(ms);
  let abort = (): void => {};
  const aborted = new Promise<never>((_, reject) => {
    abort = () => reject(signal.reason);
    signal.addEventListener('abort', abort, { once: true });
  });
  try {
    await Promise.race([clock.sleep(ms), aborted]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}
