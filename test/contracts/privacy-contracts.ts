import { noCounts, type PrivacyReceipt } from '../../src/model/privacy-receipt.js';
import { type PrivacyRequest, privacyRequest } from '../../src/model/privacy-request.js';
import type { PrivacyExports } from '../../src/ports/privacy-exports.js';
import type { PrivacyReceipts } from '../../src/ports/privacy-receipts.js';
import type { PrivacyRequests } from '../../src/ports/privacy-requests.js';
import { collect } from './samples.js';

const AT = '2026-11-20T10:00:00.000Z';

const request = (id: string, changes: Partial<PrivacyRequest> = {}): PrivacyRequest => ({
  ...privacyRequest.parse({
    id,
    profileId: 'shop',
    kind: 'erase-person',
    requestedAt: AT,
    from: 'webhook',
    subject: { customerIds: ['../é'], emails: ['a@example.com'] },
    members: [{ kind: 'order', key: 'k', partition: 'k', number: 'N1' }],
  }),
  ...changes,
});

export function describePrivacyRequestsContract(name: string, create: () => Promise<PrivacyRequests>): void {
  describe(`${name} keep the privacy requests contract`, () => {
    test('a request is read back whole by the name that put gave, and listed', async () => {
      const requests = await create();
      const put = await requests.put(request('r1'));
      expect(await requests.read(put)).toEqual({ request: request('r1'), etag: expect.any(String) });
      expect(await collect(requests.list())).toEqual([{ name: put }]);
    });

    test('one that is asked for again waits once, as it stands', async () => {
      const requests = await create();
      const put = await requests.put(request('r1', { failures: 2 }));
      expect(await requests.put(request('r1'))).toBe(put);
      expect((await requests.read(put))?.request.failures).toBe(2);
      expect(await requests.put(request('../r1'))).not.toBe(put);
    });

    test('it is updated under its ETag, by the first alone', async () => {
      const requests = await create();
      const put = await requests.put(request('r1'));
      const etag = (await requests.read(put))?.etag ?? '';
      const next = await requests.update(request('r1', { failures: 1 }), etag);
      expect(next).not.toBeNull();
      expect(await requests.update(request('r1', { failures: 9 }), etag)).toBeNull();
      expect(await requests.read(put)).toEqual({ request: request('r1', { failures: 1 }), etag: next });
    });

    test('a deleted one is gone, and is neither updated nor deleted again', async () => {
      const requests = await create();
      const put = await requests.put(request('r1'));
      const etag = (await requests.read(put))?.etag ?? '';
      await requests.delete(put);
      await requests.delete(put);
      expect(await requests.read(put)).toBeNull();
      expect(await requests.update(request('r1', { failures: 1 }), etag)).toBeNull();
      expect(await collect(requests.list())).toEqual([]);
    });
  });
}

const receipt = (profileId: string, id: string, changes: Partial<PrivacyReceipt> = {}): PrivacyReceipt => ({
  id,
  profileId,
  kind: 'erase-person',
  state: 'working',
  requestedAt: AT,
  finishedAt: null,
  from: 'command',
  by: 'Ada',
  total: { ...noCounts(), orders: 1 },
  passes: [],
  failure: { code: 'store_unavailable', at: AT },
  exportUntil: null,
  ...changes,
});

export function describePrivacyReceiptsContract(name: string, create: () => Promise<PrivacyReceipts>): void {
  describe(`${name} keep the privacy receipts contract`, () => {
    test('a receipt is read back as it was put last, and nobody else’s', async () => {
      const receipts = await create();
      await receipts.put(receipt('shop', 'r1'));
      await receipts.put(receipt('shop', 'r1', { state: 'done' }));
      expect(await receipts.read('shop', 'r1')).toEqual(receipt('shop', 'r1', { state: 'done' }));
      expect(await receipts.read('other', 'r1')).toBeNull();
      expect(await receipts.read('shop', '../r1')).toBeNull();
    });

    test('they are listed by profile, and all', async () => {
      const receipts = await create();
      for (const [profileId, id] of [
        ['shop', 'r1'],
        ['shop', 'r2'],
        ['shop-b', 'r3'],
      ] as const)
        await receipts.put(receipt(profileId, id));
      expect((await collect(receipts.list('shop'))).map(({ id }) => id).sort()).toEqual(['r1', 'r2']);
      expect((await collect(receipts.list())).map(({ id }) => id).sort()).toEqual(['r1', 'r2', 'r3']);
      expect(await collect(receipts.list('none'))).toEqual([]);
    });
  });
}

export function describePrivacyExportsContract(name: string, create: () => Promise<PrivacyExports>): void {
  describe(`${name} keep the privacy exports contract`, () => {
    test('a document is read back as it was put last, listed by profile, and gone once it is deleted', async () => {
      const exports = await create();
      await exports.put('shop', 'r1', 'first');
      await exports.put('shop', 'r1', '{"é":"😀"}');
      await exports.put('shop-b', 'r2', '{}');
      expect(await exports.read('shop', 'r1')).toBe('{"é":"😀"}');
      expect(await exports.read('shop', 'r2')).toBeNull();
      expect(await collect(exports.list('shop'))).toEqual([
        { profileId: 'shop', id: 'r1', createdAt: expect.any(Date) },
      ]);
      expect(await collect(exports.list())).toHaveLength(2);
      await exports.delete('shop', 'r1');
      await exports.delete('shop', 'r1');
      expect(await exports.read('shop', 'r1')).toBeNull();
      expect(await collect(exports.list())).toHaveLength(1);
    });
  });
}
