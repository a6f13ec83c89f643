import type { StartCounter } from '../../src/ports/start-counter.js';
import { hostileIds } from './samples.js';

export function describeStartCounterContract(name: string, create: () => Promise<StartCounter>): void {
  describe(`${name} keeps the start counter contract`, () => {
    test('starts count up per blob, and end forgets them', async () => {
      const counter = await create();
      expect(await counter.start('ab/1.ndjson')).toBe(1);
      expect(await counter.start('ab/1.ndjson')).toBe(2);
      expect(await counter.start('ab/2.ndjson')).toBe(1);
      await counter.end('ab/1.ndjson');
      await counter.end('ab/1.ndjson');
      expect(await counter.start('ab/1.ndjson')).toBe(1);
    });

    test('no start is lost when several come at once', async () => {
      const counter = await create();
      const counts = await Promise.all(Array.from({ length: 8 }, () => counter.start('ab/1.ndjson')));
      expect(counts.sort()).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    });

    test.each(hostileIds)('the name %j is an opaque value', async (hostile) => {
      const counter = await create();
      await counter.start(hostile);
      expect(await counter.start(hostile)).toBe(2);
    });
  });
}
