import { z } from 'zod';
import { privacyCounts, privacyKind } from './privacy-receipt.js';
import { profileId } from './profile.js';
import { recordType } from './record-type.js';

const ids = (longest: number) => z.array(z.string().min(1).max(longest)).max(10_000).default([]);

/** Who is meant: ids in the source, and e-mail addresses spelled in one way. Nobody for a whole profile. */
export const subject = z.object({ customerIds: ids(512), emails: ids(512), orderIds: ids(512) });
/** Who is meant. */
export type Subject = z.output<typeof subject>;

/** A record that was found to be about the person, by where it lies. Once it is erased nothing else tells that. */
const member = z.object({
  kind: recordType,
  key: z.string(),
  partition: z.string(),
  /** The number that people know an order by: news of parcels name it. */
  number: z.string().nullable().default(null),
});
/** A record of the person. */
export type Member = z.output<typeof member>;

/** How far a pass has come: the step, and where it goes on in it. */
const passState = z.object({
  startedAt: z.string(),
  step: z.number().int().nonnegative(),
  at: z.string().nullable(),
  removed: privacyCounts,
});
/** A pass that has not ended. */
export type PassState = z.output<typeof passState>;

/** A privacy request: it names the person, so it is deleted when it is answered. */
export const privacyRequest = z.object({
  id: z.string().min(1).max(64),
  profileId,
  kind: privacyKind,
  requestedAt: z.string(),
  from: z.enum(['webhook', 'command']),
  /** The person who asked by command. */
  by: z.string().max(200).nullable().default(null),
  /** Who was asked about. */
  subject,
  /** The same with the ids and addresses of the accounts that were found: their accounts are deleted first. */
  known: subject.nullable().default(null),
  members: z.array(member).default([]),
  /** Nothing is done before this instant. */
  notBefore: z.string().nullable().default(null),
  /** Somebody is at it, at the latest until then. */
  busyUntil: z.string().nullable().default(null),
  pass: passState.nullable().default(null),
  /** How often it has failed in a row. */
  failures: z.number().int().nonnegative().default(0),
});

/** A privacy request. */
export type PrivacyRequest = z.output<typeof privacyRequest>;
