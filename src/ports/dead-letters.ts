import type { DeadLetter } from '../model/dead-letter.js';

/** Records that could not be applied. A name is made from the event id, so that writing one twice is one dead letter. */
export interface DeadLetters {
  /** Writes the dead letter and gives its name; one with `retry` is found again by `due`. */
  put(letter: DeadLetter): Promise<string>;
  read(name: string): Promise<DeadLetter | null>;
  delete(name: string): Promise<void>;
  /** The names of the retryable dead letters whose next try is at or before `now`, soonest first. */
  due(now: Date): AsyncIterable<string>;
}
