import type { RecordCache } from '../../src/ports/cache.js';
import { cacheEntry, hostileIds } from './samples.js';

export function describeCacheContract(name: string, create: () => Promise<RecordCache>): void {
  describe(`${name} keeps the cache contract`, () => {
    test('a record that was never cached is null', async () => {
      expect(await (await create()).read(cacheEntry('1', 'e').recordKey)).toBeNull();
    });

    test('an entry is read back as it was written, with an ETag that the next write takes', async () => {
      const cache = await create();
      const entry = cacheEntry('1', 'event-1');
      expect(await cache.write(entry, null)).toBe('written');
      const cached = await cache.read(entry.recordKey);
      expect(cached?.entry).toEqual(entry);
      const captured = { raw: '{"id": "1"}', format: 'shop' };
      const next = cacheEntry('1', 'event-2', { sourceVersion: '2026-11-20T11:00:00Z', ...captured });
      expect(await cache.write(next, cached?.etag ?? '')).toBe('written');
      expect((await cache.read(entry.recordKey))?.entry).toEqual(next);
    });

    test('a stale ETag is moved and changes nothing', async () => {
      const cache = await create();
      const entry = cacheEntry('1', 'event-1');
      await cache.write(entry, null);
      const stale = (await cache.read(entry.recordKey))?.etag ?? '';
      await cache.write(cacheEntry('1', 'event-2'), stale);
      expect(await cache.write(cacheEntry('1', 'event-3'), stale)).toBe('moved');
      expect((await cache.read(entry.recordKey))?.entry.eventId).toBe('event-2');
    });

    test('a first write is moved when another event was first', async () => {
      const cache = await create();
      await cache.write(cacheEntry('1', 'event-1'), null);
      expect(await cache.write(cacheEntry('1', 'event-2'), null)).toBe('moved');
    });

    test('of 30 first writes at once one wins, and its entry is the one that stays', async () => {
      const cache = await create();
      const results = await Promise.all(
        Array.from({ length: 30 }, (_, index) => cache.write(cacheEntry('1', `event-${index}`), null)),
      );
      expect(results.filter((result) => result === 'written')).toHaveLength(1);
      const kept = await cache.read(cacheEntry('1', 'e').recordKey);
      expect(kept?.entry.eventId).toBe(`event-${results.indexOf('written')}`);
    });

    test('an entry that is gone is moved for a write that still holds its ETag', async () => {
      expect(await (await create()).write(cacheEntry('1', 'event-1'), '"0x1"')).toBe('moved');
    });

    test('a deleted entry is gone, deleting it again is fine, and it can be written anew', async () => {
      const cache = await create();
      const entry = cacheEntry('1', 'event-1');
      await cache.write(entry, null);
      await cache.delete(entry.recordKey);
      await cache.delete(entry.recordKey);
      expect(await cache.read(entry.recordKey)).toBeNull();
      expect(await cache.write(cacheEntry('1', 'event-2'), null)).toBe('written');
    });

    test.each(hostileIds)('the record id %j is an opaque value', async (recordId) => {
      const cache = await create();
      const entry = cacheEntry(recordId, 'event-1');
      await cache.write(entry, null);
      expect((await cache.read(entry.recordKey))?.entry.recordId).toBe(recordId);
    });
  });
}
