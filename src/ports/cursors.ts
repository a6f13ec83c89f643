import type { Cursor } from '../model/cursor.js';

/** A cursor under lease: nobody else pulls this resource until `release`. */
export interface HeldCursor {
  /** The cursor as it stands; a fresh one when the resource was never pulled. */
  readonly cursor: Cursor;
  /** Writes the cursor under lease and If-Match. @throws `cursor_busy` when the lease was lost to another run. */
  advance(cursor: Cursor): Promise<void>;
  /** Keeps the lease alive; call it at least every 30 s. @throws `cursor_busy` when it was lost. */
  renew(): Promise<void>;
  release(): Promise<void>;
}

/** How far each pull has come, one blob per profile and resource. */
export interface Cursors {
  read(profileId: string, resource: string): Promise<Cursor | null>;
  /** Takes the lease; null when another run holds it. */
  hold(profileId: string, resource: string): Promise<HeldCursor | null>;
  /** Notes that a run was asked for at `requestedAt`, unless the cursor is held or is no longer as `seen` by `read`; says whether it did. */
  markRequested(profileId: string, resource: string, requestedAt: string, seen: Cursor | null): Promise<boolean>;
}
