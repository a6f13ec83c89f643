import { PipelineError } from '../../src/model/errors.js';
import type { RunCounts } from '../../src/model/run.js';
import { endRun, noteRequest, openRun, suspendRun } from '../../src/orchestration/run-document.js';
import { newRequest } from '../../src/orchestration/schedule-pulls.js';
import { createWorld } from './world.js';

async function open(kind: 'changes' | 'records' = 'changes') {
  const { ports, clock } = createWorld();
  const request = newRequest(ports, 'shop-a', 'orders', 'command', { kind });
  const run = await openRun(ports, request, null, false);
  if (run === null) throw new Error('done already');
  return { ports, clock, request, run };
}

const unavailable = new PipelineError('channel_unavailable', 'No answer');

const endings: [Partial<RunCounts>, string[], PipelineError | null, string, string][] = [
  [{ pages: 1 }, [], null, 'no_orders', 'No orders found to sync'],
  [{ pages: 1, records: 1, queued: 1 }, [], null, 'success', 'Queued 1 record from 1 page'],
  [{ pages: 3, records: 5, queued: 5 }, [], null, 'success', 'Queued 5 records from 3 pages'],
  [
    { pages: 2, records: 9, queued: 6, embedded: 4, filtered: 2, failed: 1 },
    [],
    null,
    'success',
    'Queued 6 records from 2 pages; 4 more came inside them; 2 not wanted by the profile; 1 dead-lettered at once',
  ],
  [
    { pages: 1, records: 2, filtered: 2 },
    [],
    null,
    'success',
    'Queued 0 records from 1 page; 2 not wanted by the profile',
  ],
  [{ missing: 2 }, ['7', '8'], null, 'no_orders', 'Queued 0 records from 0 pages; 2 not in the source: 7, 8'],
  [{}, [], unavailable, 'error', 'No answer'],
  [{ records: 1, queued: 1 }, [], unavailable, 'error', 'No answer after 1 record was queued'],
  [{ records: 4, queued: 3 }, [], unavailable, 'error', 'No answer after 3 records were queued'],
];

test.each(endings)('a run that counted %j, and what it says: %s', async (counts, missing, error, status, message) => {
  const { ports, clock, run } = await open();
  Object.assign(run.counts, counts);
  clock.advance(2_500);
  const ended = await endRun(ports, run, null, error, missing);
  expect(ended).toMatchObject({ status, message, durationMs: 2_500, finishedAt: '2026-11-20T10:00:02.500Z' });
  expect(ended.error?.code).toBe(error?.code);
  expect(await ports.runs.read('shop-a', run.id)).toEqual(ended);
});

test('of many missing ids ten are named', async () => {
  const { ports, run } = await open('records');
  const missing = Array.from({ length: 12 }, (_, index) => `${index + 1}`);
  Object.assign(run.counts, { missing: 12 });
  const { message } = await endRun(ports, run, null, null, missing);
  expect(message).toBe('Queued 0 records; 12 not in the source: 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, …');
});

test('the times of the requests are kept over the slices of a run, and end in their percentiles', async () => {
  const { ports, request, run } = await open();
  const note = (one: typeof run, from: number, to: number) => {
    for (let ms = from; ms <= to; ms += 1) noteRequest(one, ms, () => 0.5);
  };
  note(run, 1, 60);
  await suspendRun(ports, run, null);
  const next = await openRun(ports, { ...request, slice: 1, reason: 'continuation' }, null, true);
  if (next === null) throw new Error('done already');
  expect(next).toMatchObject({ slices: 2, reason: 'command', requests: 60 });
  note(next, 61, 100);
  const ended = await endRun(ports, next, null, null);
  expect(ended).toMatchObject({ requests: 100, requestMs: 5_050, requestMsP50: 50, requestMsP95: 95 });
  expect(ended.requestSample).toEqual([]);
});

test('a run without a request has no times', async () => {
  const { ports, run } = await open();
  expect(await endRun(ports, run, null, null)).toMatchObject({ requestMsP50: null, requestMsP95: null });
});

test('a run that ended well is not opened again, one that failed is', async () => {
  const { ports, request, run } = await open();
  await endRun(ports, run, null, unavailable);
  const again = await openRun(ports, request, null, true);
  expect(again).toMatchObject({ status: 'running', error: null, finishedAt: null, slices: 2 });
  await endRun(ports, again ?? run, null, null);
  expect(await openRun(ports, request, null, true)).toBeNull();
  expect(await openRun(ports, request, null, false)).toBeNull();
});
