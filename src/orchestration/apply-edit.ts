import { z } from 'zod';
import { apply } from '../diff/apply.js';
import type { Operation } from '../diff/operation.js';
import type { Envelope } from '../model/envelope.js';
import { PipelineError } from '../model/errors.js';
import { operation, type PipelineEvent, warning } from '../model/event.js';
import type { Profile } from '../model/profile.js';
import type { CanonicalRecord } from '../model/record.js';
import { recordKey } from '../model/record-key.js';
import type { StoredRecordAt } from '../model/stored-record.js';
import type { EventLog } from '../ports/event-log.js';
import type { EventRecords } from '../ports/event-records.js';
import type { OrderStore } from '../ports/order-store.js';
import { explainEdit } from './explain.js';
import { eventHead, logEvent } from './log-event.js';
import { type SettlePorts, settleOrder } from './settle-order.js';
import { editedItem } from './store-item.js';

/** The format of an envelope that holds a local edit instead of a record of a source. */
export const EDIT_FORMAT = 'local-edit';

/** What an edit's envelope holds: who changes what, in which version of the order. */
const localEdit = z.strictObject({
  etag: z.string(),
  actor: z.string(),
  operations: z.array(operation),
  warnings: z.array(warning),
});

/** A local edit of an order, ready to be applied. */
export type LocalEdit = Omit<z.output<typeof localEdit>, 'operations'> & { operations: Operation[] };

/** The event that an edit ended in, and the order as it stands. */
export interface Edited {
  event: PipelineEvent;
  stored: StoredRecordAt;
}

interface EditPorts extends SettlePorts {
  store: OrderStore;
  events: EventLog;
  eventRecords: EventRecords;
}

/**
 * Applies a local edit if the order still is the version that was edited, and logs its event: `patched` or `replaced`, or `ignored`
 * where somebody else was first. It may be repeated after a crash: the order knows the edits that it holds.
 * @throws `not_found`, `envelope_invalid`, `record_too_large`, and what the store throws
 */
export async function applyEdit(
  ports: EditPorts,
  envelope: Envelope,
  profile: Profile,
  attempt: number,
): Promise<Edited> {
  const edit = readEdit(envelope);
  const at = ports.clock.now().toISOString();
  const { stored, requestCharge } = await write(ports, envelope, edit, at);
  const recordId = envelope.recordId as string;
  const arrival = { envelope, profile, recordId, recordKey: stored.item.id, at };
  const applied = isIn(stored, envelope);
  const { bookings } = await settleOrder(ports, profile, envelope.eventId, applied ? stored.item : null);
  const finish = { mappingVersion: EDIT_FORMAT, attempt, finishedAt: ports.clock.now() };
  const event: PipelineEvent = {
    ...eventHead(arrival, finish),
    ...describe(edit, applied),
    ...(bookings === null ? {} : { bookings }),
    before: null,
    after: null,
    recordsBlob: null,
    error: null,
    requestCharge,
  };
  await logEvent(ports, event);
  return { event, stored };
}

function readEdit(envelope: Envelope): LocalEdit {
  const parsed = localEdit.safeParse(JSON.parse(envelope.raw));
  if (!parsed.success || envelope.recordId === undefined)
    throw new PipelineError('envelope_invalid', 'The envelope of a local edit does not hold one');
  return parsed.data as LocalEdit;
}

async function write(
  { store }: EditPorts,
  envelope: Envelope,
  edit: LocalEdit,
  at: string,
): Promise<{ stored: StoredRecordAt; requestCharge: number }> {
  const stored = await readOrder(store, envelope);
  if (isIn(stored, envelope) || stored.etag !== edit.etag) return { stored, requestCharge: 0 };
  const record = apply(stored.item.record, edit.operations) as CanonicalRecord;
  const item = editedItem(stored.item, record, { eventId: envelope.eventId, at });
  const result = await store.replace(item, stored.etag);
  const { requestCharge } = result;
  if (result.done) return { stored: { item, etag: result.etag }, requestCharge };
  // Somebody was first, or it was this very edit and its answer was lost: the order tells which.
  return { stored: await readOrder(store, envelope), requestCharge };
}

async function readOrder(store: OrderStore, { profileId, recordId = '' }: Envelope): Promise<StoredRecordAt> {
  const id = recordKey(profileId, 'order', recordId);
  const stored = await store.read({ kind: 'order', id, recordKey: id });
  if (stored === null) throw new PipelineError('not_found', 'The order that was edited is not there');
  return stored;
}

function isIn({ item }: StoredRecordAt, { eventId }: Envelope): boolean {
  return item.edits?.includes(eventId) ?? false;
}

type Said = Pick<
  PipelineEvent,
  | 'actor'
  | 'explanation'
  | 'operations'
  | 'conflicts'
  | 'warnings'
  | 'action'
  | 'steps'
  | 'outcome'
  | 'reason'
  | 'effect'
>;

/** What the event says of the edit; made of the edit alone, so that a repeat says the same. */
function describe({ actor, operations, warnings }: LocalEdit, applied: boolean): Said {
  const explanation = explainEdit(actor, operations, applied);
  const edit = { actor, explanation, operations, conflicts: [], warnings };
  if (!applied) {
    const reason = 'precondition-failed';
    return { ...edit, action: 'Ignore', steps: ['Get', 'Ignore'], outcome: 'ignored', reason, effect: [] };
  }
  const removes = operations.some(({ op }) => op === 'remove');
  const action = removes ? 'Update' : 'Patch';
  const outcome = removes ? 'replaced' : 'patched';
  return { ...edit, action, steps: [action], outcome, reason: 'local-edit', effect: null };
}
