import type { Cursor } from '../model/cursor.js';
import { type ErrorCode, type PipelineError, toPipelineError } from '../model/errors.js';
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
  /** What the run document says of an error after which the request is not tried again; by default the error as it is. */
  giveUp?(error: PipelineError): PipelineError;
  pull(source: PullSource, run: Run): Promise<'done' | 'continue'>;
}

/** How a request ended. `run` is null when nothing was run, for the reason that `message` gives. */
export interface PullEnd {
  run: Run | null;
  message: string;
  continued: boolean;
  /** The request must stay as it is for the sweeper: another run is under way. */
  stays: boolean;
  /** The run failed with what may pass: trying it again later makes sense. */
  recovers: boolean;
  /** Requests that are put once all leases are free. */
  next: PullRequest[];
}

const MINUTE = 60_000;
/** Once a request has failed for so long without a slice that went well, it is given up. */
const GIVE_UP_AFTER_MS = 24 * 60 * MINUTE;
/** When a request that failed is tried again, counted from the failure: after 1, 5, and from then on 30 minutes. */
const RETRY_AFTER_MS = [MINUTE, 5 * MINUTE];
const LONGEST_RETRY_MS = 30 * MINUTE;
/** What retrying a single call does not help, and yet passes: a secret is set, credentials are renewed, a maintenance ends. */
const PASSING: ReadonlySet<ErrorCode> = new Set([
  'secret_unavailable',
  'channel_unauthorized',
  'channel_refused',
  'channel_page_invalid',
]);

/** The end of a request of which nothing was run. */
export function notRun(message: string, stays = false): PullEnd {
  return { run: null, message, continued: false, stays, recovers: false, next: [] };
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
    const failure = toPipelineError(error);
    const recovers = mayRecover(failure, request, ports.clock.now());
    const told = recovers ? failure : (work.giveUp?.(failure) ?? failure);
    return ended(await endRun(ports, run, work.cursor(), told), { recovers });
  }
}

function ended(run: Run, { continued = false, recovers = false } = {}): PullEnd {
  return { run, message: run.message, continued, stays: false, recovers, next: [] };
}

/** The request for the next slice of the same run; the failures before a slice that went well are forgotten. */
export function nextSlice(
  { retry: _, notBefore: __, ...request }: PullRequest,
  changes: Partial<PullRequest> = {},
): PullRequest {
  return { ...request, ...changes, reason: 'continuation', slice: request.slice + 1 };
}

/** The request for another try of the same run, with growing waits; `changes` say what is left to do. */
export function laterTry(request: PullRequest, now: Date, changes: Partial<PullRequest> = {}): PullRequest {
  const { tries = 0, failedAt = now.toISOString() } = request.retry ?? {};
  const notBefore = new Date(now.getTime() + (RETRY_AFTER_MS[tries] ?? LONGEST_RETRY_MS)).toISOString();
  return { ...request, ...changes, slice: request.slice + 1, notBefore, retry: { tries: tries + 1, failedAt } };
}

/** Whether the request is not due yet. */
export function isWaiting({ notBefore }: PullRequest, now: Date): boolean {
  return notBefore !== undefined && now.getTime() < Date.parse(notBefore);
}

/** Whether the failure may pass, and the request has not failed for too long already. */
function mayRecover({ code, disposition }: PipelineError, { retry }: PullRequest, now: Date): boolean {
  const isPassing = disposition === 'retry' || PASSING.has(code);
  return isPassing && (retry === undefined || now.getTime() - Date.parse(retry.failedAt) < GIVE_UP_AFTER_MS);
}
