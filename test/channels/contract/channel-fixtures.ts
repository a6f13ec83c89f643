/** What a remote system is to hold, and how it is to be. */
export interface RemoteScript {
  /** How many records it holds, each changed at another instant within the last days of its clock. */
  records: number;
  /** All of them changed at the same instant. */
  sameInstant: boolean;
  /** Paged by number, it answers with the last page again when it is asked for one past the end. */
  repeatLastPage: boolean;
  /** Its clock. It must stamp its records by it. */
  now(): Date;
}

/** A running fake of the channel's own system, on 127.0.0.1. */
export interface Remote {
  /** Without a trailing slash. It may be called under another host name and port, and must not insist on its own. */
  origin: string;
  /** The ids of its records, as the channel identifies them. */
  ids(): string[];
  /** Makes one more record, changed now by its clock; gives its id. */
  add(): string;
  /** From now on shows this record so that it can be identified but not mapped; absent where nothing in it could keep it from that. */
  spoil?(id: string): void;
  stop(): Promise<void>;
}

/** What the contract needs to know about one resource that is pulled. */
export interface ResourceFixture {
  start(script: RemoteScript): Promise<Remote>;
  /** Another resource that the same code reads: what that code does when a request fails is tried with that one alone. */
  readLike?: string;
  /** The names of the JSON fields, at whatever depth, without which an answer makes no sense. Every other field may be null. */
  needs: readonly string[];
  /** Whether a request asks for a page of records; each GET unless told, so sign-ins by POST are let through. */
  isListing?(request: { method: string; path: string }): boolean;
}

/** What the contract needs to know about a channel. */
export interface ChannelFixtures {
  /** The settings of a profile whose system is at this address. */
  settings(baseUrl: string): Record<string, unknown>;
  /** The values of the secrets, by name. */
  secrets: Readonly<Record<string, string>>;
  /** By the name of the resource. */
  resources: Readonly<Record<string, ResourceFixture>>;
}
