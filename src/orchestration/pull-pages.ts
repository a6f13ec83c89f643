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
  const before = held.cursor;
  const since = firstInstant(ports, source, before);
  let seen = new Set<string>();
  const positions = new Set<string>([JSON.stringify(before.position)]);
  for (;;) {
    const page = await listPage(ports, source, since, held.cursor.position);
    await held.renew();
    if (held.cursor.position === null) run.announced = page.announced;
    const fresh = page.records.filter((record) => !seen.has(identity(record)));
    seen = new Set(page.records.map(identity));
    await queuePage(ports, source, run, request, fresh, page.unreadable);
    count(run, page, fresh.length);
    refuseLoop(positions, page.position);
    if (page.position === null) refuseShortListing(run, await finish(held, before, page, run));
    else await held.advance(advanced(held.cursor, page));
    if (page.position === null) return 'done';
    if (ports.clock.now().getTime() - startedAt > TIME_BUDGET_MS) return 'continue';
  }
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

/** Ends the listing: the position is cleared; when records are missing the cursor goes back to where the run began. */
async function finish(held: HeldCursor, before: Cursor, page: ChannelPage, run: Run): Promise<boolean> {
  const short = run.announced !== null && run.counts.records < run.announced;
  await held.advance(short ? { ...before, position: null } : { ...advanced(held.cursor, page), position: null });
  return short;
}

function refuseShortListing(run: Run, short: boolean): void {
  if (!short) return;
  throw new PipelineError(
    'channel_count_mismatch',
    `The source announced ${run.announced} records and delivered ${run.counts.records}; the cursor went back to where the run began`,
  );
}

function advanced(cursor: Cursor, page: ChannelPage): Cursor {
  const newer = page.watermark !== null && (cursor.watermark === null || page.watermark > cursor.watermark);
  return { ...cursor, watermark: newer ? page.watermark : cursor.watermark, position: page.position };
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
