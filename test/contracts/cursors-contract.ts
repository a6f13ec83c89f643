import { backfillOf } from '../../src/model/cursor.js';
import type { Cursors } from '../../src/ports/cursors.js';
import { sampleCursor } from './samples.js';

/** Cursors, and a way to take the lease from whoever holds it. */
export interface CursorsUnderTest {
  cursors: Cursors;
  loseLease(profileId: string, resource: string): Promise<void>;
}

const busy = expect.objectContaining({ code: 'cursor_busy' });

export function describeCursorsContract(name: string, create: () => Promise<CursorsUnderTest>): void {
  describe(`${name} keeps the cursors contract`, () => {
    test('a resource that was never pulled has no cursor, and is held with a fresh one', async () => {
      const { cursors } = await create();
      expect(await cursors.read('shop', 'orders')).toBeNull();
      const held = await cursors.hold('shop', 'orders');
      expect(held?.cursor).toMatchObject({
        profileId: 'shop',
        resource: 'orders',
        watermark: null,
        position: null,
        runId: null,
      });
    });

    test('a held cursor excludes everybody else until it is released', async () => {
      const { cursors } = await create();
      const held = await cursors.hold('shop', 'orders');
      expect(await cursors.hold('shop', 'orders')).toBeNull();
      expect(await cursors.hold('shop', 'products')).not.toBeNull();
      expect(await cursors.hold('other', 'orders')).not.toBeNull();
      await held?.release();
      expect(await cursors.hold('shop', 'orders')).not.toBeNull();
    });

    test('the cursor of a backfill is one of its own beside that of its resource', async () => {
      const { cursors } = await create();
      const main = await cursors.hold('shop', 'orders');
      const own = await cursors.hold('shop', backfillOf('orders'));
      const listing = { from: null, since: '2026-01-01T00:00:00Z', announced: 7, records: 2 };
      await own?.advance({ ...sampleCursor('shop', backfillOf('orders'), '2026-02-01'), listing });
      expect(await cursors.read('shop', backfillOf('orders'))).toMatchObject({ watermark: '2026-02-01', listing });
      expect(await cursors.read('shop', 'orders')).toMatchObject({ watermark: null, listing: null });
      await own?.release();
      await main?.renew();
    });

    test('of ten that want to hold it at once one does', async () => {
      const { cursors } = await create();
      const held = await Promise.all(Array.from({ length: 10 }, () => cursors.hold('shop', 'orders')));
      expect(held.filter((one) => one !== null)).toHaveLength(1);
    });

    test('what was advanced is read back by others, by the holder, and by the next holder', async () => {
      const { cursors } = await create();
      const first = await cursors.hold('shop', 'orders');
      await first?.advance(sampleCursor('shop', 'orders', '2026-01-01'));
      const second = { ...sampleCursor('shop', 'orders', '2026-02-01'), position: { page: 2, token: 'é' } };
      await first?.advance(second);
      await first?.renew();
      expect(first?.cursor).toEqual(second);
      expect(await cursors.read('shop', 'orders')).toEqual(second);
      await first?.release();
      expect((await cursors.hold('shop', 'orders'))?.cursor).toEqual(second);
    });

    test('a holder that lost its lease can neither advance nor renew, and may still release', async () => {
      const { cursors, loseLease } = await create();
      const first = await cursors.hold('shop', 'orders');
      await loseLease('shop', 'orders');
      const second = await cursors.hold('shop', 'orders');
      await second?.advance(sampleCursor('shop', 'orders', 'second'));
      await expect(first?.advance(sampleCursor('shop', 'orders', 'first'))).rejects.toEqual(busy);
      await expect(first?.renew()).rejects.toEqual(busy);
      await first?.release();
      expect((await cursors.read('shop', 'orders'))?.watermark).toBe('second');
      await second?.renew();
    });

    test('a request is noted in the cursor as it was seen, also before the first pull', async () => {
      const { cursors } = await create();
      expect(await cursors.markRequested('shop', 'orders', '2026-11-20T10:00:00Z', null)).toBe(true);
      const seen = await cursors.read('shop', 'orders');
      expect(seen?.requestedAt).toBe('2026-11-20T10:00:00Z');
      expect(await cursors.markRequested('shop', 'orders', '2026-11-20T10:15:00Z', seen)).toBe(true);
      expect(await cursors.read('shop', 'orders')).toEqual({ ...seen, requestedAt: '2026-11-20T10:15:00Z' });
    });

    test('a request is not noted when the cursor has moved since it was seen', async () => {
      const { cursors } = await create();
      await cursors.markRequested('shop', 'orders', '2026-11-20T10:00:00Z', null);
      expect(await cursors.markRequested('shop', 'orders', '2026-11-20T10:01:00Z', null)).toBe(false);
      const seen = await cursors.read('shop', 'orders');
      await cursors.markRequested('shop', 'orders', '2026-11-20T10:15:00Z', seen);
      expect(await cursors.markRequested('shop', 'orders', '2026-11-20T10:16:00Z', seen)).toBe(false);
      expect((await cursors.read('shop', 'orders'))?.requestedAt).toBe('2026-11-20T10:15:00Z');
    });

    test('of ten that saw the same cursor one notes its request', async () => {
      const { cursors } = await create();
      await cursors.markRequested('shop', 'orders', '2026-11-20T10:00:00Z', null);
      const seen = await cursors.read('shop', 'orders');
      const marks = Array.from({ length: 10 }, (_, index) =>
        cursors.markRequested('shop', 'orders', `2026-11-20T10:15:0${index}Z`, seen),
      );
      expect((await Promise.all(marks)).filter(Boolean)).toHaveLength(1);
    });

    test('a request is not noted while the cursor is held', async () => {
      const { cursors } = await create();
      const held = await cursors.hold('shop', 'orders');
      const seen = await cursors.read('shop', 'orders');
      expect(await cursors.markRequested('shop', 'orders', '2026-11-20T10:00:00Z', seen)).toBe(false);
      await held?.release();
      expect(await cursors.markRequested('shop', 'orders', '2026-11-20T10:00:00Z', seen)).toBe(true);
    });
  });
}
