import { formatPreview, formatSummary } from '../../../src/cli/output/dry-run-text.js';
import { formatSync, type SyncReport } from '../../../src/cli/output/sync-text.js';
import { formatSynced } from '../../../src/cli/output/synced-text.js';
import type { PipelineEvent } from '../../../src/model/event.js';

const requested = [{ profileId: 'demo', resource: 'orders', runId: '01R' }];

describe('a sync', () => {
  test('that was asked for names its runs, and who was left out', () => {
    const report: SyncReport = {
      requested,
      skipped: [{ profileId: 'old', why: 'it is switched off' }],
      failed: [{ profileId: 'odd', code: 'channel_unknown', message: 'There is no\nchannel x' }],
    };
    expect(formatSync(report)).toBe(
      'PROFILE  RESOURCE  RUN\ndemo     orders    01R\nrequested; `tributary status` tells how they end\n' +
        'skipped old: it is switched off\nfailed odd: channel_unknown: There is no channel x\n',
    );
  });

  test('that was waited for counts what each run did, and what became of the records', () => {
    const counts = { pages: 1, records: 21, queued: 20, skipped: 1, filtered: 1, missing: 0, embedded: 0, failed: 0 };
    const outcome = {
      status: 'error',
      message: 'Processed 19 orders successfully',
      processed: 19,
      failed: 1,
      waiting: 0,
    };
    const run = { ...requested[0], status: 'success', counts, requests: 2, durationMs: 3_000, outcome };
    const report = { requested, skipped: [], failed: [], runs: [run], outcomes: { created: 3, ignored: 17 } };
    const text = formatSync(report as unknown as SyncReport);
    expect(text).toMatch(/\ndemo +orders +error +21 +19 +1 +1 +2 +3 s +Processed 19 orders successfully\n/);
    expect(text).toMatch(/\nrecords of these profiles meanwhile: 3 created, 17 ignored\n$/);
  });

  test('of which something is left to a host says when that tries it again', () => {
    const left = [{ ...requested[0], tryAgainAt: '2026-11-20T10:01:00.000Z' }];
    const report = { requested, skipped: [], failed: [], runs: [], left } as unknown as SyncReport;
    expect(formatSync(report)).toContain(
      '\nleft to a running host: demo orders, to be tried again at 2026-11-20 10:01:00Z\n',
    );
  });

  test('of nothing says so', () => {
    expect(formatSync({ requested: [], skipped: [], failed: [] })).toBe('nothing to pull\n');
  });
});

describe('a dry run', () => {
  const preview = {
    recordId: '123',
    number: '000000123',
    type: 'order' as const,
    action: 'Patch' as const,
    reason: 'changed' as const,
    operations: [{ op: 'replace' as const, path: '/status', before: 'new', value: 'paid' }],
    warnings: [{ code: 'arithmetic_off', message: 'by 0.01' }],
    error: null,
  };

  test('tells of a record what would be done, why, and what it would change', () => {
    expect(formatPreview(preview)).toBe(
      'order 000000123 (id 123): Patch, changed\n    status: new -> paid\n    warning arithmetic_off: by 0.01\n',
    );
  });

  test('tells of a record that would fail', () => {
    const error = { code: 'mapping_failed' as const, message: 'no items' };
    const failing = { ...preview, recordId: null, number: null, action: null, operations: [], warnings: [], error };
    expect(formatPreview(failing)).toBe('order (no id): would fail: mapping_failed: no items\n');
  });

  test('sums up, and says that nothing was written', () => {
    const summary = {
      since: '2026-11-01T00:00:00.000Z',
      pages: 1,
      records: 12,
      embedded: 4,
      filtered: 2,
      failed: 1,
      announced: 12,
      actions: [{ action: 'Patch' as const, reason: 'changed' as const, count: 9 }],
    };
    expect(formatSummary('demo orders', summary)).toBe(
      'demo orders since 2026-11-01 00:00:00Z: 12 records and 4 inside them on 1 page; nothing was written\n' +
        '  Patch, changed: 9\n  would fail: 1\n  not wanted by the profile: 2\n',
    );
  });
});

describe('one order that was read again', () => {
  const synced = { recordId: '123', by: 'number' as const, eventId: '01E', queueBlob: 'x' };

  test('is queued, or has its end', () => {
    expect(formatSynced(synced, null)).toBe('order of id 123, found by its number, is queued; event 01E\n');
    const event = {
      outcome: 'patched',
      reason: 'changed',
      explanation: '1 change against the last record of the source.',
      operations: [{ op: 'add', path: '/note', value: 'x' }],
      effect: null,
      error: null,
    } as unknown as PipelineEvent;
    expect(formatSynced(synced, event)).toMatch(/number: patched, changed: 1 change .*\n {4}\+ note: x\n$/);
    const failed = {
      ...event,
      operations: [],
      error: { code: 'mapping_failed', message: 'no items' },
    } as unknown as PipelineEvent;
    expect(formatSynced(synced, failed)).toContain('mapping_failed: no items\n');
  });
});
