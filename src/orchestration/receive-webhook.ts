import { createHash } from 'node:crypto';
import { type Envelope, formatEnvelopes } from '../model/envelope.js';
import { PipelineError, toPipelineError } from '../model/errors.js';
import { remoteId } from '../model/fields.js';
import type { Profile } from '../model/profile.js';
import { hashName } from '../model/record-key.js';
import type { ChannelWebhooks, TrackingUpdate, WebhookDelivery, WebhookReading } from '../ports/channel.js';
import type { Clock } from '../ports/clock.js';
import type { IdempotencyMark, IdempotencyMarks } from '../ports/idempotency.js';
import type { Ids } from '../ports/ids.js';
import type { Profiles } from '../ports/profiles.js';
import type { PullRequests } from '../ports/pull-requests.js';
import type { Queue } from '../ports/queue.js';
import { TRACKING_FORMAT, trackingNews } from './apply-tracking.js';
import { type MaybePart, type OpenPart, openPart, type PartPorts } from './open-part.js';
import { type CommandPorts, carryOutCommands } from './privacy/carry-out-commands.js';
import { queueBlobName, receiptOf } from './queue-names.js';
import { MAX_RECORDS } from './receive.js';

/** What webhooks need: blob storage and secrets only, so that they survive an outage of the order store. */
export interface WebhookPorts extends PartPorts, CommandPorts {
  profiles: Pick<Profiles, 'read' | 'readStored' | 'replace'>;
  marks: IdempotencyMarks;
  pullRequests: Pick<PullRequests, 'put'>;
  queue: Pick<Queue, 'put'>;
  clock: Clock;
  ids: Ids;
}

/** A profile that takes webhooks, and what its deliveries are checked with. */
export type OpenWebhooks = OpenPart<ChannelWebhooks>;

/** What became of a delivery: how many hints, tracking updates and commands were taken, or that it came before. */
export interface WebhookReceipt {
  accepted: { hints: number; tracking: number; commands?: number };
  duplicate: boolean;
  /** What the sender is answered instead. */
  reply: NonNullable<WebhookReading['reply']> | null;
}

/**
 * The webhooks of a profile, or the reason why there are none. Those of a profile that is switched off are open where its source may
 * still ask for something, as for the removal of people.
 * @throws what `openPart` throws
 */
export function openWebhooks(ports: WebhookPorts, id: string): Promise<MaybePart<ChannelWebhooks>> {
  return openPart(ports, id, {
    what: 'webhooks',
    partOf: ({ webhooks }) => webhooks,
    staysOpen: ({ hasCommands }) => hasCommands === true,
  });
}

/**
 * Takes a delivery: hints become pull requests for the records that they name, tracking updates a queue blob, commands are carried
 * out or become privacy requests, and all are durable before this returns. A delivery that comes again does nothing. Of a profile
 * that is switched off only commands are taken.
 * @throws `webhook_unauthenticated`, `webhook_invalid`; `webhooks_unsupported` for everything but commands while the profile is off
 */
export async function receiveWebhook(
  ports: WebhookPorts,
  open: OpenWebhooks,
  delivery: WebhookDelivery,
): Promise<WebhookReceipt> {
  const { profile } = open;
  const reading = read(ports, open, delivery);
  const [reply, news] = [reading.reply ?? null, checkReading(reading)];
  const commands = reading.commands ?? [];
  const count = (hints: number, tracking: number, done: number) =>
    done > 0 || commands.length > 0 ? { hints, tracking, commands: done } : { hints, tracking };
  const accepted = count(reading.hints.length, news.length, commands.length);
  if (reading.hints.length + news.length + commands.length === 0) return { accepted, duplicate: false, reply };
  // The body counts too: a sender that gives one id to several deliveries must not lose the others.
  const bodyHash = createHash('sha256').update(delivery.body).digest('base64url');
  const work = { id: hashName(JSON.stringify([profile.id, reading.deliveryId, bodyHash])), profile, reading };
  const isNew = await doOnce(ports, work, bodyHash, async (first) => {
    await requestHinted(ports, work, first);
    await queueTracking(ports, work, first);
    const origin = { deliveryId: work.id, profileId: profile.id, receivedAt: first.receivedAt };
    await carryOutCommands(ports, commands, origin);
  });
  return { accepted: isNew ? accepted : count(0, 0, 0), duplicate: !isNew, reply };
}

/** The delivery as the channel reads it. To whoever sends anything but commands, a profile that is off is not there. */
function read(ports: WebhookPorts, open: OpenWebhooks, delivery: WebhookDelivery): WebhookReading {
  const { profile, part: webhooks, settings, secrets } = open;
  const context = { settings, secrets, now: () => ports.clock.now() };
  if (profile.active) return webhooks.read(delivery, context);
  let reading: WebhookReading | null = null;
  try {
    reading = webhooks.read(delivery, context);
  } catch (error) {
    if (toPipelineError(error).disposition === 'retry') throw error;
  }
  if (reading === null || (reading.commands ?? []).length === 0)
    throw new PipelineError('webhooks_unsupported', 'No webhooks are taken at this address');
  return { ...reading, hints: [], tracking: [] };
}

/** A delivery that is to be worked off; the id is the same whenever it comes. */
interface Work {
  id: string;
  profile: Profile;
  reading: WebhookReading;
}

/** What is queued is not looked at again by the sender, so a fault of it is told now. */
function checkReading({ hints, tracking }: WebhookReading): TrackingUpdate[] {
  for (const hint of hints)
    if (!remoteId.safeParse(hint.recordId).success) throw invalid(`${hint.resource} has an id that is none`);
  if (tracking.length > MAX_RECORDS) throw invalid(`it holds more than ${MAX_RECORDS} tracking updates`);
  for (const update of tracking) {
    const parsed = trackingNews.omit({ receivedAt: true }).safeParse(update);
    if (!parsed.success) throw invalid(`${parsed.error.issues[0]?.path.join('/')} of a tracking update is not valid`);
  }
  return tracking;
}

function invalid(what: string): PipelineError {
  return new PipelineError('webhook_invalid', `The webhook cannot be taken: ${what}`);
}

/** Tries of one delivery that are told apart; after so many that never ended its work is repeated each time. */
const MAX_TRIES = 20;

/**
 * Does the work unless it was done before, and says whether it did it. Marks 0, 1, 2 … tell the tries: each takes the first free
 * one with a receipt of its own, and once its work is durable the next one with the receipt of the first try, which says "done".
 * A try that finds others but no end repeats their work: they crashed, or are at it still. That is harmless, as all that is
 * written is named and numbered by the delivery and its first receipt.
 */
async function doOnce(
  { marks, clock, ids }: Pick<WebhookPorts, 'marks' | 'clock' | 'ids'>,
  { id, profile }: Work,
  bodyHash: string,
  work: (first: IdempotencyMark) => Promise<void>,
): Promise<boolean> {
  const own: IdempotencyMark = { bodyHash, receivedAt: clock.now().toISOString(), receipt: ids.ulid() };
  // A client's Idempotency-Key holds no blank, so the two never meet.
  const claim = (at: number, mark: IdempotencyMark) => marks.claim(profile.id, `webhook ${id} ${at}`, mark);
  let first = own;
  for (let at = 0; at < MAX_TRIES; at += 1) {
    const mark = await claim(at, own);
    if (at === 0) first = mark;
    else if (mark.receipt === first.receipt) return false;
    if (mark.receipt !== own.receipt) continue;
    await work(first);
    await claim(at + 1, first);
    return true;
  }
  await work(first);
  return true;
}

/** Asks for each resource and 500 records; the source is asked later, and only for what the hints name. */
async function requestHinted(ports: WebhookPorts, { profile, reading }: Work, first: IdempotencyMark): Promise<void> {
  const hinted = new Map<string, Set<string>>();
  for (const { resource, recordId } of reading.hints)
    hinted.set(resource, (hinted.get(resource) ?? new Set()).add(recordId));
  for (const [resource, recordIds] of hinted) {
    const ids = [...recordIds];
    for (let from = 0; from < ids.length; from += MAX_RECORDS)
      await requestRecords(ports, profile.id, resource, ids.slice(from, from + MAX_RECORDS), first);
  }
}

const MINUTE_MS = 60_000;
/** Clocks differ: what one process receives in the last second of a minute may come into being in the next one of another. */
const CLOCK_TOLERANCE_MS = 10_000;

/**
 * However many deliveries of one minute name the same records, they are read twice: at once for the first of them, and for all others
 * together after the minute. No reading that is under way, and may be over for a record that changes now, is taken for one to come:
 * the second begins only when nothing can be received in that minute any more. Names and times come of the first receipt of the
 * delivery, so that one that comes again asks for what it asked for before.
 */
async function requestRecords(
  ports: WebhookPorts,
  profileId: string,
  resource: string,
  ids: string[],
  first: IdempotencyMark,
): Promise<void> {
  const minute = Math.floor(Date.parse(first.receivedAt) / MINUTE_MS);
  const bucket = hashName(JSON.stringify([profileId, resource, ids, minute]));
  const isFirst = (await ports.marks.claim(profileId, `hints ${bucket}`, first)).receipt === first.receipt;
  const notBefore = new Date((minute + 1) * MINUTE_MS + CLOCK_TOLERANCE_MS).toISOString();
  await ports.pullRequests.put({
    runId: isFirst ? bucket : hashName(`${bucket}|rest`),
    profileId,
    resource,
    requestedAt: first.receivedAt,
    kind: 'records',
    reason: 'webhook',
    ids,
    slice: 0,
    ...(isFirst ? {} : { notBefore }),
  });
}

async function queueTracking(
  ports: WebhookPorts,
  { id, profile, reading }: Work,
  first: IdempotencyMark,
): Promise<void> {
  const { receivedAt, receipt } = first;
  const envelopes = reading.tracking.map(
    (update, index): Envelope => ({
      schema: 1,
      eventId: hashName(`${id}|tracking|${index}`),
      receipt: receiptOf(receipt, index),
      profileId: profile.id,
      type: 'shipment',
      format: TRACKING_FORMAT,
      origin: 'webhook',
      receivedAt,
      tries: 0,
      raw: JSON.stringify({ ...update, receivedAt }),
    }),
  );
  if (envelopes.length > 0) await ports.queue.put(queueBlobName(`webhook|${id}`), formatEnvelopes(envelopes));
}
