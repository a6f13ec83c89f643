import { createHash } from 'node:crypto';
import type { DroppedBlob } from '../../src/model/flat-file.js';
import type { Drop } from '../../src/ports/drop.js';
import { collect } from './samples.js';

async function* pieces(...texts: string[]): AsyncIterable<Uint8Array> {
  for (const text of texts) yield Buffer.from(text);
}

const all = { metadata: { layout: 'prices' }, maxBytes: 1_000 };

async function textOf(drop: Drop, blob: DroppedBlob, offset = 0): Promise<string> {
  return Buffer.concat(await collect(drop.open(blob, offset))).toString('utf8');
}

export function describeDropContract(name: string, create: () => Promise<Drop>): void {
  describe(`${name} keeps the drop contract`, () => {
    const path = 'shop/Preise März (1).csv';

    test('a file that was put piece by piece is there as a whole, with its hash, whatever its name', async () => {
      const drop = await create();
      const { blob, sha256 } = await drop.put(path, pieces('a,b\n', '1,', '2\n'), all);
      expect(sha256).toBe(createHash('sha256').update('a,b\n1,2\n').digest('base64url'));
      expect(blob).toMatchObject({ name: path, size: 8, metadata: { layout: 'prices', sha256 } });
      expect(await drop.find(path)).toEqual(blob);
      expect(await collect(drop.list())).toEqual([blob]);
      expect(await textOf(drop, blob as DroppedBlob)).toBe('a,b\n1,2\n');
      expect(await textOf(drop, blob as DroppedBlob, 4)).toBe('1,2\n');
      expect(await textOf(drop, blob as DroppedBlob, 8)).toBe('');
    });

    test('a name is taken once, and the second writer learns the hash of what it sent', async () => {
      const drop = await create();
      const first = await drop.put(path, pieces('1'), all);
      const second = await drop.put(path, pieces('2'), all);
      expect(second.blob).toBeNull();
      expect(second.sha256).not.toBe(first.sha256);
      expect(await textOf(drop, first.blob as DroppedBlob)).toBe('1');
    });

    test('a file that breaks off, that is too large or empty leaves nothing behind', async () => {
      const drop = await create();
      async function* broken(): AsyncIterable<Uint8Array> {
        yield Buffer.from('half');
        throw new Error('the client went away');
      }
      await expect(drop.put(path, broken(), all)).rejects.toThrow('the client went away');
      await expect(drop.put(path, pieces('x'.repeat(600), 'x'.repeat(600)), all)).rejects.toMatchObject({
        code: 'body_too_large',
      });
      await expect(drop.put(path, pieces(), all)).rejects.toMatchObject({ code: 'body_empty' });
      expect(await drop.find(path)).toBeNull();
      expect(await collect(drop.list())).toEqual([]);
    });

    test('another version is another file: the old one can neither be read nor deleted any more', async () => {
      const drop = await create();
      const { blob } = await drop.put(path, pieces('1'), all);
      const touched = await drop.touch(path);
      expect(touched?.etag).not.toBe(blob?.etag);
      expect(touched?.metadata.sha256).toBe(blob?.metadata.sha256);
      await expect(textOf(drop, blob as DroppedBlob)).rejects.toMatchObject({ code: 'file_replaced' });
      await drop.delete(blob as DroppedBlob);
      expect(await textOf(drop, touched as DroppedBlob)).toBe('1');
      await drop.delete(touched as DroppedBlob);
      await drop.delete(touched as DroppedBlob);
      expect(await drop.find(path)).toBeNull();
      expect(await drop.touch(path)).toBeNull();
    });

    test.each(['shop/../other/a.csv', 'shop//a.csv', 'shop/./a.csv'])('%s is no name', async (bad) => {
      await expect((await create()).put(bad, pieces('1'), all)).rejects.toMatchObject({ code: 'file_name_invalid' });
    });
  });
}
