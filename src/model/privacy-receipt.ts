import { z } from 'zod';
import { errorCodes } from './errors.js';
import { profileId } from './profile.js';

/** What can be asked for: all that is held of a person, their removal, or the removal of everybody of a profile. */
export const privacyKind = z.enum(['export-person', 'erase-person', 'erase-shop']);
/** What is asked for. */
export type PrivacyKind = z.output<typeof privacyKind>;

/** The places where something of a person may lie. */
export const privacyPlaces = [
  'orders',
  'documents',
  'customers',
  'cache',
  'sentPayloads',
  'events',
  'eventBodies',
  'deadLetters',
  'queuedRecords',
  'exports',
] as const;

/** A place where something of a person may lie. */
export type PrivacyPlace = (typeof privacyPlaces)[number];

const count = z.number().int().nonnegative().default(0);

/** How many things were removed from each place, or found there for an export. */
export const privacyCounts = z.object({
  orders: count,
  documents: count,
  customers: count,
  cache: count,
  sentPayloads: count,
  events: count,
  eventBodies: count,
  deadLetters: count,
  queuedRecords: count,
  exports: count,
});
/** How many of each place. */
export type PrivacyCounts = z.output<typeof privacyCounts>;

/** Counts of nothing. */
export function noCounts(): PrivacyCounts {
  return privacyCounts.parse({});
}

/** The sum of two counts. */
export function addCounts(one: PrivacyCounts, other: Partial<PrivacyCounts>): PrivacyCounts {
  const sums = privacyPlaces.map((place) => [place, one[place] + (other[place] ?? 0)]);
  return Object.fromEntries(sums) as PrivacyCounts;
}

/** Whether nothing at all was counted. */
export function isNothing(counts: PrivacyCounts): boolean {
  return privacyPlaces.every((place) => counts[place] === 0);
}

const code = z.enum(Object.keys(errorCodes) as [keyof typeof errorCodes]);

/** What a privacy request came to. It stays, and holds nothing of the person. */
export const privacyReceipt = z.object({
  id: z.string().min(1).max(64),
  profileId,
  kind: privacyKind,
  state: z.enum(['working', 'done']),
  requestedAt: z.string(),
  finishedAt: z.string().nullable(),
  from: z.enum(['webhook', 'command']),
  by: z.string().nullable(),
  /** What was removed, or for an export found, in all passes together. */
  total: privacyCounts,
  /** The passes, the latest 100 of them, with what each removed. */
  passes: z.array(z.object({ startedAt: z.string(), finishedAt: z.string(), removed: privacyCounts })),
  /** Why the latest try failed; null once it went on. */
  failure: z.object({ code, at: z.string() }).nullable(),
  /** Until when the document of an export is kept; null where there is none. */
  exportUntil: z.string().nullable(),
});

/** A privacy receipt. */
export type PrivacyReceipt = z.output<typeof privacyReceipt>;
