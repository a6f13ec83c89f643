import type { Json } from '../diff/json.js';
import type { Cursor } from '../model/cursor.js';
import { PipelineError } from '../model/errors.js';
import type { Run } from '../model/run.js';
import type { ChannelPage } from '../ports/channel.js';
import type { HeldCursor } from '../ports/cursors.js';
import { createPageReader, type ReadPage } from './page-reader.js';
import type { PullPorts } from './pull-ports.js';
import type { PullSource } from './pull-source.js';
import { type Queued, queueRecords } from './queue-records.js';
import { whileRenewing } from './while-renewing.js';

/** A listing to read: whence, where its cursor is kept, how it begins, and when it must make way for its continuation. */
export interface Listing {
  source: PullSource;
  held: HeldCursor;
  /** The cursor of the listing as it begins or goes on. */
  begun: Cursor;
  budgetMs: number;
}

/** Queues page after page until the listing or the time budget ends. The run's counts are kept up to date. */
export async function pullPages(ports: PullPorts, run: Run, listing: Listing): Promise<'done' | 'continue'> {
  const { source, held, begun, budgetMs } = listing;
  const startedAt = ports.clock.now().getTime();
  const whence = { since: begun.listing?.since ?? null, bookmark: begun.bookmark };
  const reader = createPageReader(source, whence, begun.position);
  let cursor = begun;
  for (;;) {
    const { page, fresh, queued } = await whileRenewing(held, ports.clock, async () => {
      const read = await reader.read(cursor.position);
      await held.renew();
      const fetched = { records: read.fresh, unreadable: read.page.unreadable, origin: 'pull' as const, runId: run.id };
      return { ...read, queued: await queueRecords(ports, source, fetched) };
    });
    count(run, { page, fresh }, queued);
    cursor = advance(cursor, page, fresh.length + page.unreadable.length, ports.clock.now());
    run.announced = cursor.listing?.announced ?? null;
    reader.refuseLoop(page, cursor.listing ?? { announced: null, records: 0 });
    if (page.position === null) {
      await endListing(held, cursor, page.bookmark);
      return 'done';
    }
    await held.advance(cursor);
    if (ports.clock.now().getTime() - startedAt > budgetMs) return 'continue';
  }
}

function advance(cursor: Cursor, page: ChannelPage, fresh: number, now: Date): Cursor {
  const { from = null, since = null, announced = null, records = 0 } = cursor.listing ?? {};
  const isFirst = cursor.position === null;
  return {
    ...cursor,
    watermark: laterOf(cursor.watermark, page.watermark, now),
    position: page.position,
    listing: { from, since, announced: isFirst ? page.announced : announced, records: records + fresh },
    updatedAt: now.toISOString(),
  };
}

/**
 * The later of two watermarks, at most our now: a record that is dated in the future would hide all that changes until then. Where
 * the source's clock runs ahead that costs reading some records again.
 */
function laterOf(known: string | null, read: string | null, now: Date): string | null {
  const at = Date.parse(read ?? '');
  if (Number.isNaN(at) || (known !== null && at <= Date.parse(known))) return known;
  return at > now.getTime() ? now.toISOString() : read;
}

/**
 * Ends the listing. When records are missing the watermark goes back to where the listing began, and the bookmark stays there; an
 * empty first one begins there.
 */
async function endListing(held: HeldCursor, cursor: Cursor, read: Json = cursor.bookmark): Promise<void> {
  const { from = null, since = null, announced = null, records = 0 } = cursor.listing ?? {};
  const short = announced !== null && records < announced;
  const watermark = short ? from : (cursor.watermark ?? since);
  const bookmark = short ? cursor.bookmark : read;
  await held.advance({ ...cursor, watermark, bookmark, position: null, listing: null });
  if (!short) return;
  throw new PipelineError(
    'channel_count_mismatch',
    `The source announced ${announced} records and delivered ${records}; the cursor went back to where the listing began`,
  );
}

function count({ counts }: Run, { page, fresh }: ReadPage, { filtered, embedded, failures }: Queued): void {
  const read = fresh.length + page.unreadable.length;
  counts.pages += 1;
  counts.records += read;
  counts.unreadable += page.unreadable.length;
  counts.queued += read - filtered - failures.length;
  counts.skipped += page.records.length - fresh.length + filtered;
  counts.filtered += filtered;
  counts.embedded += embedded;
  counts.failed += failures.length;
}
