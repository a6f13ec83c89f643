import type { PipelineEvent } from '../../model/event.js';
import { addCounts, noCounts, type PrivacyCounts } from '../../model/privacy-receipt.js';
import type { Member, PrivacyRequest } from '../../model/privacy-request.js';
import type { StoredRecord } from '../../model/stored-record.js';
import { withRecords } from '../read-history.js';
import { listEvents } from './erase-record.js';
import type { PrivacyPorts } from './privacy-ports.js';
import type { Waiting } from './waiting-records.js';

/** Everything that is held of a person, as one JSON document that can be handed over, and how much of it lay where. */
export interface PersonExport {
  text: string;
  found: PrivacyCounts;
}

/** What is held of one record. */
interface HeldRecord {
  type: Member['kind'];
  stored: StoredRecord | null;
  /** The last payload of the source, as it came. */
  payload: { format: string | null; raw: string | null; record: unknown } | null;
  events: PipelineEvent[];
}

/** Collects what is held of the members and what of theirs waits; nothing is changed. */
export async function exportPerson(
  ports: PrivacyPorts,
  request: PrivacyRequest,
  waiting: readonly Waiting[],
): Promise<PersonExport> {
  const records: HeldRecord[] = [];
  let found = noCounts();
  for (const member of request.members) {
    const held = await readHeld(ports, request.profileId, member);
    if (held.stored === null && held.payload === null && held.events.length === 0) continue;
    records.push(held);
    found = addCounts(found, countsOf(held));
  }
  const lines = waiting.flatMap(({ place, lines: found }) =>
    found.map(({ text, envelope }) => ({ place, text, envelope })),
  );
  const isQueued = lines.filter(({ place }) => place === 'queue').length;
  found = addCounts(found, { queuedRecords: isQueued, deadLetters: lines.length - isQueued });
  const document = {
    about: 'Everything that is held of this person',
    request: request.id,
    profileId: request.profileId,
    madeAt: ports.clock.now().toISOString(),
    person: request.known ?? request.subject,
    records,
    waiting: lines.map(({ place, text, envelope }) => ({ place, record: envelope ?? text })),
  };
  return { text: `${JSON.stringify(document, null, 2)}\n`, found };
}

async function readHeld(ports: PrivacyPorts, profileId: string, member: Member): Promise<HeldRecord> {
  const { kind, key, partition } = member;
  const stored = (await ports.store.read({ kind, id: key, recordKey: partition }))?.item ?? null;
  const entry = (await ports.cache.read(key))?.entry ?? null;
  const events: PipelineEvent[] = [];
  for await (const event of listEvents(ports.events, profileId, key))
    events.push(await withRecords(ports.eventRecords, event));
  const payload = entry === null ? null : { format: entry.format, raw: entry.raw, record: entry.record };
  return { type: kind, stored, payload, events };
}

function countsOf({ type, stored, payload, events }: HeldRecord): Partial<PrivacyCounts> {
  const place = type === 'customer' ? 'customers' : type === 'order' ? 'orders' : 'documents';
  const eventBodies = events.filter(({ recordsBlob }) => recordsBlob !== null).length;
  const cache = payload === null ? 0 : 1;
  return { [place]: stored === null ? 0 : 1, cache, events: events.length, eventBodies };
}
