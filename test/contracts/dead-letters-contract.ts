import type { DeadLetters } from '../../src/ports/dead-letters.js';
import { collect, deadLetter, hostileIds } from './samples.js';

const at = (minute: number) => `2026-11-20T10:${String(minute).padStart(2, '0')}:00.000Z`;

export function describeDeadLettersContract(name: string, create: () => Promise<DeadLetters>): void {
  describe(`${name} keeps the dead letters contract`, () => {
    test('a dead letter is read back whole by the name that put gave', async () => {
      const letters = await create();
      const letter = deadLetter('event-1');
      expect(await letters.read(await letters.put(letter))).toEqual(letter);
    });

    test('a name that was never given reads as null', async () => {
      expect(await (await create()).read('final/ab/none.json')).toBeNull();
    });

    test('one put twice is one dead letter', async () => {
      const letters = await create();
      const letter = deadLetter('event-1', { tries: 1, nextTryAt: at(1) });
      expect(await letters.put(letter)).toBe(await letters.put(letter));
      expect(await collect(letters.due(new Date(at(59))))).toHaveLength(1);
    });

    test('those whose next try has come are due, soonest first; later ones and final ones are not', async () => {
      const letters = await create();
      const names = new Map<number, string>();
      for (const minute of [30, 5, 10, 45]) {
        names.set(minute, await letters.put(deadLetter(`event-${minute}`, { tries: 1, nextTryAt: at(minute) })));
      }
      await letters.put(deadLetter('event-final'));
      expect(await collect(letters.due(new Date(at(30))))).toEqual([names.get(5), names.get(10), names.get(30)]);
      expect(await collect(letters.due(new Date(at(4))))).toEqual([]);
    });

    test('a deleted one is neither read nor due, and deleting it again is fine', async () => {
      const letters = await create();
      const put = await letters.put(deadLetter('event-1', { tries: 1, nextTryAt: at(1) }));
      await letters.delete(put);
      await letters.delete(put);
      expect(await letters.read(put)).toBeNull();
      expect(await collect(letters.due(new Date(at(59))))).toEqual([]);
    });

    test('hostile event ids are opaque values and never break the listing', async () => {
      const letters = await create();
      for (const id of hostileIds) await letters.put(deadLetter(id, { tries: 1, nextTryAt: at(1) }));
      const found = await collect(letters.due(new Date(at(2))));
      const read = await Promise.all(found.map((one) => letters.read(one)));
      expect(read.map((letter) => letter?.eventId).sort()).toEqual([...hostileIds].sort());
    });
  });
}
