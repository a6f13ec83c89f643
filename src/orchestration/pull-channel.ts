import type { PullRequest } from '../model/pull-request.js';
import type { Run } from '../model/run.js';
import { pullBackfill } from './pull-backfill.js';
import { pullChanges } from './pull-changes.js';
import type { PullPorts } from './pull-ports.js';
import { pullRecords } from './pull-records.js';
import { isWaiting, type PullEnd } from './run-pull.js';

/** How a request for a pull ended; `skipped` = nothing to run, or another run is under way; `waiting` = it is not due yet. */
export interface PullSummary {
  profileId: string | null;
  resource: string | null;
  runId: string | null;
  status: Run['status'] | 'continued' | 'skipped' | 'waiting';
  records: number;
  queued: number;
  message: string;
}

const pullers: Record<PullRequest['kind'], (ports: PullPorts, request: PullRequest) => Promise<PullEnd>> = {
  changes: pullChanges,
  backfill: pullBackfill,
  records: pullRecords,
};

/**
 * Runs a requested pull: queues what the source gives, and moves a cursor only after what it passes is durable. A failure of the
 * source ends the run with `error` and leaves the cursor where the last good page put it.
 */
export async function pullChannel(ports: PullPorts, name: string): Promise<PullSummary> {
  const request = await ports.pullRequests.read(name);
  if (request === null) return toSummary(null, null, 'The request is done already', 'skipped');
  // What is written for later is at once delivered by the trigger.
  if (isWaiting(request, ports.clock.now()))
    return toSummary(request, null, `It is not due before ${request.notBefore}`, 'waiting');
  const { run, message, continued, stays, next } = await pullers[request.kind](ports, request);
  // Only now that the leases are free: whoever takes a continuation up at once must find them so.
  for (const one of next) await ports.pullRequests.put(one);
  if (!stays) await ports.pullRequests.delete(name);
  return toSummary(request, run, message, run === null ? 'skipped' : continued ? 'continued' : run.status);
}

function toSummary(
  request: PullRequest | null,
  run: Run | null,
  message: string,
  status: PullSummary['status'],
): PullSummary {
  return {
    profileId: request?.profileId ?? null,
    resource: request?.resource ?? null,
    runId: request?.runId ?? null,
    status,
    records: run?.counts.records ?? 0,
    queued: run?.counts.queued ?? 0,
    message,
  };
}
