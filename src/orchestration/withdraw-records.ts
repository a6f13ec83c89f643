import type { CacheEntry } from '../model/cache-entry.js';
import type { Envelope } from '../model/envelope.js';
import type { Profile } from '../model/profile.js';
import type { CanonicalRecord } from '../model/record.js';
import { hashName } from '../model/record-key.js';
import type { Channel, WithdrawnRecord } from '../ports/channel.js';
import type { Queue } from '../ports/queue.js';
import type { Applied } from './apply-to-store.js';
import { enqueue } from './enqueue.js';
import { mapRecord } from './prepare-record.js';
import { findResource } from './read-record.js';
import type { Arrival } from './store-item.js';

/** What queuing withdrawn records needs of the world. */
export interface WithdrawPorts {
  queue: Pick<Queue, 'put'>;
}

/** Two versions of a record, and how new the newer one is. */
interface Succession {
  older: CanonicalRecord;
  newer: CanonicalRecord;
  sourceVersion: string | null;
  order: string;
}

/**
 * Queues what became of records that came inside the record as it was and that it no longer tells of. The same again is queued under
 * the same event, so that it has its effect once. Where the store is ahead of the arrival, the arrival is the older of the two: what
 * came inside it is applied by itself, whatever becomes of it.
 */
export async function withdrawRecords(
  ports: WithdrawPorts,
  channel: Channel,
  arrival: Arrival,
  applied: Pick<Applied, 'before' | 'remote' | 'ahead'>,
  incoming: CanonicalRecord,
): Promise<void> {
  const { before: older, remote: newer, ahead } = applied;
  if (ahead !== null) {
    const { sourceVersion, recordVersion } = ahead;
    const newest = { newer: ahead.remote ?? ahead.record, sourceVersion, order: recordVersion.order };
    await withdraw(ports, channel, arrival, { older: incoming, ...newest });
  } else if (older !== null && newer !== null) {
    const { sourceVersion = null } = arrival.envelope;
    await withdraw(ports, channel, arrival, { older, newer, sourceVersion, order: arrival.version.order });
  }
}

/** The same of an arrival that the cache alone tells to be older than what is known. */
export async function withdrawStale(
  ports: WithdrawPorts,
  channel: Channel,
  arrival: Arrival,
  { record, sourceVersion, version }: CacheEntry,
): Promise<void> {
  if (findResource(channel, arrival.envelope.type)?.withdrawn === undefined) return;
  const older = mapUnlessOdd(arrival.envelope, channel, arrival.profile);
  if (older === null) return;
  await withdraw(ports, channel, arrival, {
    older,
    newer: record as CanonicalRecord,
    sourceVersion,
    order: version.order,
  });
}

/** What is ignored as stale need not be readable, whatever is wrong with it. */
function mapUnlessOdd(envelope: Envelope, channel: Channel, profile: Profile): CanonicalRecord | null {
  try {
    return mapRecord(envelope, channel, profile).record;
  } catch {
    return null;
  }
}

async function withdraw(
  { queue }: WithdrawPorts,
  channel: Channel,
  { envelope }: Arrival,
  { older, newer, sourceVersion, order }: Succession,
): Promise<void> {
  const resource = findResource(channel, envelope.type);
  const withdrawn = resource?.withdrawn?.(older, newer) ?? [];
  if (withdrawn.length === 0) return;
  const version = {
    ...(sourceVersion === null ? {} : { sourceVersion }),
    ...(order === '' ? {} : { versionOrder: order }),
  };
  const envelopes = withdrawn.map((one) => ({ ...envelopeOf(one, envelope), ...version }));
  await enqueue(queue, `${envelope.eventId}|withdrawn`, [envelopes]);
}

function envelopeOf({ type, record }: WithdrawnRecord, parent: Envelope): Envelope {
  const { eventId, receipt, profileId, origin, receivedAt } = parent;
  return {
    schema: 1,
    eventId: hashName(JSON.stringify([eventId, 'withdrawn', type, record.id])),
    // Behind whatever came inside the parent: those receipts go on with digits.
    receipt: `${receipt}-w`,
    profileId,
    type,
    format: 'canonical',
    recordId: record.id,
    origin,
    receivedAt,
    tries: 0,
    withdrawnBy: eventId,
    raw: JSON.stringify(record),
  };
}
