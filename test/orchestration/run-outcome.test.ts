import type { Run, RunCounts } from '../../src/model/run.js';
import { judgeRun, readRunOutcome } from '../../src/orchestration/run-outcome.js';
import { pipelineEvent, sampleRun } from '../contracts/samples.js';
import { createMemoryEventLog } from '../doubles/memory-event-log.js';

function endedRun(counts: Partial<RunCounts>, changes: Partial<Run> = {}): Run {
  const run = sampleRun('shop', 'run-1');
  return { ...run, status: 'success', message: 'Queued', counts: { ...run.counts, ...counts }, ...changes };
}

const NONE = { ended: 0, dead: 0, deadInside: 0 };

test.each<[string, Run, Partial<typeof NONE>, string, string]>([
  ['all well', endedRun({ queued: 2 }), { ended: 2 }, 'success', 'Processed 2 orders successfully'],
  ['one', endedRun({ queued: 1 }), { ended: 1 }, 'success', 'Processed 1 order successfully'],
  ['one bad', endedRun({ queued: 2 }), { ended: 1, dead: 1 }, 'error', 'Processed 1 order successfully, 1 failed'],
  [
    'one that could not be taken apart',
    endedRun({ queued: 1, failed: 1 }),
    { ended: 1 },
    'error',
    'Processed 1 order successfully, 1 failed',
  ],
  [
    'one without an id',
    endedRun({ queued: 2, unreadable: 1 }),
    { ended: 1 },
    'error',
    'Processed 1 order successfully, 1 failed',
  ],
  [
    'a document that failed inside its order',
    endedRun({ queued: 1, embedded: 1 }),
    { ended: 1, deadInside: 1 },
    'error',
    'Processed 1 order successfully, 1 failed',
  ],
  [
    'some under way',
    endedRun({ queued: 5 }),
    { ended: 3 },
    'running',
    'Processed 3 orders successfully, 2 still waiting',
  ],
  [
    'some fetched twice after a crash',
    endedRun({ queued: 2 }),
    { ended: 4 },
    'success',
    'Processed 2 orders successfully',
  ],
  [
    'one whose dead letter was replayed well',
    endedRun({ queued: 2 }),
    { ended: 2, dead: 1 },
    'success',
    'Processed 2 orders successfully',
  ],
  [
    'some that nobody wants',
    endedRun({ queued: 1, filtered: 3 }),
    { ended: 1 },
    'success',
    'Processed 1 order successfully, 3 not wanted by the profile',
  ],
  [
    'none',
    endedRun({}, { status: 'no_orders', message: 'No orders found to sync' }),
    {},
    'no_orders',
    'No orders found to sync',
  ],
  [
    'a source that failed',
    endedRun({ queued: 2 }, { status: 'error', message: 'HTTP 500 after 2 records were queued' }),
    { ended: 2 },
    'error',
    'HTTP 500 after 2 records were queued',
  ],
])('of %s', (_, run, counts, status, message) => {
  expect(judgeRun(run, { ...NONE, ...counts })).toMatchObject({ status, message });
});

test('only events of the run itself count, those of other types where they failed', async () => {
  const events = createMemoryEventLog();
  const log = (id: string, changes: object) =>
    events.append(pipelineEvent('shop', id, { recordKey: id, runId: 'run-1', ...changes }));
  await log('e1', {});
  await log('e2', { outcome: 'dead-lettered' });
  await log('e3', { type: 'invoice' });
  await log('e4', { type: 'invoice', outcome: 'dead-lettered' });
  await log('e5', { runId: 'run-2' });
  await log('e6', { runId: null });
  const ports = { events, profiles: { read: async () => null }, findChannel: () => null };
  expect(await readRunOutcome(ports, endedRun({ queued: 2, embedded: 2 }))).toMatchObject({
    status: 'error',
    processed: 1,
    failed: 2,
    waiting: 0,
  });
});
