import type { SentPayload } from '../model/sent-payload.js';

/** Remembers what was last sent to a channel for each record, so that the same is not sent twice. Only "nothing yet" is null. */
export interface SentPayloads {
  read(recordKey: string, resource: string): Promise<{ sent: SentPayload; etag: string } | null>;
  /** Writes under If-Match with `etag`, or under If-None-Match `*` when it is null; `moved` when somebody else was first. */
  write(sent: SentPayload, etag: string | null): Promise<'written' | 'moved'>;
  /** Forgets what was sent; nothing to forget is fine. */
  delete(recordKey: string, resource: string): Promise<void>;
}
