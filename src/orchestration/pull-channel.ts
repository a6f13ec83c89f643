import { toPipelineError } from '../model/errors.js';
import type { PullRequest } from '../model/pull-request.js';
import type { Run } from '../model/run.js';
import type { HeldCursor } from '../ports/cursors.js';
import { pullPages } from './pull-pages.js';
import type { PullPorts } from './pull-ports.js';
import { openSource } from './pull-source.js';
import { endRun, openRun } from './run-document.js';

/** How a request for a pull ended; `skipped` = there was nothing to run, or another run is under way. */
export interface PullSummary {
  profileId: string | null;
  resource: string | null;
  runId: string | null;
  status: Run['status'] | 'continued' | 'skipped';
  records: number;
  queued: number;
  message: string;
}

/**
 * Runs a requested pull: takes the cursor's lease, queues page after page, and moves the cursor only after a page is durable.
 * A failure of the source ends the run with `error` and leaves the cursor where the last good page put it.
 */
export async function pullChannel(ports: PullPorts, name: string): Promise<PullSummary> {
  const request = await ports.pullRequests.read(name);
  if (request === null) return skipped(null, 'The request is done already');
  const held = await ports.cursors.hold(request.profileId, request.resource);
  if (held === null) return busy(ports, name, request);
  const summary = await runHeld(ports, request, held);
  // Only now that the lease is free: whoever takes the continuation up at once must find it so.
  if (summary.status === 'continued') {
    await ports.pullRequests.put({ ...request, reason: 'continuation', slice: request.slice + 1 });
  }
  await ports.pullRequests.delete(name);
  return summary;
}

async function runHeld(ports: PullPorts, request: PullRequest, held: HeldCursor): Promise<PullSummary> {
  try {
    return await runPull(ports, request, held);
  } finally {
    await held.release();
  }
}

/** A scheduled request gives way to the run that holds the cursor; a person's request waits for the sweeper. */
async function busy(ports: PullPorts, name: string, request: PullRequest): Promise<PullSummary> {
  if (request.reason === 'schedule') await ports.pullRequests.delete(name);
  return skipped(request, 'Another run of this pull is under way');
}

function skipped(request: PullRequest | null, message: string): PullSummary {
  return {
    profileId: request?.profileId ?? null,
    resource: request?.resource ?? null,
    runId: request?.runId ?? null,
    status: 'skipped',
    records: 0,
    queued: 0,
    message,
  };
}

async function runPull(ports: PullPorts, request: PullRequest, held: HeldCursor): Promise<PullSummary> {
  const run = await openRun(ports, request, held.cursor);
  try {
    const source = await openSource(ports, request, run);
    const end = await pullPages(ports, source, run, request, held);
    if (end === 'continue') return await continueLater(ports, run, held);
    return toSummary(await endRun(ports, run, held.cursor, null));
  } catch (error) {
    return toSummary(await endRun(ports, run, held.cursor, toPipelineError(error)));
  }
}

async function continueLater(ports: PullPorts, run: Run, held: HeldCursor): Promise<PullSummary> {
  await ports.runs.write({ ...run, cursorAfter: { ...held.cursor } });
  return { ...toSummary(run), status: 'continued' };
}

function toSummary(run: Run): PullSummary {
  return {
    profileId: run.profileId,
    resource: run.resource,
    runId: run.id,
    status: run.status,
    records: run.counts.records,
    queued: run.counts.queued,
    message: run.message,
  };
}
