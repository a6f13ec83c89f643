import type { DeadLetter, DeadLetterFilter } from '../model/dead-letter.js';

/** A dead letter in a listing; `letter` is null where what lies under the name is not one, whatever the filter says. */
export interface ListedDeadLetter {
  name: string;
  letter: DeadLetter | null;
}

/** Records that could not be applied. A name is made from the event id, so that writing one twice is one dead letter. */
export interface DeadLetters {
  /** Writes the dead letter and gives its name; one with `retry` is found again by `due`. */
  put(letter: DeadLetter): Promise<string>;
  read(name: string): Promise<DeadLetter | null>;
  delete(name: string): Promise<void>;
  /** The names of the retryable dead letters whose next try is at or before `now`, soonest first. */
  due(now: Date): AsyncIterable<string>;
  /** All that the filter means, final and parked ones, lazily and in no order. */
  list(filter: DeadLetterFilter): AsyncIterable<ListedDeadLetter>;
}
