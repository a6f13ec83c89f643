import type { Queue } from '../../src/ports/queue.js';
import { collect } from './samples.js';

export function describeQueueContract(name: string, create: () => Promise<Queue>): void {
  describe(`${name} keeps the queue contract`, () => {
    test('a blob that was put is read back verbatim with the time it was made', async () => {
      const queue = await create();
      const body = '{"raw":"é😀\\u0000"}\n{"raw":2}\n';
      expect(await queue.put('ab/1.ndjson', body)).toBe('created');
      expect(await queue.read('ab/1.ndjson')).toEqual({ body, createdAt: expect.any(Date) });
    });

    test('a name that was never put reads as null', async () => {
      expect(await (await create()).read('ab/none.ndjson')).toBeNull();
    });

    test('a name is written once: the second put says exists and changes nothing', async () => {
      const queue = await create();
      await queue.put('ab/1.ndjson', 'first');
      expect(await queue.put('ab/1.ndjson', 'second')).toBe('exists');
      expect((await queue.read('ab/1.ndjson'))?.body).toBe('first');
    });

    test('of 30 puts at once one wins, and its body is the one that stays', async () => {
      const queue = await create();
      const results = await Promise.all(
        Array.from({ length: 30 }, (_, index) => queue.put('ab/1.ndjson', `body ${index}`)),
      );
      expect(results.filter((result) => result === 'created')).toHaveLength(1);
      expect((await queue.read('ab/1.ndjson'))?.body).toBe(`body ${results.indexOf('created')}`);
    });

    test('a deleted blob is gone, and deleting it again is fine', async () => {
      const queue = await create();
      await queue.put('ab/1.ndjson', 'body');
      await queue.delete('ab/1.ndjson');
      await queue.delete('ab/1.ndjson');
      expect(await queue.read('ab/1.ndjson')).toBeNull();
    });

    test('the list holds each blob once, with its size in bytes and its age', async () => {
      const queue = await create();
      const names = Array.from({ length: 12 }, (_, index) => `${index % 3}a/${index}.ndjson`);
      await Promise.all(names.map((one) => queue.put(one, 'é')));
      const listed = await collect(queue.list());
      expect(listed.map((blob) => blob.name).sort()).toEqual([...names].sort());
      for (const blob of listed) expect(blob).toMatchObject({ size: 2, createdAt: expect.any(Date) });
    });

    test('an empty queue lists nothing', async () => {
      expect(await collect((await create()).list())).toEqual([]);
    });
  });
}
