import type { EventRecords } from '../../src/ports/event-records.js';
import { hostileIds } from './samples.js';

export function describeEventRecordsContract(name: string, create: () => Promise<EventRecords>): void {
  describe(`${name} keeps the event records contract`, () => {
    test('all bodies are read back by the name that put gave; putting them again is fine', async () => {
      const records = await create();
      const pair = {
        before: null,
        after: { id: '1', note: 'é😀', amount: '10.00' },
        operations: [{ op: 'replace' as const, path: '/note', value: 'é😀', before: null }],
        conflicts: [{ path: '/note', base: 'a', theirs: 'b', ours: 'c', winner: 'local' as const }],
        effect: [{ op: 'add' as const, path: '/tags', value: ['x'] }],
      };
      const put = await records.put('event-1', pair);
      expect(await records.put('event-1', pair)).toBe(put);
      expect(await records.read(put)).toEqual(pair);
    });

    test('a name that was never given reads as null', async () => {
      expect(await (await create()).read('ab/none.json')).toBeNull();
    });

    test('deleted bodies are gone, and deleting says whether there were any', async () => {
      const records = await create();
      const bodies = { before: null, after: null, operations: [], conflicts: [], effect: null };
      const put = await records.put('event-1', bodies);
      await records.put('event-2', bodies);
      expect(await records.delete('event-1')).toBe(true);
      expect(await records.delete('event-1')).toBe(false);
      expect(await records.read(put)).toBeNull();
      expect(await records.delete('event-2')).toBe(true);
    });

    test('hostile event ids are opaque values, each its own', async () => {
      const records = await create();
      const names: string[] = [];
      for (const id of hostileIds)
        names.push(await records.put(id, { before: null, after: id, operations: [], conflicts: [], effect: null }));
      const read = await Promise.all(names.map((one) => records.read(one)));
      expect(read.map((one) => one?.after)).toEqual(hostileIds);
    });
  });
}
