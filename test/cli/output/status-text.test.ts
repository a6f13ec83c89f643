import { formatStatus } from '../../../src/cli/output/status-text.js';
import type { ProfileStatus } from '../../../src/orchestration/profile-status.js';

const now = new Date('2026-11-21T10:00:00Z');
const none = { created: 0, replaced: 0, patched: 0, refreshed: 0, ignored: 0, 'dead-lettered': 0 };
const quiet: ProfileStatus = {
  profileId: 'demo-api',
  name: 'Posted',
  channel: 'api',
  active: false,
  resources: [],
  today: { since: '2026-11-21T00:00:00.000Z', counts: none },
  failures: { groups: [], unreadable: [], count: 0, parked: 0 },
  backlog: { count: 0, oldestAgeSeconds: null },
};

test('a profile that is quiet takes three lines', () => {
  expect(formatStatus([quiet], now)).toBe(
    'demo-api  Posted (api), switched off\n  today     no records\n  failures  none\n\n0 queue blobs of all profiles waiting\n',
  );
});

test('a profile shows its last runs and how fresh they are, what became of records, and its failures by cause', () => {
  const busy: ProfileStatus = {
    ...quiet,
    active: true,
    resources: [
      {
        resource: 'orders',
        lastRun: {
          id: '1',
          kind: 'changes',
          status: 'error',
          message: 'the shop\nis down',
          startedAt: '2026-11-21T09:59:00Z',
          finishedAt: null,
        },
        outcome: { status: 'error', message: 'the shop\nis down', processed: 0, failed: 0, waiting: 0 },
        watermark: '2026-11-21T09:58:00Z',
        freshnessMs: 120_000,
        nextPullAt: '2026-11-21T10:14:00Z',
      },
      { resource: 'invoices', lastRun: null, outcome: null, watermark: null, freshnessMs: null, nextPullAt: null },
      {
        resource: 'products',
        lastRun: null,
        outcome: null,
        watermark: null,
        freshnessMs: null,
        nextPullAt: '2026-11-21T09:00:00Z',
      },
    ],
    today: { since: '', counts: { ...none, created: 3, 'dead-lettered': 2 } },
    failures: {
      groups: [{ count: 2, cause: 'mapping_failed-1', message: 'no items' }] as ProfileStatus['failures']['groups'],
      unreadable: [],
      count: 2,
      parked: 1,
    },
    backlog: { count: 10_000, capped: true, oldestAgeSeconds: 90 },
  };
  const text = formatStatus([busy, quiet], now);
  expect(text).toMatch(
    /\n {2}orders +2026-11-21 09:59:00Z +error +the shop is down +2026-11-21 09:58:00Z +2 min +in 14 min\n/,
  );
  expect(text).toMatch(/\n {2}invoices +never +- +- +never +- +by hand\n {2}products .* due\n/);
  expect(text).toContain('  today     3 created, 2 dead-lettered\n');
  expect(text).toContain(
    '  failures  2 dead letters, 1 tried again by themselves\n    2  mapping_failed-1: no items\n',
  );
  expect(text).toMatch(/\n10000 queue blobs and more of all profiles waiting, the oldest for 90 s\n$/);
});

test('without a profile it says how to put one', () => {
  expect(formatStatus([], now)).toContain('tributary profile put');
});
