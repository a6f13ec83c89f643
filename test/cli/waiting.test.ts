import { noProgress } from '../../src/cli/output/progress.js';
import { waitForEvent } from '../../src/cli/wait-for-event.js';
import { waitForQueue } from '../../src/cli/wait-for-queue.js';
import { waitForRuns } from '../../src/cli/wait-for-runs.js';
import type { PipelineEvent } from '../../src/model/event.js';
import type { Run } from '../../src/model/run.js';
import { createManualClock } from '../doubles/manual-clock.js';
import { createMemoryQueue } from '../doubles/memory-queue.js';
import { createMemoryRunLog } from '../doubles/memory-run-log.js';

const wanted = [{ profileId: 'demo', resource: 'orders', runId: '01R' }];
const counts = {
  pages: 1,
  records: 5,
  queued: 5,
  skipped: 0,
  filtered: 0,
  missing: 0,
  embedded: 0,
  failed: 0,
  unreadable: 0,
};
const run = (status: Run['status'], id = '01R'): Run => ({
  id,
  profileId: 'demo',
  resource: 'orders',
  kind: 'changes',
  reason: 'command',
  status,
  message: '',
  error: null,
  counts,
  announced: null,
  requests: 1,
  requestMs: 1,
  requestMsP50: null,
  requestMsP95: null,
  requestSample: [],
  slices: 1,
  startedAt: '2026-11-20T10:00:00.000Z',
  finishedAt: null,
  durationMs: 0,
  cursorBefore: null,
  cursorAfter: null,
});

/** A clock that does something when it reaches a number of milliseconds. */
function setUp(script: Record<number, () => unknown> = {}) {
  const clock = createManualClock();
  const begun = clock.now().getTime();
  const rest = new Map(Object.entries(script).map(([at, act]) => [Number(at), act]));
  const sleep = async (ms: number) => {
    clock.advance(ms);
    for (const [at, act] of rest) {
      if (clock.now().getTime() - begun < at) continue;
      rest.delete(at);
      await act();
    }
  };
  return { clock: { now: clock.now, sleep }, deadline: begun + 60_000, elapsed: () => clock.now().getTime() - begun };
}

describe('waiting for runs', () => {
  test('ends when all of them have ended, however', async () => {
    const runs = createMemoryRunLog();
    const { clock, deadline, elapsed } = setUp({
      2000: () => runs.write(run('running')),
      20000: () => runs.write(run('error')),
    });
    const ended = await waitForRuns({ ports: { runs, clock }, deadline, progress: noProgress }, wanted);
    expect([ended[0]?.status, elapsed()]).toEqual(['error', 20_000]);
  });

  test('is given up after 15 seconds when nobody begins, with what to do about it', async () => {
    const { clock, deadline, elapsed } = setUp();
    const waiting = waitForRuns(
      { ports: { runs: createMemoryRunLog(), clock }, deadline, progress: noProgress },
      wanted,
    );
    await expect(waiting).rejects.toMatchObject({ code: 'host_absent', advice: expect.stringContaining('--here') });
    expect(elapsed()).toBe(15_500);
  });

  test('goes on while another run has the pull: ours has its turn later', async () => {
    const runs = createMemoryRunLog();
    await runs.write(run('running', '00R'));
    const { clock, deadline } = setUp({ 30000: () => runs.write(run('success')) });
    const ended = await waitForRuns({ ports: { runs, clock }, deadline, progress: noProgress }, wanted);
    expect(ended.map(({ id }) => id)).toEqual(['01R']);
  });

  test.each<[what: string, other: Partial<Run>]>([
    ['another run has ended meanwhile', { status: 'success', finishedAt: '2026-11-20T10:00:10.000Z' }],
    ['another run began and ended meanwhile', { status: 'no_orders', startedAt: '2026-11-20T10:00:01.000Z' }],
  ])('goes on when %s: somebody runs pulls', async (_what, other) => {
    const runs = createMemoryRunLog();
    await runs.write({ ...run('running', '00R'), startedAt: '2026-11-20T09:00:00.000Z' });
    const { clock, deadline } = setUp({
      10000: () => runs.write({ ...run('running', '00R'), startedAt: '2026-11-20T09:00:00.000Z', ...other }),
      30000: () => runs.write(run('success')),
    });
    const ended = await waitForRuns({ ports: { runs, clock }, deadline, progress: noProgress }, wanted);
    expect(ended.map(({ id }) => id)).toEqual(['01R']);
  });

  test('takes a run that had ended before for no sign of a host', async () => {
    const runs = createMemoryRunLog();
    const [startedAt, finishedAt] = ['2026-11-20T09:00:00.000Z', '2026-11-20T09:59:00.000Z'];
    await runs.write({ ...run('success', '00R'), startedAt, finishedAt });
    const { clock, deadline } = setUp();
    await expect(waitForRuns({ ports: { runs, clock }, deadline, progress: noProgress }, wanted)).rejects.toMatchObject(
      { code: 'host_absent' },
    );
  });

  test('is given up at the deadline, and says how far it was', async () => {
    const runs = createMemoryRunLog();
    await runs.write(run('running'));
    const { clock, deadline } = setUp();
    await expect(waitForRuns({ ports: { runs, clock }, deadline, progress: noProgress }, wanted)).rejects.toMatchObject(
      {
        code: 'timed_out',
        message: expect.stringContaining('0 of 1 runs'),
      },
    );
  });
});

describe('waiting for the queue', () => {
  test('ends when what lay in it is gone, whatever comes in meanwhile', async () => {
    const { clock, deadline, elapsed } = setUp({
      1000: () => queue.put('c', ''),
      2000: () => queue.delete('a'),
      3000: () => queue.delete('b'),
    });
    const queue = createMemoryQueue({ clock });
    for (const name of ['a', 'b']) await queue.put(name, '');
    await waitForQueue({ ports: { queue, clock }, deadline, progress: noProgress });
    expect(elapsed()).toBe(3_000);
  });

  test('is given up at the deadline', async () => {
    const { clock, deadline } = setUp();
    const queue = createMemoryQueue({ clock });
    await queue.put('a', '');
    await expect(waitForQueue({ ports: { queue, clock }, deadline, progress: noProgress })).rejects.toMatchObject({
      code: 'timed_out',
      message: expect.stringContaining('1 of 1 queue blobs'),
    });
  });
});

test('waiting for an event ends with it, or at the deadline', async () => {
  const event = { id: '01E' } as PipelineEvent;
  let logged: PipelineEvent | null = null;
  const events = { read: async () => logged };
  const { clock, deadline } = setUp({
    1000: () => {
      logged = event;
    },
  });
  expect(await waitForEvent({ ports: { events, clock }, deadline, progress: noProgress }, 'demo', '01E')).toBe(event);
  logged = null;
  await expect(
    waitForEvent({ ports: { events, clock }, deadline, progress: noProgress }, 'demo', '01E'),
  ).rejects.toMatchObject({ code: 'timed_out' });
});
