import { type DeadLetter, isMeant } from '../../src/model/dead-letter.js';
import { hashName } from '../../src/model/record-key.js';
import type { DeadLetters } from '../../src/ports/dead-letters.js';
import { clone } from './clone.js';

/** Dead letters in memory, all of them to look at. */
export interface MemoryDeadLetters extends DeadLetters {
  letters(): DeadLetter[];
}

/** Makes an empty one. */
export function createMemoryDeadLetters(): MemoryDeadLetters {
  const letters = new Map<string, DeadLetter>();
  return {
    async put(letter) {
      const due = letter.retry ? `retry/${String(Date.parse(letter.retry.nextTryAt)).padStart(13, '0')}` : 'final';
      const name = `${due}/${hashName(letter.eventId)}.json`;
      letters.set(name, clone(letter));
      return name;
    },
    async read(name) {
      return clone(letters.get(name) ?? null);
    },
    async delete(name) {
      letters.delete(name);
    },
    async *due(now) {
      for (const name of [...letters.keys()].sort()) {
        if (!name.startsWith('retry/')) continue;
        if (Number(name.split('/')[1]) > now.getTime()) return;
        yield name;
      }
    },
    async *list(filter) {
      for (const name of [...letters.keys()].sort()) {
        const letter = letters.get(name);
        if (letter && isMeant(letter, filter)) yield { name, letter: clone(letter) };
      }
    },
    letters: () => clone([...letters.values()]),
  };
}
