/** What a channel's system handed over when it registered: secrets by name, which belong together. */
export interface HandedOver {
  secrets: Readonly<Record<string, string>>;
  /** When the registration began, by the system's clock (ISO 8601): of two the later one counts. */
  registeredAt: string;
}

/** Keeps what channels' systems hand over, for each profile by itself and all of it at once. Only "nothing yet" is null. */
export interface Credentials {
  read(profileId: string): Promise<{ handedOver: HandedOver; etag: string } | null>;
  /** Writes under If-Match with `etag`, or under If-None-Match `*` when it is null; `moved` when somebody else was first. */
  write(profileId: string, handedOver: HandedOver, etag: string | null): Promise<'written' | 'moved'>;
}
