import { isJsonObject } from '../../diff/json.js';
import { emailKey, guestCustomerId } from '../../model/email.js';
import type { Envelope } from '../../model/envelope.js';
import type { Member, PrivacyRequest } from '../../model/privacy-request.js';
import type { Profile } from '../../model/profile.js';
import type { CanonicalRecord } from '../../model/record.js';
import { hashName, recordKey } from '../../model/record-key.js';
import type { Channel } from '../../ports/channel.js';
import { EDIT_FORMAT } from '../apply-edit.js';
import { TRACKING_FORMAT } from '../apply-tracking.js';
import { mapRecord } from '../prepare-record.js';
import type { QueuedLine } from '../queued-line.js';

/** Whom a request is about, ready to be compared with, and what reads the payloads of the profile. */
export interface Whom {
  profileId: string;
  everybody: boolean;
  customerIds: ReadonlySet<string>;
  emails: ReadonlySet<string>;
  /** The record keys that are known to be theirs. */
  keys: ReadonlySet<string>;
  orderNumbers: ReadonlySet<string>;
  /** What came later is new, and not meant. */
  until: string;
  profile: Profile | null;
  channel: Channel | null;
  mentions(text: string): boolean;
}

/** Makes it of a request, as far as it is known by now. */
export function toWhom(request: PrivacyRequest, until: string, profile: Profile | null, channel: Channel | null): Whom {
  const { profileId, members } = request;
  const { customerIds, emails, orderIds } = request.known ?? request.subject;
  const keys = [
    ...customerIds.map((id) => recordKey(profileId, 'customer', id)),
    ...emails.map((email) => recordKey(profileId, 'customer', guestCustomerId(email))),
    ...orderIds.map((id) => recordKey(profileId, 'order', id)),
    ...members.map(({ key }) => key),
  ];
  return {
    profileId,
    everybody: request.kind === 'erase-shop',
    customerIds: new Set(customerIds),
    emails: new Set(emails),
    keys: new Set(keys),
    orderNumbers: new Set(members.flatMap(({ number }) => (number === null ? [] : [number]))),
    until,
    profile,
    channel,
    mentions: mentionsOf(emails, customerIds, orderIds),
  };
}

/**
 * The record of a waiting line, by where it lies or will lie, if it is about whom the request is about; null otherwise. The line is
 * mapped as the pipeline would; what cannot be mapped is searched for e-mail addresses and ids.
 */
export function belongsTo(whom: Whom, line: QueuedLine): Member | null {
  const { envelope, text } = line;
  if (envelope === null) return isUnreadablyTheirs(whom, text) ? toMember('order', hashName(hashName(text))) : null;
  const { profileId, type, recordId, receivedAt, eventId } = envelope;
  if (profileId !== whom.profileId || type === 'product' || receivedAt > whom.until) return null;
  const key = recordId === undefined ? hashName(eventId) : recordKey(profileId, type, recordId);
  const record = whom.everybody ? null : mapped(whom, envelope);
  const partition = typeof record?.orderId === 'string' ? recordKey(profileId, 'order', record.orderId) : key;
  const isTheirs = whom.everybody || whom.keys.has(key) || isAbout(whom, envelope, record, partition);
  return isTheirs ? { kind: type, key, partition, number: type === 'order' ? numberOf(record) : null } : null;
}

function toMember(kind: Member['kind'], key: string): Member {
  return { kind, key, partition: key, number: null };
}

function numberOf(record: CanonicalRecord | null): string | null {
  return typeof record?.number === 'string' ? record.number : null;
}

/** The line says no profile that could be trusted: only what it quotes tells. */
function isUnreadablyTheirs({ profileId, everybody, mentions }: Whom, text: string): boolean {
  const named = /"profileId"\s*:\s*"([^"]{0,64})"/.exec(text)?.[1];
  if (named !== undefined && named !== profileId) return false;
  return everybody ? named === profileId : mentions(text);
}

function mapped({ channel, profile }: Whom, envelope: Envelope): CanonicalRecord | null {
  if (profile === null || channel === null || isNoRecord(envelope)) return null;
  try {
    return mapRecord(envelope, channel, profile).record;
  } catch {
    // A payload that the pipeline cannot read either; its text is searched instead.
    return null;
  }
}

function isNoRecord({ format }: Envelope): boolean {
  return format === EDIT_FORMAT || format === TRACKING_FORMAT;
}

function isAbout(whom: Whom, envelope: Envelope, record: CanonicalRecord | null, partition: string): boolean {
  if (envelope.format === TRACKING_FORMAT) return isOfOrder(whom, envelope.raw);
  // An edit is of an order that is stored, so its key told already.
  if (envelope.format === EDIT_FORMAT) return false;
  if (record === null) return whom.mentions(envelope.raw);
  if (envelope.type === 'customer') return isThem(whom, record.id, record.email);
  if (envelope.type !== 'order') return whom.keys.has(partition);
  return isJsonObject(record.customer) && isThem(whom, record.customer.id, record.customer.email);
}

function isThem({ customerIds, emails }: Whom, id: unknown, email: unknown): boolean {
  const key = typeof email === 'string' ? emailKey(email) : null;
  return (typeof id === 'string' && customerIds.has(id)) || (key !== null && emails.has(key));
}

function isOfOrder({ orderNumbers }: Whom, raw: string): boolean {
  const number = /"orderNumber":"((?:[^"\\]|\\.)*)"/.exec(raw)?.[1];
  return number !== undefined && orderNumbers.has(JSON.parse(`"${number}"`) as string);
}

/** Whether a text quotes an address, in any case, or an id as that of a customer or an order. */
function mentionsOf(emails: readonly string[], customerIds: readonly string[], orderIds: readonly string[]) {
  const patterns = [
    ...customerIds.map((id) => idPattern('customer', id)),
    ...orderIds.map((id) => idPattern('order', id)),
  ];
  return (text: string): boolean => {
    const lower = text.toLowerCase();
    return emails.some((email) => lower.includes(email)) || patterns.some((pattern) => pattern.test(text));
  };
}

/** `"customer":{"id":42`, `customer_id=42`, `Customer/42`, but neither `142` nor `"quantity":42`. */
function idPattern(word: string, id: string): RegExp {
  const literal = id.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`${word}[\\W_]{0,10}(?:id[\\W_]{0,10}){0,2}(?<![\\w-])${literal}(?![\\w-])`, 'i');
}
