import type { Json } from '../diff/json.js';
import type { Cursor } from '../model/cursor.js';
import type { PipelineError } from '../model/errors.js';
import { percentile } from '../model/percentile.js';
import type { PullRequest } from '../model/pull-request.js';
import type { Run } from '../model/run.js';
import { addToSample } from '../model/sample.js';
import type { Clock } from '../ports/clock.js';
import type { RunLog } from '../ports/run-log.js';

/** What run documents need of the world. */
export interface RunPorts {
  runs: RunLog;
  clock: Clock;
}

/**
 * The run document of a request, written: a new one, or where the request goes on with what an earlier slice left, that one.
 * Null when the run has ended well already, and the request came twice.
 */
export async function openRun(
  ports: RunPorts,
  request: PullRequest,
  cursor: Cursor | null,
  resumes: boolean,
): Promise<Run | null> {
  const earlier = await ports.runs.read(request.profileId, request.runId);
  if (earlier?.status === 'success' || earlier?.status === 'no_orders') return null;
  const run = resumes && earlier !== null ? reopen(earlier) : newRun(ports, request, cursor);
  await ports.runs.write(run);
  return run;
}

function reopen(run: Run): Run {
  const { slices } = run;
  return { ...run, status: 'running', message: 'Under way', error: null, finishedAt: null, slices: slices + 1 };
}

function newRun(ports: RunPorts, request: PullRequest, cursor: Cursor | null): Run {
  return {
    id: request.runId,
    profileId: request.profileId,
    resource: request.resource,
    kind: request.kind,
    reason: request.reason,
    status: 'running',
    message: 'Under way',
    error: null,
    counts: {
      pages: 0,
      records: 0,
      queued: 0,
      skipped: 0,
      filtered: 0,
      missing: 0,
      embedded: 0,
      failed: 0,
      unreadable: 0,
    },
    announced: null,
    requests: 0,
    requestMs: 0,
    requestMsP50: null,
    requestMsP95: null,
    requestSample: [],
    slices: 1,
    startedAt: ports.clock.now().toISOString(),
    finishedAt: null,
    durationMs: 0,
    cursorBefore: toJson(cursor),
    cursorAfter: null,
  };
}

const toJson = (cursor: Cursor | null): Json => (cursor === null ? null : { ...cursor });

/** Notes one request to the source in the run. `random` is a number from 0 to below 1. */
export function noteRequest(run: Run, ms: number, random: () => number): void {
  addToSample(run.requestSample, run.requests, ms, random);
  run.requests += 1;
  run.requestMs += ms;
}

/** Leaves the run for its next slice. */
export async function suspendRun(ports: RunPorts, run: Run, cursor: Cursor | null): Promise<Run> {
  const suspended = { ...run, cursorAfter: toJson(cursor) };
  await ports.runs.write(suspended);
  return suspended;
}

/** Ends the run: with `error` when there is one, else `no_orders` or `success`. `missing` are ids that the source does not have. */
export async function endRun(
  ports: RunPorts,
  run: Run,
  cursor: Cursor | null,
  error: PipelineError | null,
  missing: readonly string[] = [],
): Promise<Run> {
  const finishedAt = ports.clock.now();
  const ended: Run = {
    ...run,
    ...verdict(run, error, missing),
    requestMsP50: percentile(run.requestSample, 50),
    requestMsP95: percentile(run.requestSample, 95),
    // An error may be followed by another try of the same run.
    requestSample: error === null ? [] : run.requestSample,
    finishedAt: finishedAt.toISOString(),
    durationMs: finishedAt.getTime() - Date.parse(run.startedAt),
    cursorAfter: toJson(cursor),
  };
  await ports.runs.write(ended);
  return ended;
}

function verdict(
  run: Run,
  error: PipelineError | null,
  missing: readonly string[],
): Pick<Run, 'status' | 'message' | 'error'> {
  const { records, queued, missing: absent } = run.counts;
  if (error !== null) {
    const before = queued > 0 ? ` after ${plural(queued, 'record')} ${queued === 1 ? 'was' : 'were'} queued` : '';
    const { code, message } = error;
    return { status: 'error', message: `${message}${before}`, error: { code, message } };
  }
  if (records === 0 && absent === 0)
    return { status: 'no_orders', message: `No ${run.resource} found to sync`, error: null };
  const status = records === 0 ? 'no_orders' : 'success';
  return { status, message: [queuedText(run), ...asides(run, missing)].join('; '), error: null };
}

function queuedText({ counts, kind }: Run): string {
  const from = kind === 'records' ? '' : ` from ${plural(counts.pages, 'page')}`;
  return `Queued ${plural(counts.queued, 'record')}${from}`;
}

/** What a person should know besides: each is left out where there is none. */
function asides({ counts }: Run, missing: readonly string[]): string[] {
  const { embedded, filtered, failed, missing: absent } = counts;
  const named = missing.slice(0, 10).join(', ');
  return [
    embedded > 0 ? `${embedded} more came inside them` : '',
    filtered > 0 ? `${filtered} not wanted by the profile` : '',
    failed > 0 ? `${failed} dead-lettered at once` : '',
    absent > 0 ? `${absent} not in the source: ${named}${absent > 10 ? ', …' : ''}` : '',
  ].filter((text) => text !== '');
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
