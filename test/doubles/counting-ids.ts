import type { Ids } from '../../src/ports/ids.js';

/** Ids that count up, in the shape of a ULID, and a random number that is always one half. */
export function createCountingIds(start = 0): Ids {
  let count = start;
  return {
    ulid() {
      count += 1;
      return `01${String(count).padStart(24, '0')}`;
    },
    random: () => 0.5,
  };
}
