import type { SeededRandom } from '../../kit/seeded-random.js';
import type { Counters } from '../counters.js';

/** When a change happens, and what it may draw on. */
export interface ChangeContext {
  atMs: number;
  random: SeededRandom;
  /** Chance for what documents have beyond the order itself, so that orders come out the same whatever documents show. */
  extras: SeededRandom;
  counters: Counters;
}
