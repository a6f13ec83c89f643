import { type FlatFile, newFlatFile } from '../../src/model/flat-file.js';
import type { Files } from '../../src/ports/files.js';

const now = new Date('2026-11-20T10:00:00Z');

function file(name: string, second = 0, profileId = 'shop'): FlatFile {
  const changedAt = new Date(now.getTime() + second * 1_000);
  return newFlatFile({ name: `${profileId}/${name}`, etag: '0x1', size: 3, changedAt, metadata: {} }, now);
}

export function describeFilesContract(name: string, create: () => Promise<Files>): void {
  describe(`${name} keeps the files contract`, () => {
    test('a document is created once and read in its profile only', async () => {
      const files = await create();
      const one = file('a.csv');
      await files.create(one);
      await files.create({ ...one, size: 4 });
      expect(await files.read('shop', one.id)).toEqual(one);
      expect(await files.read('other', one.id)).toBeNull();
      expect(await files.read('shop', '../x')).toBeNull();
    });

    test('one at a time holds a document, which is made where there is none', async () => {
      const files = await create();
      const one = file('a.csv');
      const held = await files.hold(one);
      expect(held?.file).toEqual(one);
      expect(await files.hold(one)).toBeNull();
      await held?.save({ ...one, status: 'reading' });
      await held?.renew();
      expect((await files.read('shop', one.id))?.status).toBe('reading');
      await held?.release();
      const again = await files.hold(one);
      expect(again?.file.status).toBe('reading');
      await again?.save({ ...one, status: 'done' });
      await again?.release();
      expect((await files.read('shop', one.id))?.status).toBe('done');
    });

    test('the newest files of a profile come first', async () => {
      const files = await create();
      const some = [1, 5, 3, 4, 2].map((second) => file(`${second}.csv`, second));
      for (const one of [...some, file('theirs.csv', 9, 'other'), file('nobodys.csv', 9, 'No Profile')]) {
        await files.create(one);
      }
      expect((await files.latest('shop', 3)).map((one) => one.name)).toEqual(['5.csv', '4.csv', '3.csv']);
      expect(await files.latest('empty', 3)).toEqual([]);
      expect(await files.latest('No Profile', 3)).toHaveLength(1);
    });

    test('the latest content moves on only from what it was', async () => {
      const files = await create();
      expect(await files.readContent('shop', 'prices')).toBeNull();
      expect(await files.writeContent('shop', 'prices', { sha256: 'a', fileId: '1' }, null)).toBe(true);
      expect(await files.writeContent('shop', 'prices', { sha256: 'b', fileId: '2' }, null)).toBe(false);
      const latest = await files.readContent('shop', 'prices');
      expect(latest?.content).toEqual({ sha256: 'a', fileId: '1' });
      expect(await files.writeContent('shop', 'prices', { sha256: 'b', fileId: '2' }, latest?.etag ?? '')).toBe(true);
      expect(await files.writeContent('shop', 'prices', { sha256: 'c', fileId: '3' }, latest?.etag ?? '')).toBe(false);
      expect(await files.readContent('shop', 'stock')).toBeNull();
    });
  });
}
