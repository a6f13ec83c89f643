import { diff } from '../diff/diff.js';
import type { Json, JsonObject } from '../diff/json.js';
import { type Envelope, formatEnvelopes } from '../model/envelope.js';
import { PipelineError, toPipelineError } from '../model/errors.js';
import type { CanonicalRecord } from '../model/record.js';
import type { StoredRecordAt } from '../model/stored-record.js';
import type { Channel } from '../ports/channel.js';
import type { Profiles } from '../ports/profiles.js';
import type { Queue } from '../ports/queue.js';
import { applyEdit, EDIT_FORMAT, type LocalEdit } from './apply-edit.js';
import { editRecord } from './edit-record.js';
import { loadProfile } from './load-profile.js';
import { checkAmounts } from './prepare-record.js';
import type { RecordPorts } from './process-record.js';
import { queueBlobName } from './queue-names.js';
import { withRetries } from './retry.js';

/** What editing needs of the world. */
export interface EditOrderPorts extends Omit<RecordPorts, 'cache'> {
  queue: Queue;
  profiles: Pick<Profiles, 'read'>;
  findChannel(key: string): Channel | null;
}

/** A person's edit of an order: a JSON Merge Patch of the order as the API shows it. */
export interface EditRequest {
  stored: StoredRecordAt;
  shown: JsonObject & { record: CanonicalRecord };
  patch: Json;
  /** Who edits. */
  actor: string;
}

/**
 * Corrects an order, and gives it as it stands then. The edit waits in a queue blob of its own while it is applied, so that a
 * process that dies leaves nothing half done: it is applied and has its event, or it never was. One that changes nothing writes nothing.
 * @throws `record_invalid`, `field_read_only`, `arithmetic_off`, `profile_*`; `precondition_failed` when somebody else was first
 */
export async function editOrder(ports: EditOrderPorts, request: EditRequest): Promise<StoredRecordAt> {
  const { item, etag } = request.stored;
  const { profile } = await loadProfile(ports, item.profileId);
  const record = editRecord(request.shown, request.patch);
  const operations = diff(item.record, record);
  if (operations.length === 0) return request.stored;
  const warnings = checkAmounts('order', record, profile);
  const envelope = toEnvelope(ports, request.stored, { etag, actor: request.actor, operations, warnings });
  const name = queueBlobName(envelope.receipt);
  await ports.queue.put(name, formatEnvelopes([envelope]));
  try {
    const { event, stored } = await withRetries(ports, (attempt) => applyEdit(ports, envelope, profile, attempt));
    await ports.queue.delete(name);
    if (event.outcome !== 'ignored') return stored;
  } catch (error) {
    // What may recover is applied later from its blob; what never will is told to the caller and is over.
    if (toPipelineError(error).disposition === 'park') await ports.queue.delete(name);
    throw error;
  }
  throw new PipelineError('precondition_failed', 'Somebody else has changed the order since it was read');
}

function toEnvelope(
  { ids, clock }: Pick<EditOrderPorts, 'ids' | 'clock'>,
  { item }: StoredRecordAt,
  edit: LocalEdit,
): Envelope {
  const receipt = ids.ulid();
  return {
    schema: 1,
    eventId: receipt,
    receipt,
    profileId: item.profileId,
    type: 'order',
    format: EDIT_FORMAT,
    recordId: item.remoteId,
    origin: 'local',
    receivedAt: clock.now().toISOString(),
    tries: 0,
    raw: JSON.stringify(edit),
  };
}
