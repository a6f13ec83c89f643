import type { Json } from '../diff/json.js';
import type { Cursor } from '../model/cursor.js';
import { parseDurationMs } from '../model/duration.js';
import { type Envelope, formatEnvelopes } from '../model/envelope.js';
import { PipelineError } from '../model/errors.js';
import type { PullRequest } from '../model/pull-request.js';
import { hashName } from '../model/record-key.js';
import type { Run } from '../model/run.js';
import type { ChannelPage, RawRecord } from '../ports/channel.js';
import type { HeldCursor } from '../ports/cursors.js';
import type { PullPorts } from './pull-ports.js';
import type { PullSource } from './pull-source.js';
import { queueBlobName, receiptOf } from './queue-names.js';

/** A run stops here and asks for its continuation, well within the time that a function may take. */
const TIME_BUDGET_MS = 4 * 60_000;
const DAY_MS = 24 * 60 * 60_000;

/** Queues page after page until the listing or the time budget ends. The run's counts are kept up to date. */
export async function pullPages(
  ports: PullPorts,
  source: PullSource,
  run: Run,
  request: PullRequest,
  held: HeldCursor,
): Promise<'done' | 'continue'> {
  const startedAt = ports.clock.now().getTime();
  let cursor = request.slice === 0 ? beginListing(held.cursor, run.id) : held.cursor;
  const since = firstInstant(ports, source, cursor);
  let seen = new Set<string>();
  const positions = new Set<string>([JSON.stringify(cursor.position)]);
  for (;;) {
    const page = await listPage(ports, source, since, cursor.position);
    await held.renew();
    const fresh = page.records.filter((record) => !seen.has(identity(record)));
    seen = new Set(page.records.map(identity));
    await queuePage(ports, source, run, request, fresh, page.unreadable);
    count(run, page, fresh.length);
    cursor = advance(cursor, page, fresh.length + page.unreadable.length);
    run.announced = cursor.listing?.announced ?? null;
    refuseLoop(positions, page.position);
    if (page.position === null) {
      await endListing(held, cursor, since);
      return 'done';
    }
    await held.advance(cursor);
    if (ports.clock.now().getTime() - startedAt > TIME_BUDGET_MS) return 'continue';
  }
}

/**
 * A new run lists anew from its watermark, less the overlap: a position that a failed run left is not taken up, as the source may
 * have committed something late behind it. What was queued before is read again and ignored.
 */
function beginListing(cursor: Cursor, runId: string): Cursor {
  return { ...cursor, runId, position: null, listing: { from: cursor.watermark, announced: null, records: 0 } };
}

function advance(cursor: Cursor, page: ChannelPage, fresh: number): Cursor {
  const newer = page.watermark !== null && (cursor.watermark === null || page.watermark > cursor.watermark);
  const { from, announced, records } = cursor.listing ?? { from: cursor.watermark, announced: null, records: 0 };
  const isFirst = cursor.position === null;
  return {
    ...cursor,
    watermark: newer ? page.watermark : cursor.watermark,
    position: page.position,
    listing: { from, announced: isFirst ? page.announced : announced, records: records + fresh },
  };
}

/** Ends the listing. When records are missing the watermark goes back to where the listing began; an empty first one begins there. */
async function endListing(held: HeldCursor, cursor: Cursor, since: string): Promise<void> {
  const { from, announced, records } = cursor.listing ?? { from: null, announced: null, records: 0 };
  const short = announced !== null && records < announced;
  const watermark = short ? from : (cursor.watermark ?? since);
  await held.advance({ ...cursor, watermark, position: null, listing: null });
  if (!short) return;
  throw new PipelineError(
    'channel_count_mismatch',
    `The source announced ${announced} records and delivered ${records}; the cursor went back to where the listing began`,
  );
}

/** The overlap is taken off the watermark, which is the source's own clock; the first run looks back as the profile says. */
function firstInstant(ports: PullPorts, source: PullSource, cursor: Cursor): string {
  const { pull } = source.profile;
  if (cursor.watermark === null)
    return new Date(ports.clock.now().getTime() - pull.backfillDays * DAY_MS).toISOString();
  return new Date(Date.parse(cursor.watermark) - (parseDurationMs(pull.overlap) ?? 0)).toISOString();
}

async function listPage(ports: PullPorts, source: PullSource, since: string, position: Json): Promise<ChannelPage> {
  const { profile, resource, secrets, http } = source;
  const context = {
    settings: profile.settings,
    secrets,
    http,
    now: () => ports.clock.now(),
    random: () => ports.ids.random(),
  };
  const page = await resource.list?.(context, { since, position, pageSize: profile.pull.pageSize });
  if (page === undefined) throw new PipelineError('channel_unknown', 'The resource has nothing to list');
  return page;
}

/** A record that a page border repeats unchanged was queued with the page before. */
function identity(record: RawRecord): string {
  return `${record.recordId}|${hashName(record.raw)}`;
}

function count(run: Run, page: ChannelPage, fresh: number): void {
  run.counts.pages += 1;
  run.counts.records += fresh + page.unreadable.length;
  run.counts.queued += fresh + page.unreadable.length;
  run.counts.skipped += page.records.length - fresh;
}

function refuseLoop(positions: Set<string>, position: Json): void {
  const text = JSON.stringify(position);
  if (position !== null && positions.has(text)) {
    throw new PipelineError('channel_page_repeated', 'The listing comes back to a page that was read before');
  }
  positions.add(text);
}

async function queuePage(
  ports: PullPorts,
  source: PullSource,
  run: Run,
  request: PullRequest,
  records: readonly RawRecord[],
  unreadable: readonly string[],
): Promise<void> {
  if (records.length + unreadable.length === 0) return;
  const arrival = ports.ids.ulid();
  const receivedAt = ports.clock.now().toISOString();
  const toEnvelope = (raw: string, index: number): Envelope => ({
    schema: 1,
    eventId: ports.ids.ulid(),
    receipt: receiptOf(arrival, index),
    profileId: request.profileId,
    type: source.resource.type,
    format: source.profile.channel,
    origin: 'pull',
    receivedAt,
    tries: 0,
    raw,
  });
  const readable = records.map(({ raw, recordId, sourceVersion }, index) => ({
    ...toEnvelope(raw, index),
    recordId,
    ...(sourceVersion === null ? {} : { sourceVersion }),
  }));
  const others = unreadable.map((raw, index) => toEnvelope(raw, records.length + index));
  await ports.queue.put(queueBlobName(`${run.id}|${arrival}`), formatEnvelopes([...readable, ...others]));
}
