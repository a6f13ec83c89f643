import { type PipelineError, toPipelineError } from '../model/errors.js';
import type { Clock } from '../ports/clock.js';
import type { Ids } from '../ports/ids.js';

/** The retries of one record in place: four tries, with waits that double from 200 ms, fully jittered. */
const TRIES = 4;
const BASE_MS = 200;
const LONGEST_MS = 5_000;

/** Waits before the next try: full jitter over a doubling window, or as long as somebody asked for, capped. */
export async function backOff(
  ports: { clock: Clock; ids: Ids },
  attempt: number,
  retryAfterSeconds?: number,
): Promise<void> {
  const window = Math.min(LONGEST_MS, BASE_MS * 2 ** attempt);
  const asked = Math.min(LONGEST_MS, (retryAfterSeconds ?? 0) * 1_000);
  await ports.clock.sleep(Math.max(asked, Math.round(ports.ids.random() * window)));
}

/**
 * Does `work`, again while it fails with something that may recover. `work` is told the number of the try, from 1.
 * @throws the last `PipelineError`
 */
export async function withRetries<T>(
  ports: { clock: Clock; ids: Ids },
  work: (attempt: number) => Promise<T>,
): Promise<T> {
  let last: PipelineError | undefined;
  for (let attempt = 1; attempt <= TRIES; attempt += 1) {
    try {
      return await work(attempt);
    } catch (error) {
      last = toPipelineError(error);
      if (last.disposition === 'park' || attempt === TRIES) throw last;
      await backOff(ports, attempt, last.retryAfterSeconds);
    }
  }
  throw last;
}
