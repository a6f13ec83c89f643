import type { z } from 'zod';
import type { Json } from '../diff/json.js';
import type { Warning } from '../model/event.js';
import type { CanonicalRecord } from '../model/record.js';
import type { RecordType } from '../model/record-type.js';

/** One raw record of a page: its text verbatim, its id and its version by the source's clock. */
export interface RawRecord {
  raw: string;
  recordId: string;
  sourceVersion: string | null;
}

/** A record that came inside another, such as an invoice inside its order: a raw record of its own. */
export interface EmbeddedRecord extends RawRecord {
  type: RecordType;
}

/** What became of a record that came inside another, which no longer tells of it. */
export interface WithdrawnRecord {
  type: RecordType;
  record: CanonicalRecord;
}

/** A page of raw records. */
export interface ChannelPage {
  records: RawRecord[];
  /** Records on the page that have no usable id, as text; they are dead-lettered, not lost. */
  unreadable: string[];
  /** The newest source version on the page; null on an empty one. */
  watermark: string | null;
  /** Where the next page starts: opaque, JSON, kept in the cursor; null after the last page. */
  position: Json;
  /** How many records the source says the whole listing holds, where it says so. */
  announced: number | null;
  /** On the last page, where the next listing of changes begins in the source's own count, for one that has no clock to go by: opaque, JSON. */
  bookmark?: Json;
}

/** What a resource's `list` is asked for. */
export interface ListRequest {
  /** Take records changed at or after this instant of the source's clock; null = from the beginning of the backfill. */
  since: string | null;
  /** What the last listing of changes left as its bookmark; null where there is none, and for a listing of everything. */
  bookmark?: Json;
  /** Where to go on; null = from the start. */
  position: Json;
  pageSize: number;
}

/** What one call of a channel may use: the checked settings, the secrets, and the world. */
export interface ChannelContext<Settings = unknown> {
  settings: Settings;
  /** The secrets of the profile by name, resolved. */
  secrets: Readonly<Record<string, string>>;
  http: ChannelHttp;
  now(): Date;
  /** Resolves after `ms` milliseconds. What the client itself waits for is not the channel's to wait for. */
  sleep(ms: number): Promise<void>;
  random(): number;
}

/** An answer of a channel's system. `text` is at most as long as the client's cap. */
export interface ChannelResponse {
  status: number;
  headers: Readonly<Record<string, string>>;
  text: string;
}

/** A request to a channel's system. */
export interface ChannelRequest {
  method: 'GET' | 'POST' | 'PUT';
  url: string;
  /** Called for each try, so that a signature is made afresh. */
  headers(): Record<string, string>;
  body?: string;
  /** Whether it may be sent again when its outcome is unknown. GET and PUT are; a POST only where this says so. */
  repeatable?: boolean;
  /** How many seconds a 429 or 5xx asks to wait, where it says so beside `Retry-After`; null where it does not. */
  retryAfter?(answer: ChannelResponse): number | null;
  /** Statuses besides 2xx that are an answer and not a failure, such as 404 where something may be missing. */
  answers?: readonly number[];
}

/**
 * The one hardened way to a channel's system: time-outs, caps, the profile's rate limit, retries with Retry-After, no redirects, no
 * private addresses.
 */
export interface ChannelHttp {
  /** @throws `channel_unavailable`, `channel_throttled`, `channel_unauthorized`, `channel_refused`, `channel_url_refused` */
  send(request: ChannelRequest): Promise<ChannelResponse>;
}

/** A raw record as its canonical one; `record` is checked against the schema by the pipeline. */
export interface Mapped {
  record: Json;
  warnings: Warning[];
}

/** How records of one kind are written to a channel's system. */
export interface ChannelWriter<Settings = unknown> {
  /** What is sent for a canonical record; the same text is never sent twice. */
  serialize(record: CanonicalRecord, settings: Settings): Json;
  /** Creates it and gives its id there; where it exists already, fetches and adopts that one (`adopted`). */
  create(context: ChannelContext<Settings>, payload: Json): Promise<{ remoteId: string; adopted: boolean }>;
  update?(context: ChannelContext<Settings>, remoteId: string, payload: Json): Promise<void>;
}

/** One kind of record that a channel offers; of each type there is one. */
export interface ChannelResource<Settings = unknown> {
  type: RecordType;
  /** Pages from `since` on, oldest change first; absent when the channel is not pulled. Each call is one page, so that a run can stop and go on. */
  list?(context: ChannelContext<Settings>, request: ListRequest): Promise<ChannelPage>;
  /** One record by its id in the source; null when the source has none. */
  get?(context: ChannelContext<Settings>, recordId: string): Promise<RawRecord | null>;
  /** One record by the number that people know it by; null when the source has none. */
  find?(context: ChannelContext<Settings>, number: string): Promise<RawRecord | null>;
  /** The id and the version of one raw record, where the checked settings may say how they are spelled. @throws `record_id_missing` */
  identify(raw: Json, settings: Settings): { recordId: string; sourceVersion: string | null };
  /** Whether the profile wants this record at all; one that it does not is counted as skipped. */
  accept?(raw: Json, settings: Settings): boolean;
  /** The records that came inside this one, each to be processed by itself, behind it. */
  embedded?(raw: Json, settings: Settings): EmbeddedRecord[];
  /**
   * What became of records that came inside this one as it was (`older`) and that it no longer tells of (`newer`): whole canonical
   * records. Only a source that never tells of their end needs it.
   */
  withdrawn?(older: CanonicalRecord, newer: CanonicalRecord): WithdrawnRecord[];
  /** The canonical record of a raw one; total but for `mapping_failed`. */
  map(raw: Json, settings: Settings): Mapped;
  write?: ChannelWriter<Settings>;
}

/** A request that a channel's system sent to us; the body is as it came. */
export interface WebhookDelivery {
  method: 'GET' | 'POST';
  /** By lower-case name. */
  headers: Readonly<Record<string, string>>;
  query: Readonly<Record<string, string>>;
  body: Uint8Array;
}

/** What a delivery tells, once its signature is checked. */
export interface WebhookReading {
  /** Tells repeats of one delivery; the same delivery is taken once. */
  deliveryId: string;
  /** Records that may have changed, to be read again from the source by their id. */
  hints: { resource: string; recordId: string }[];
  /** News of a parcel that the source does not keep itself. */
  tracking: TrackingUpdate[];
  /** What the source asks for beside news of its records; none where absent. */
  commands?: WebhookCommand[];
  /** What is answered instead of 202, such as the echo of a challenge. */
  reply?: { status: number; contentType: string; body: string };
}

/** Something that a source asks for beside news of its records. */
export type WebhookCommand =
  /** Our access was taken back: nothing can be read any more. `at` is when, where the source says so. */
  | { kind: 'disable-profile'; at: string | null; why: string }
  /** A customer asks for everything that is kept of them, or for its removal. */
  | { kind: 'export-person' | 'erase-person'; customerId: string | null; email: string | null; orderIds: string[] }
  /** Nobody of this source is to be kept any more. */
  | { kind: 'erase-shop' };

/** Where a parcel is. */
export interface TrackingUpdate {
  /** The number that people know the order by. */
  orderNumber: string;
  trackingNumber: string;
  carrier: string | null;
  state: 'pending' | 'in_transit' | 'delivered' | 'exception';
  /** When it was delivered; null where the sender does not say. */
  deliveredAt: string | null;
}

/** What a delivery is read with. */
export interface WebhookContext<Settings = unknown> {
  settings: Settings;
  /** The secrets of the profile by name, resolved. */
  secrets: Readonly<Record<string, string>>;
  now(): Date;
}

/** How a channel's webhooks are checked and read. */
export interface ChannelWebhooks<Settings = unknown> {
  /** The secrets that checking needs, beside those of the channel; a profile without them has no webhooks. */
  secretNames(settings: Settings): readonly string[];
  /** Whether its deliveries may hold commands: these are taken even while the profile is switched off. */
  hasCommands?: boolean;
  /**
   * Checks the signature over the body as it came, and reads the delivery.
   * @throws `webhook_unauthenticated`, `webhook_invalid`
   */
  read(delivery: WebhookDelivery, context: WebhookContext<Settings>): WebhookReading;
}

/** The request with which a channel's system begins a registration. */
export interface RegistrationRequest extends WebhookDelivery {
  /** The query as it came, without the question mark: signatures are over this text. */
  rawQuery: string;
  /** The public address for the confirmation. */
  confirmationUrl: string;
}

/** What a registration is checked and answered with. */
export interface RegistrationContext<Settings = unknown> {
  settings: Settings;
  secrets: Readonly<Record<string, string>>;
  /** What was handed over by the registration that was confirmed last; null before the first one. */
  stored: Readonly<Record<string, string>> | null;
  now(): Date;
}

/** What the text is made of that is installed in the channel's system. */
export interface ManifestParts<Settings = unknown> {
  settings: Settings;
  secrets: Readonly<Record<string, string>>;
  registrationUrl: string;
  webhookUrl: string;
}

/**
 * How a channel's system registers us: it asks, is answered with a proof, and confirms by handing over what it can be called with, which
 * a profile references as `stored:NAME`.
 */
export interface ChannelRegistration<Settings = unknown> {
  /** The secrets that a registration is checked with; none where the settings have no registration. */
  secretNames(settings: Settings): readonly string[];
  /** The names under which secrets are handed over. */
  storedNames: readonly string[];
  /**
   * Checks the request and answers it. `requestId` tells repeats: one request is answered once, because the answer may hold a secret.
   * @throws `webhook_unauthenticated`, `webhook_invalid`
   */
  answer(
    request: RegistrationRequest,
    context: RegistrationContext<Settings>,
  ): { requestId: string; reply: NonNullable<WebhookReading['reply']> };
  /**
   * Checks the confirmation, and gives what it hands over under all of the names, and when the registration began (ISO 8601).
   * @throws `webhook_unauthenticated`, `webhook_invalid`
   */
  confirm(
    delivery: WebhookDelivery,
    context: RegistrationContext<Settings>,
  ): { secrets: Record<string, string>; registeredAt: string };
  /** The text that is installed in the system. It may hold a secret. */
  manifest(parts: ManifestParts<Settings>): string;
}

/** One thing that a connection test looked at. */
export interface ConnectionCheck {
  name: string;
  status: 'ok' | 'warning' | 'failed';
  /** What was found, and for what is not ok what to do about it. */
  message: string;
}

/** How fast a channel's system may be asked: a bucket of `burst` requests that fills by `perSecond`. */
export interface RateLimit {
  perSecond: number;
  burst: number;
}

/** A kind of sales channel: data and a few pure functions. */
export interface Channel<Settings = unknown> {
  /** The key in a profile's `channel`. */
  key: string;
  title: string;
  /** The schema of a profile's `settings`. */
  settings: z.ZodType<Settings>;
  /** The names of the secrets that a profile must reference, given its settings. */
  secretNames(settings: Settings): readonly string[];
  /** Changes with each change of the mapping, so that a cached record of an older one is mapped again. */
  mappingVersion: string;
  resources: Readonly<Record<string, ChannelResource<Settings>>>;
  rateLimit?: RateLimit;
  /** Origins besides that of the profile's `baseUrl` where the system keeps what it offers; a channel sends no credential there. */
  otherOrigins?: readonly string[];
  /** How often a profile is pulled that says nothing about it (ISO 8601). */
  pullDefaults?: { interval?: string; backfillInterval?: string };
  webhooks?: ChannelWebhooks<Settings>;
  registration?: ChannelRegistration<Settings>;
  /** Tries the connection and names what is wrong with it; a failure of the system is a check that failed, never a throw. */
  testConnection?(context: ChannelContext<Settings>): Promise<ConnectionCheck[]>;
}
