import type { IdempotencyMark, IdempotencyMarks } from '../../src/ports/idempotency.js';
import { hostileIds } from './samples.js';

const mark = (bodyHash: string): IdempotencyMark => ({
  bodyHash,
  receivedAt: '2026-11-20T10:00:00Z',
  receipt: `01${bodyHash}`,
});

export function describeIdempotencyContract(name: string, create: () => Promise<IdempotencyMarks>): void {
  describe(`${name} keeps the idempotency contract`, () => {
    test('the first claim of a key keeps its mark, and every later one gets that mark', async () => {
      const marks = await create();
      expect(await marks.claim('shop', 'key', mark('a'))).toEqual(mark('a'));
      expect(await marks.claim('shop', 'key', mark('b'))).toEqual(mark('a'));
    });

    test('a key belongs to one profile, whatever the two texts are', async () => {
      const marks = await create();
      await marks.claim('shop', 'a|b', mark('1'));
      expect(await marks.claim('other', 'a|b', mark('2'))).toEqual(mark('2'));
      expect(await marks.claim('shop', 'b', mark('3'))).toEqual(mark('3'));
    });

    test('of 30 claims at once all get one mark', async () => {
      const marks = await create();
      const claims = Array.from({ length: 30 }, (_, index) => marks.claim('shop', 'key', mark(String(index))));
      const got = new Set((await Promise.all(claims)).map(({ bodyHash }) => bodyHash));
      expect(got.size).toBe(1);
    });

    test('hostile keys are opaque values, each its own', async () => {
      const marks = await create();
      for (const key of hostileIds) expect(await marks.claim('shop', key, mark(key))).toEqual(mark(key));
      for (const key of hostileIds) expect(await marks.claim('shop', key, mark('other'))).toEqual(mark(key));
    });
  });
}
