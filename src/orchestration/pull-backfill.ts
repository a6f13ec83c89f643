import { backfillOf, type Cursor } from '../model/cursor.js';
import type { PullRequest } from '../model/pull-request.js';
import type { HeldCursor } from '../ports/cursors.js';
import { beginBackfill, resumesBackfill } from './begin-listing.js';
import { pullHeldChanges } from './pull-changes.js';
import { pullPages } from './pull-pages.js';
import type { PullPorts } from './pull-ports.js';
import { laterTry, nextSlice, notRun, type PullEnd, runPull } from './run-pull.js';
import { changesAreDue, newRequest } from './schedule-pulls.js';

/** Half of what a function may take: after each slice the changes have their turn in the other half. */
const TIME_BUDGET_MS = 2 * 60_000;
/** A backfill that has not moved for so long is given up for another. */
const ABANDONED_AFTER_MS = 24 * 60 * 60_000;

/**
 * Reads again from `since`, or as far back as the profile says, slice by slice. Where it stands lies in a cursor of its own, so that
 * the watermark of the changes stays; each slice also holds the lease of that one, so that the two never run at once.
 */
export async function pullBackfill(ports: PullPorts, request: PullRequest): Promise<PullEnd> {
  const { profileId, resource } = request;
  const main = await ports.cursors.hold(profileId, resource);
  if (main === null) return notRun('Another run of this pull is under way', true);
  try {
    const own = await ports.cursors.hold(profileId, backfillOf(resource));
    if (own === null) return notRun('A backfill is under way', true);
    try {
      return await pullHeldBackfill(ports, request, main, own);
    } finally {
      await own.release();
    }
  } finally {
    await main.release();
  }
}

async function pullHeldBackfill(
  ports: PullPorts,
  request: PullRequest,
  main: HeldCursor,
  own: HeldCursor,
): Promise<PullEnd> {
  if (await isUnderWay(ports, own.cursor, request)) return notRun('Another backfill is under way', true);
  const end = await pullSlice(ports, request, main, own);
  if (end.continued) {
    const changes = await pullDueChanges(ports, request, main);
    return { ...end, next: [...changes, nextSlice(request)] };
  }
  if (end.run?.status !== 'error') return end;
  if (end.recovers) return { ...end, next: [laterTry(request, ports.clock.now())] };
  await own.advance({ ...own.cursor, position: null, listing: null });
  return end;
}

/** Another backfill does not wait for one that was given up or has failed; but one that goes on waits its turn in any case. */
async function isUnderWay(ports: PullPorts, cursor: Cursor, request: PullRequest): Promise<boolean> {
  if (cursor.listing === null || resumesBackfill(cursor, request)) return false;
  if (ports.clock.now().getTime() - Date.parse(cursor.updatedAt) >= ABANDONED_AFTER_MS) return false;
  if (request.slice > 0) return true;
  const other = await ports.runs.read(request.profileId, cursor.runId ?? '');
  return other?.status !== 'error';
}

function pullSlice(ports: PullPorts, request: PullRequest, main: HeldCursor, own: HeldCursor): Promise<PullEnd> {
  return runPull(ports, request, {
    resumes: resumesBackfill(own.cursor, request),
    cursor: () => own.cursor,
    async pull(source, run) {
      const begun = beginBackfill(own.cursor, request, source.profile, ports.clock.now());
      await own.advance(begun);
      const held = withBothLeases(own, main);
      const end = await pullPages(ports, run, { source, held, begun, budgetMs: TIME_BUDGET_MS });
      // The changes that were never pulled begin where everything before is known.
      if (end === 'done' && main.cursor.watermark === null) {
        const { watermark, bookmark } = own.cursor;
        await main.advance({ ...main.cursor, watermark, bookmark });
      }
      return end;
    },
  });
}

function withBothLeases(own: HeldCursor, main: HeldCursor): HeldCursor {
  return {
    get cursor() {
      return own.cursor;
    },
    advance: (cursor) => own.advance(cursor),
    async renew() {
      await main.renew();
      await own.renew();
    },
    release: () => own.release(),
  };
}

/** A long backfill holds the lease almost all the time: the changes would wait for its end unless it let them go between slices. */
async function pullDueChanges(ports: PullPorts, request: PullRequest, main: HeldCursor): Promise<PullRequest[]> {
  const now = ports.clock.now();
  const profile = await ports.profiles.read(request.profileId);
  if (profile === null || main.cursor.watermark === null) return [];
  if (!changesAreDue(ports, profile, request.resource, main.cursor, now)) return [];
  await main.advance({ ...main.cursor, requestedAt: now.toISOString() });
  const changes = newRequest(ports, request.profileId, request.resource, 'schedule');
  return (await pullHeldChanges(ports, changes, main, TIME_BUDGET_MS)).next;
}
