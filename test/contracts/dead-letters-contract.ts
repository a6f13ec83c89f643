import { causeOf, type DeadLetter, type DeadLetterFilter } from '../../src/model/dead-letter.js';
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

    test('a list holds every final and every parked one, with the name that reads it', async () => {
      const letters = await create();
      const wanted: [string, DeadLetter][] = [];
      for (let index = 0; index < 70; index += 1) {
        const letter = deadLetter(`event-${index}`, index % 2 === 0 ? null : { tries: 1, nextTryAt: at(index % 60) });
        wanted.push([await letters.put(letter), letter]);
      }
      const listed = await collect(letters.list({}));
      expect(new Map(listed.map(({ name, letter }) => [name, letter]))).toEqual(new Map(wanted));
      expect(listed).toHaveLength(70);
    });

    test('a list is filtered by profile, by cause and by event id', async () => {
      const letters = await create();
      const other = { ...deadLetter('event-2'), profileId: 'other' };
      const late = {
        ...deadLetter('event-3', { tries: 1, nextTryAt: at(1) }),
        code: 'mapping_failed',
        message: 'No 5',
      };
      for (const letter of [deadLetter('event-1'), other, late]) await letters.put(letter);
      const listed = async (filter: DeadLetterFilter) =>
        (await collect(letters.list(filter))).map(({ letter }) => letter?.eventId).sort();
      expect(await listed({ profileId: 'shop' })).toEqual(['event-1', 'event-3']);
      expect(await listed({ cause: 'envelope_invalid' })).toEqual(['event-1', 'event-2']);
      expect(await listed({ cause: causeOf({ ...late, message: 'No 6' }) })).toEqual(['event-3']);
      expect(await listed({ eventId: 'event-3' })).toEqual(['event-3']);
      expect(await listed({ eventId: 'event-2', profileId: 'shop' })).toEqual([]);
    });

    test('a list leaves out what is deleted while it is read, and an empty one ends at once', async () => {
      const letters = await create();
      expect(await collect(letters.list({}))).toEqual([]);
      const name = await letters.put(deadLetter('event-1'));
      await letters.delete(name);
      expect(await collect(letters.list({}))).toEqual([]);
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
