import type { SentPayload } from '../../src/model/sent-payload.js';
import type { SentPayloads } from '../../src/ports/sent-payloads.js';
import { hostileIds } from './samples.js';

function sent(hash: string, changes: Partial<SentPayload> = {}): SentPayload {
  return { recordKey: 'key', resource: 'shipments', hash, remoteId: '7', at: '2026-11-20T10:00:00.000Z', ...changes };
}

export function describeSentPayloadsContract(name: string, create: () => Promise<SentPayloads>): void {
  describe(`${name} keeps the sent payloads contract`, () => {
    test('what was never sent is null', async () => {
      expect(await (await create()).read('key', 'shipments')).toBeNull();
    });

    test('what was sent is read back, with an ETag that the next write takes', async () => {
      const payloads = await create();
      expect(await payloads.write(sent('a'), null)).toBe('written');
      const first = await payloads.read('key', 'shipments');
      expect(first?.sent).toEqual(sent('a'));
      expect(await payloads.write(sent('b'), first?.etag ?? '')).toBe('written');
      expect((await payloads.read('key', 'shipments'))?.sent).toEqual(sent('b'));
    });

    test('a write that somebody else was before is moved and changes nothing', async () => {
      const payloads = await create();
      await payloads.write(sent('a'), null);
      const stale = (await payloads.read('key', 'shipments'))?.etag ?? '';
      await payloads.write(sent('b'), stale);
      expect(await payloads.write(sent('c'), stale)).toBe('moved');
      expect(await payloads.write(sent('c'), null)).toBe('moved');
      expect((await payloads.read('key', 'shipments'))?.sent.hash).toBe('b');
    });

    test('what is forgotten is null, of this resource alone, and forgetting it again is fine', async () => {
      const payloads = await create();
      await payloads.write(sent('a'), null);
      await payloads.write(sent('b', { resource: 'orders' }), null);
      await payloads.delete('key', 'shipments');
      await payloads.delete('key', 'shipments');
      expect(await payloads.read('key', 'shipments')).toBeNull();
      expect((await payloads.read('key', 'orders'))?.sent.hash).toBe('b');
    });

    test('each record has one for each resource, whatever the texts are', async () => {
      const payloads = await create();
      for (const resource of hostileIds) await payloads.write(sent(resource, { resource }), null);
      await payloads.write(sent('other', { recordKey: 'other', resource: 'x' }), null);
      for (const resource of hostileIds) expect((await payloads.read('key', resource))?.sent.hash).toBe(resource);
      expect(await payloads.read('key', 'x')).toBeNull();
    });
  });
}
