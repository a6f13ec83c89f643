import type { PullRequest } from '../model/pull-request.js';
import type { HeldCursor } from '../ports/cursors.js';
import { beginChanges } from './begin-listing.js';
import { pullPages } from './pull-pages.js';
import type { PullPorts } from './pull-ports.js';
import { nextSlice, notRun, type PullEnd, runPull } from './run-pull.js';

/** A run stops here and asks for its continuation, well within the time that a function may take. */
const TIME_BUDGET_MS = 4 * 60_000;

/**
 * Pulls what has changed since the cursor's watermark, under the cursor's lease. A scheduled request gives way to the run that holds
 * it; any other stays for the sweeper.
 */
export async function pullChanges(ports: PullPorts, request: PullRequest): Promise<PullEnd> {
  const held = await ports.cursors.hold(request.profileId, request.resource);
  if (held === null) return notRun('Another run of this pull is under way', request.reason !== 'schedule');
  try {
    return await pullHeldChanges(ports, request, held, TIME_BUDGET_MS);
  } finally {
    await held.release();
  }
}

/** The same for a cursor that is held already. */
export async function pullHeldChanges(
  ports: PullPorts,
  request: PullRequest,
  held: HeldCursor,
  budgetMs: number,
): Promise<PullEnd> {
  const end = await runPull(ports, request, {
    resumes: request.slice > 0,
    cursor: () => held.cursor,
    pull: (source, run) => {
      const begun = beginChanges(held.cursor, request, source, ports.clock.now());
      return pullPages(ports, run, { source, held, begun, budgetMs });
    },
  });
  return end.continued ? { ...end, next: [nextSlice(request)] } : end;
}
