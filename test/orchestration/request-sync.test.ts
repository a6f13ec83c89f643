import { requestSync } from '../../src/orchestration/request-sync.js';
import { createFakeShop, createPulling } from './fake-shop.js';

const changes = { profileId: 'shop-a', kind: 'changes' as const };

test('each resource that the profile pulls is asked for, and the runs are told', async () => {
  const { ports, pullAll, run } = createPulling(createFakeShop(2), { pull: { enabled: false } });
  const requested = await requestSync(ports, changes);
  expect(requested).toEqual([{ resource: 'orders', runId: expect.any(String) }]);
  expect(ports.pullRequests.requests()).toMatchObject([{ kind: 'changes', reason: 'command' }]);
  await pullAll();
  expect(await run(requested[0]?.runId ?? '')).toMatchObject({ status: 'success', reason: 'command' });
});

test('a backfill may name its date, and a resource is asked for once', async () => {
  const { ports } = createPulling(createFakeShop(0));
  const asked = { profileId: 'shop-a', kind: 'backfill' as const, resources: ['orders', 'orders'] };
  await requestSync(ports, { ...asked, since: '2026-11-01T02:00:00+02:00' });
  await requestSync(ports, asked);
  expect(ports.pullRequests.requests()).toMatchObject([
    { kind: 'backfill', since: '2026-11-01T00:00:00Z' },
    { kind: 'backfill' },
  ]);
  expect(ports.pullRequests.requests()[1]?.since).toBeUndefined();
});

test.each([
  ['a profile that nobody has', { ...changes, profileId: 'none' }, 'profile_unknown'],
  ['a resource that is not listed', { ...changes, resources: ['orders', 'invoices'] }, 'parameter_invalid'],
  ['a resource from the prototype', { ...changes, resources: ['constructor'] }, 'parameter_invalid'],
  ['no resource at all', { ...changes, resources: [] }, 'parameter_invalid'],
  ['changes from a date', { ...changes, since: '2026-11-01T00:00:00Z' }, 'parameter_invalid'],
  ['a date without a zone', { ...changes, kind: 'backfill' as const, since: '2026-11-01' }, 'parameter_invalid'],
  ['the future', { ...changes, kind: 'backfill' as const, since: '2027-01-01T00:00:00Z' }, 'parameter_invalid'],
])('%s is refused, and nothing is asked for', async (_, asked, code) => {
  const { ports } = createPulling(createFakeShop(0));
  await expect(requestSync(ports, asked)).rejects.toMatchObject({ code });
  expect(ports.pullRequests.requests()).toEqual([]);
});

test('a profile that is switched off is not synchronised', async () => {
  const { ports } = createPulling(createFakeShop(0), { active: false });
  await expect(requestSync(ports, changes)).rejects.toMatchObject({ code: 'profile_inactive' });
});
