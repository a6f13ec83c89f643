/** Counts how often a queue blob was started without an end. */
export interface StartCounter {
  /** Notes one more start and gives the number of starts so far, this one included. */
  start(name: string): Promise<number>;
  /** Forgets the blob. */
  end(name: string): Promise<void>;
}
