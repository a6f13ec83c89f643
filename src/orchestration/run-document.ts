import type { Cursor } from '../model/cursor.js';
import type { PipelineError } from '../model/errors.js';
import type { PullRequest } from '../model/pull-request.js';
import type { Run } from '../model/run.js';
import type { PullPorts } from './pull-ports.js';

/** The run document of a request: a new one, or the one that an earlier slice left. */
export async function openRun(ports: PullPorts, request: PullRequest, cursor: Cursor): Promise<Run> {
  const earlier = request.slice === 0 ? null : await ports.runs.read(request.profileId, request.runId);
  const run: Run = earlier === null ? newRun(ports, request, cursor) : { ...earlier, slices: earlier.slices + 1 };
  await ports.runs.write(run);
  return run;
}

function newRun(ports: PullPorts, request: PullRequest, cursor: Cursor): Run {
  return {
    id: request.runId,
    profileId: request.profileId,
    resource: request.resource,
    kind: request.kind,
    reason: request.reason,
    status: 'running',
    message: 'Under way',
    error: null,
    counts: { pages: 0, records: 0, queued: 0, skipped: 0 },
    announced: null,
    requests: 0,
    requestMs: 0,
    slices: 1,
    startedAt: ports.clock.now().toISOString(),
    finishedAt: null,
    durationMs: 0,
    cursorBefore: { ...cursor },
    cursorAfter: null,
  };
}

/** Ends the run: with `error` when there is one, else `no_orders` or `success`. */
export async function endRun(ports: PullPorts, run: Run, cursor: Cursor, error: PipelineError | null): Promise<Run> {
  const finishedAt = ports.clock.now();
  const ended: Run = {
    ...run,
    ...verdict(run, error),
    finishedAt: finishedAt.toISOString(),
    durationMs: finishedAt.getTime() - Date.parse(run.startedAt),
    cursorAfter: { ...cursor },
  };
  await ports.runs.write(ended);
  return ended;
}

function verdict(run: Run, error: PipelineError | null): Pick<Run, 'status' | 'message' | 'error'> {
  const { records, pages } = run.counts;
  if (error !== null) {
    const queued = records > 0 ? ` after ${records} records were queued` : '';
    return {
      status: 'error',
      message: `${error.message}${queued}`,
      error: { code: error.code, message: error.message },
    };
  }
  if (records === 0) return { status: 'no_orders', message: 'No orders found to sync', error: null };
  return {
    status: 'success',
    message: `Queued ${records} records from ${pages} page${pages === 1 ? '' : 's'}`,
    error: null,
  };
}
