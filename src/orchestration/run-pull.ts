import type { Cursor } from '../model/cursor.js';
import { type ErrorCode, errorCodes, toPipelineError } from '../model/errors.js';
import type { PullRequest } from '../model/pull-request.js';
import type { Run } from '../model/run.js';
import type { PullPorts } from './pull-ports.js';
import { openSource, type PullSource } from './pull-source.js';
import { endRun, noteRequest, openRun, suspendRun } from './run-document.js';

/** What a run does with its source, and where it stands. */
export interface PullWork {
  /** Whether it goes on with what an earlier slice of the same run left. */
  resumes: boolean;
  /** The cursor as it stands; null where there is none. */
  cursor(): Cursor | null;
  /** Ids that turned out not to be in the source. */
  missing?: readonly string[];
  pull(source: PullSource, run: Run): Promise<'done' | 'continue'>;
}

/** How a request ended. `run` is null when nothing was run, for the reason that `message` gives. */
export interface PullEnd {
  run: Run | null;
  message: string;
  continued: boolean;
  /** The request must stay for the sweeper: another run is under way, or the source may recover. */
  stays: boolean;
  /** Requests that are put once all leases are free. */
  next: PullRequest[];
}

/** After this long an outage of the source is no longer waited out. */
const GIVE_UP_AFTER_MS = 24 * 60 * 60_000;

/** The end of a request of which nothing was run. */
export function notRun(message: string, stays = false): PullEnd {
  return { run: null, message, continued: false, stays, next: [] };
}

/** Runs a request within its run document: a failure of the source, or of the profile, is the end of the run, never of this. */
export async function runPull(ports: PullPorts, request: PullRequest, work: PullWork): Promise<PullEnd> {
  const run = await openRun(ports, request, work.cursor(), work.resumes);
  if (run === null) return notRun('The request is done already');
  try {
    const source = await openSource(ports, request.profileId, request.resource, ({ ms }) =>
      noteRequest(run, ms, () => ports.ids.random()),
    );
    const end = await work.pull(source, run);
    if (end === 'continue') return ended(await suspendRun(ports, run, work.cursor()), { continued: true });
    return ended(await endRun(ports, run, work.cursor(), null, work.missing));
  } catch (error) {
    return ended(await endRun(ports, run, work.cursor(), toPipelineError(error)));
  }
}

function ended(run: Run, { continued = false } = {}): PullEnd {
  return { run, message: run.message, continued, stays: false, next: [] };
}

/** The request for the next slice of the same run. */
export function nextSlice(request: PullRequest, changes: Partial<PullRequest> = {}): PullRequest {
  return { ...request, ...changes, reason: 'continuation', slice: request.slice + 1 };
}

/** Whether the run failed with what may recover, and was asked for recently enough to be tried again. */
export function mayRecover(run: Run | null, request: PullRequest, now: Date): boolean {
  if (run?.status !== 'error' || run.error === null) return false;
  const isPassing = errorCodes[run.error.code as ErrorCode]?.disposition === 'retry';
  return isPassing && now.getTime() - Date.parse(request.requestedAt) < GIVE_UP_AFTER_MS;
}
