import { z } from 'zod';
import { recordType } from './record-type.js';

/** Where a record came in. */
export const origin = z.enum(['ingest', 'webhook', 'pull', 'replay', 'reprocess', 'local']);

/**
 * A line of a queue blob: one record as it arrived. `raw` is its text verbatim, `receipt` the ULID of its arrival,
 * `eventId` the id of the one event that it will end in.
 */
export const envelope = z.object({
  schema: z.literal(1),
  eventId: z.string().min(1).max(64),
  receipt: z.string().min(1).max(64),
  profileId: z.string().min(1).max(64),
  type: recordType,
  format: z.string().min(1).max(64),
  recordId: z.string().optional(),
  sourceVersion: z.string().optional(),
  /** The order of the version that it stands for, where that is not to be made from `sourceVersion` anew: its cap would have moved. */
  versionOrder: z.string().optional(),
  origin,
  receivedAt: z.string(),
  /** How often it was parked and queued again. */
  tries: z.number().int().nonnegative().default(0),
  /** Whether it was taken up again from a dead letter: it may have reached its end already. */
  retried: z.boolean().optional(),
  /** The event of the dead letter that this record is replayed from. */
  replayOf: z.string().optional(),
  /** The event of the record that it came inside, and that no longer tells of it. */
  withdrawnBy: z.string().max(64).optional(),
  /** The run of a pull that fetched it. */
  runId: z.string().max(64).optional(),
  raw: z.string(),
});

/** One accepted record, waiting to be processed. */
export type Envelope = z.output<typeof envelope>;

/** The text of a queue blob: NDJSON, one envelope a line. */
export function formatEnvelopes(envelopes: readonly Envelope[]): string {
  return envelopes.map((one) => `${JSON.stringify(one)}\n`).join('');
}
