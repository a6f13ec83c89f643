import type { Cursor } from '../model/cursor.js';
import { parseDurationMs } from '../model/duration.js';
import type { Profile } from '../model/profile.js';
import type { PullRequest } from '../model/pull-request.js';
import type { RecordType } from '../model/record-type.js';

const DAY_MS = 24 * 60 * 60_000;
const BEGINNING = '1970-01-01T00:00:00.000Z';
const STANDING: ReadonlySet<RecordType> = new Set(['customer', 'product', 'stock']);

/** What is listed. */
interface Listed {
  profile: Profile;
  resource: { type: RecordType };
}

/**
 * The cursor of an incremental listing as it begins. A new run lists anew from its watermark, less the overlap: a position that a
 * failed run left is not taken up, as the source may have committed something late behind it; nor is that of another run, which
 * came between two slices of this one. What was queued before is read again and ignored.
 */
export function beginChanges(cursor: Cursor, request: PullRequest, { profile, resource }: Listed, now: Date): Cursor {
  const since = beginsAt(cursor, { profile, resource }, now);
  if (request.slice > 0 && cursor.listing !== null && cursor.runId === request.runId) {
    return { ...cursor, listing: { ...cursor.listing, since: cursor.listing.since ?? since } };
  }
  const listing = { from: cursor.watermark, since, announced: null, records: 0 };
  return { ...cursor, runId: request.runId, position: null, listing, updatedAt: now.toISOString() };
}

/** Where a backfill's own cursor stands as it begins, or as it goes on after a continuation, a crash or an outage of the source. */
export function beginBackfill(cursor: Cursor, request: PullRequest, profile: Profile, now: Date): Cursor {
  if (resumesBackfill(cursor, request)) return cursor;
  const since = request.since ?? daysBack(profile, now);
  const listing = { from: null, since, announced: null, records: 0 };
  return {
    ...cursor,
    runId: request.runId,
    watermark: null,
    bookmark: null,
    position: null,
    listing,
    updatedAt: now.toISOString(),
  };
}

/** Whether the cursor of a backfill is in the middle of the very run that is asked for. */
export function resumesBackfill(cursor: Cursor, request: PullRequest): boolean {
  return cursor.listing !== null && cursor.runId === request.runId;
}

/**
 * The instant of the source's clock from which the next incremental listing reads: the overlap is taken off the watermark; the first
 * run looks back as the profile says, but reads all customers and products: an order of today may name one that has not changed
 * for years.
 */
export function beginsAt(cursor: Pick<Cursor, 'watermark'> | null, { profile, resource }: Listed, now: Date): string {
  if (cursor === null || cursor.watermark === null)
    return STANDING.has(resource.type) ? BEGINNING : daysBack(profile, now);
  return new Date(Date.parse(cursor.watermark) - (parseDurationMs(profile.pull.overlap) ?? 0)).toISOString();
}

function daysBack(profile: Profile, now: Date): string {
  return new Date(now.getTime() - profile.pull.backfillDays * DAY_MS).toISOString();
}
