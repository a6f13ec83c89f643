import type { z } from 'zod';
import type { Json } from '../diff/json.js';
import type { Warning } from '../model/event.js';
import type { RecordType } from '../model/record-type.js';

/** One raw record of a page: its text verbatim, its id and its version by the source's clock. */
export interface RawRecord {
  raw: string;
  recordId: string;
  sourceVersion: string | null;
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
}

/** What a resource's `list` is asked for. */
export interface ListRequest {
  /** Take records changed at or after this instant of the source's clock; null = from the beginning of the backfill. */
  since: string | null;
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
  random(): number;
}

/** An answer of a channel's system. `text` is at most as long as the client's cap. */
export interface ChannelResponse {
  status: number;
  headers: Readonly<Record<string, string>>;
  text: string;
}

/** The one hardened way to a channel's system: time-outs, caps, retries with Retry-After, no redirects, no private addresses. */
export interface ChannelHttp {
  /**
   * Sends the request; `headers` is called for each try, so that a signature is made afresh.
   * @throws `channel_unavailable`, `channel_throttled`, `channel_unauthorized`, `channel_refused`, `channel_url_refused`
   */
  get(url: string, headers: () => Record<string, string>): Promise<ChannelResponse>;
}

/** A raw record as its canonical one; `record` is checked against the schema by the pipeline. */
export interface Mapped {
  record: Json;
  warnings: Warning[];
}

/** One kind of record that a channel offers. */
export interface ChannelResource<Settings = unknown> {
  type: RecordType;
  /** Pages from `since` on, oldest change first; absent when the channel is not pulled. */
  list?(context: ChannelContext<Settings>, request: ListRequest): Promise<ChannelPage>;
  /** The id and the version of one raw record. @throws `record_id_missing` */
  identify(raw: Json): { recordId: string; sourceVersion: string | null };
  /** The canonical record of a raw one; total but for `mapping_failed`. */
  map(raw: Json, settings: Settings): Mapped;
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
}
