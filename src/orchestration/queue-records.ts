import type { Envelope } from '../model/envelope.js';
import type { PipelineError } from '../model/errors.js';
import { hashName } from '../model/record-key.js';
import type { RecordType } from '../model/record-type.js';
import type { RawRecord } from '../ports/channel.js';
import type { Ids } from '../ports/ids.js';
import type { Queue } from '../ports/queue.js';
import { type DeadLetterPorts, deadLetter } from './dead-letter.js';
import { enqueue } from './enqueue.js';
import { expandRecord } from './expand-record.js';
import type { PullSource } from './pull-source.js';
import { receiptOf } from './queue-names.js';

/** What queuing fetched records needs of the world. */
export interface QueueRecordsPorts extends DeadLetterPorts {
  queue: Pick<Queue, 'put'>;
  ids: Ids;
}

/** Records that were fetched from a source together. */
export interface Fetched {
  records: readonly RawRecord[];
  /** Records without a usable id, as text. */
  unreadable?: readonly string[];
  origin: Envelope['origin'];
  /** The run that fetched them. */
  runId?: string;
}

/** What became of fetched records. */
export interface Queued {
  /** The event ids of the queued records, in their order; without those of what came inside them. */
  eventIds: string[];
  blobs: string[];
  filtered: number;
  embedded: number;
  /** One for each record that the channel could not take apart, and that is a dead letter now. */
  failures: PipelineError[];
}

/**
 * Queues fetched records, each with what came inside it directly behind, and leaves out what the profile does not want. A record
 * that the channel cannot take apart becomes a dead letter by itself.
 */
export async function queueRecords(ports: QueueRecordsPorts, source: PullSource, fetched: Fetched): Promise<Queued> {
  const { resource, context } = source;
  const { records, unreadable = [] } = fetched;
  const arrival = ports.ids.ulid();
  const make = envelopeMaker(ports, source, fetched, arrival);
  const groups: Envelope[][] = [];
  const failed: Failed[] = [];
  for (const [index, record] of records.entries()) {
    const expansion = expandRecord(resource, record.raw, context.settings);
    if (expansion.state === 'filtered') continue;
    const envelope = make(resource.type, record, index);
    if (expansion.state === 'failed') failed.push({ envelope, error: expansion.error });
    else groups.push([envelope, ...expansion.embedded.map((one, at) => make(one.type, one, index, at + 1))]);
  }
  const others = unreadable.map((raw, at) => [
    { ...make(resource.type, { raw }, records.length + at), eventId: unreadableId(source, raw) },
  ]);
  const blobs = await enqueue(ports.queue, arrival, [...groups, ...others]);
  for (const { envelope, error } of failed) {
    const line = { text: JSON.stringify(envelope), envelope, group: envelope.eventId };
    await deadLetter(ports, line, error, ports.clock.now());
  }
  return {
    eventIds: groups.flatMap((group) => group.slice(0, 1).map(({ eventId }) => eventId)),
    blobs,
    filtered: records.length - groups.length - failed.length,
    embedded: groups.reduce((sum, group) => sum + group.length - 1, 0),
    failures: failed.map(({ error }) => error),
  };
}

/** Without a record id it ends as a dead letter in any case: under one event id it is the same one, however often it is read. */
function unreadableId({ profile, resource }: PullSource, raw: string): string {
  return hashName(JSON.stringify([profile.id, resource.type, 'unreadable', raw]));
}

interface Failed {
  envelope: Envelope;
  error: PipelineError;
}

type Fresh = { raw: string; recordId?: string; sourceVersion?: string | null };

/** Makes the envelopes of one arrival: one time of receipt, and receipts in the order of the records. */
function envelopeMaker(
  ports: QueueRecordsPorts,
  { profile }: PullSource,
  { origin, runId }: Fetched,
  arrival: string,
): (type: RecordType, fresh: Fresh, index: number, inside?: number) => Envelope {
  const receivedAt = ports.clock.now().toISOString();
  return (type, { raw, recordId, sourceVersion = null }, index, inside = 0) => ({
    schema: 1,
    eventId: ports.ids.ulid(),
    receipt: receiptOf(arrival, index, inside),
    profileId: profile.id,
    type,
    format: profile.channel,
    ...(recordId === undefined ? {} : { recordId }),
    ...(sourceVersion === null ? {} : { sourceVersion }),
    origin,
    receivedAt,
    tries: 0,
    // What cannot become a record ends as a dead letter in any case: the run counts that by itself.
    ...(runId === undefined || recordId === undefined ? {} : { runId }),
    raw,
  });
}
