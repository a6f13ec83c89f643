import type { Clock } from '../../src/ports/clock.js';

/**
 * A clock that stands still until it is told to go on. `sleep` moves it on and returns at once; one that can be called off goes on
 * beside other work, so it waits until the clock is moved on.
 */
export interface ManualClock extends Clock {
  advance(ms: number): void;
}

export function createManualClock(start = '2026-11-20T10:00:00.000Z'): ManualClock {
  let time = Date.parse(start);
  let sleepers: { until: number; wake: () => void }[] = [];
  const advance = (ms: number) => {
    time += ms;
    const due = sleepers.filter(({ until }) => until <= time);
    sleepers = sleepers.filter(({ until }) => until > time);
    for (const { wake } of due) wake();
  };
  return {
    now: () => new Date(time),
    async sleep(ms, signal) {
      if (signal === undefined) return advance(ms);
      return new Promise<void>((wake) => {
        sleepers.push({ until: time + ms, wake });
        signal.addEventListener('abort', () => wake(), { once: true });
      });
    },
    advance,
  };
}
