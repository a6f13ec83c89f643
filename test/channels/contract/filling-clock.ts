import type { RemoteScript } from './channel-fixtures.js';

const DAY_MS = 24 * 3_600_000;
const APART_MS = 600_000;

/** A clock that stands at an instant of the script's choice while a shop is filled, and goes on with the script's afterwards. */
export interface FillingClock {
  now(): Date;
  /** Makes the records of the script, each at another instant of the last days unless all are to share one. */
  fill(make: () => unknown): void;
}

/** Begins long before the records that count, so that what a new shop has of its own is older. */
export function createFillingClock({ records, sameInstant, now }: RemoteScript): FillingClock {
  let at: Date | null = new Date(now().getTime() - 200 * DAY_MS);
  return {
    now: () => at ?? now(),
    fill(make) {
      for (let left = records; left > 0; left -= 1) {
        at = new Date(now().getTime() - (sameInstant ? APART_MS : left * APART_MS));
        make();
      }
      at = null;
    },
  };
}
