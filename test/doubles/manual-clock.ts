import type { Clock } from '../../src/ports/clock.js';

/** A clock that stands still until it is told to go on; `sleep` moves it on and returns at once. */
export interface ManualClock extends Clock {
  advance(ms: number): void;
}

export function createManualClock(start = '2026-11-20T10:00:00.000Z'): ManualClock {
  let time = Date.parse(start);
  const advance = (ms: number) => {
    time += ms;
  };
  return { now: () => new Date(time), sleep: async (ms) => advance(ms), advance };
}
