import type { Counters } from '../counters.js';
import type { SeededRandom } from '../seeded-random.js';

/** When a change happens, and what it may draw on. */
export interface ChangeContext {
  atMs: number;
  random: SeededRandom;
  /** Chance for what documents have beyond the order itself, so that orders come out the same whatever documents show. */
  extras: SeededRandom;
  counters: Counters;
}
