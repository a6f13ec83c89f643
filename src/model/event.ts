import { z } from 'zod';
import { bookings } from './bookings.js';
import { origin } from './envelope.js';
import { erasure } from './erasure.js';
import { json } from './fields.js';
import { recordType } from './record-type.js';

/** What the pipeline chooses between; the names of the orchestration design. */
export const action = z.enum(['Ignore', 'Get', 'Update', 'Patch']);
/** An action. */
export type Action = z.output<typeof action>;

/** What became of the record. */
export const outcome = z.enum(['created', 'replaced', 'patched', 'refreshed', 'ignored', 'dead-lettered']);
/** An outcome. */
export type Outcome = z.output<typeof outcome>;

/** Why an action was chosen, one word each; explained in docs/flow.md. */
export const reason = z.enum([
  'duplicate',
  'stale',
  'unchanged',
  'cache-expired',
  'not-cached',
  'removal',
  'changed',
  'failed',
  'local-edit',
  'precondition-failed',
  'discarded',
  'erased',
]);
/** A reason. */
export type Reason = z.output<typeof reason>;

/** One change, with the value before (RFC 6902, RFC 6901). */
export const operation = z.object({
  op: z.enum(['add', 'remove', 'replace']),
  path: z.string(),
  value: json.optional(),
  before: json.optional(),
});

/** A path that both sides changed, and whose value stands. */
export const conflict = z.object({
  path: z.string(),
  base: json.optional(),
  theirs: json.optional(),
  ours: json.optional(),
  winner: z.enum(['local', 'remote']),
});

/** Something odd that did not stop the record. */
export const warning = z.object({ code: z.string(), message: z.string(), path: z.string().optional() });
/** A warning. */
export type Warning = z.output<typeof warning>;

/** The one terminal event of an accepted record: what came, what was chosen and why, what changed. */
export const event = z.object({
  id: z.string(),
  profileId: z.string(),
  tenantId: z.string(),
  channel: z.string(),
  type: recordType,
  recordKey: z.string(),
  recordId: z.string().nullable(),
  origin,
  /** The person who edited the order, or discarded the dead letter; null where nobody did. */
  actor: z.string().nullable().default(null),
  /** The event whose dead letter this one replays or discards. */
  replayOf: z.string().nullable().default(null),
  /** The event of the record that this one came inside, and that no longer told of it; null where that is not why it came. */
  withdrawnBy: z.string().nullable().default(null),
  /** The run of the pull that fetched the record; null where none did. */
  runId: z.string().nullable().default(null),
  action: action.nullable(),
  steps: z.array(action),
  outcome,
  reason,
  /** The decision in one sentence for people. */
  explanation: z.string(),
  operations: z.array(operation),
  conflicts: z.array(conflict),
  /** What changed in the stored record where that is not what `operations` say, as after a merge with local edits; else null. */
  effect: z.array(operation).nullable().default(null),
  /** The cached record that the incoming one was compared with. */
  before: json,
  /** The incoming record, completed. */
  after: json,
  /** The blob that holds `before`, `after`, `operations`, `conflicts` and `effect` when they are large; the event has none of them then. */
  recordsBlob: z.string().nullable(),
  warnings: z.array(warning),
  /** What was put into the books of the profile's till; absent where nothing was. */
  bookings: bookings.optional(),
  error: z.object({ code: z.string(), message: z.string(), step: z.string(), deadLetter: z.string() }).nullable(),
  sourceVersion: z.string().nullable(),
  mappingVersion: z.string(),
  receipt: z.string(),
  receivedAt: z.string(),
  startedAt: z.string(),
  finishedAt: z.string(),
  durationMs: z.number(),
  attempts: z.number().int(),
  /** Cosmos DB request units spent on this record, where the store reports them. */
  requestCharge: z.number(),
  /** When the values that it quoted were removed with a person, and on which privacy request; absent where they were not. */
  erased: erasure.optional(),
});

/** One line of the event log. */
export type PipelineEvent = z.output<typeof event>;
