import type { PullRequest } from '../../src/model/pull-request.js';
import type { PullRequests } from '../../src/ports/pull-requests.js';
import { collect } from './samples.js';

const request = (slice: number): PullRequest => ({
  runId: '../run',
  profileId: 'shop',
  resource: 'orders',
  requestedAt: '2026-11-20T10:00:00Z',
  kind: 'changes',
  reason: slice === 0 ? 'schedule' : 'continuation',
  slice,
});

export function describePullRequestsContract(name: string, create: () => Promise<PullRequests>): void {
  describe(`${name} keeps the pull requests contract`, () => {
    test('a request is read back by the name that put gave, and listed', async () => {
      const requests = await create();
      const put = await requests.put(request(0));
      expect(await requests.read(put)).toEqual(request(0));
      expect(await collect(requests.list())).toEqual([{ name: put, createdAt: expect.any(Date) }]);
    });

    test('what a request asks for is read back whole', async () => {
      const requests = await create();
      const backfill: PullRequest = { ...request(0), kind: 'backfill', since: '2026-11-01T00:00:00Z' };
      expect(await requests.read(await requests.put(backfill))).toEqual(backfill);
      const retry = { tries: 2, failedAt: '2026-11-20T10:00:00Z' };
      const notBefore = '2026-11-20T10:05:00Z';
      const ids = ['9', '../é', '000000123'];
      const records: PullRequest = { ...request(1), runId: 'r', kind: 'records', ids, notBefore, retry };
      expect(await requests.read(await requests.put(records))).toEqual(records);
    });

    test('a name that was never given reads as null', async () => {
      expect(await (await create()).read('ab/none.json')).toBeNull();
    });

    test('the same run and slice is one request; the next slice is another', async () => {
      const requests = await create();
      const first = await requests.put(request(0));
      expect(await requests.put({ ...request(0), requestedAt: 'later' })).toBe(first);
      expect((await requests.read(first))?.requestedAt).toBe('2026-11-20T10:00:00Z');
      expect(await requests.put(request(1))).not.toBe(first);
      expect(await collect(requests.list())).toHaveLength(2);
    });

    test('a deleted request is gone, and deleting it again is fine', async () => {
      const requests = await create();
      const put = await requests.put(request(0));
      await requests.delete(put);
      await requests.delete(put);
      expect(await requests.read(put)).toBeNull();
      expect(await collect(requests.list())).toEqual([]);
    });
  });
}
