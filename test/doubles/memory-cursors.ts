import { type Cursor, newCursor } from '../../src/model/cursor.js';
import { PipelineError } from '../../src/model/errors.js';
import type { Clock } from '../../src/ports/clock.js';
import type { Cursors, HeldCursor } from '../../src/ports/cursors.js';
import { clone } from './clone.js';

interface Held {
  cursor: Cursor;
  /** 0 while nobody holds it. */
  holder: number;
  until: number;
}

/** Cursors in memory. A lease ends 60 s after it was taken or renewed, by the clock; `loseLease` ends it at once. */
export interface MemoryCursors extends Cursors {
  loseLease(profileId: string, resource: string): Promise<void>;
}

/** Makes an empty one. */
export function createMemoryCursors({ clock }: { clock: Pick<Clock, 'now'> }): MemoryCursors {
  const slots = new Map<string, Held>();
  let holders = 0;
  const key = (profileId: string, resource: string) => JSON.stringify([profileId, resource]);
  const now = () => clock.now().getTime();
  const isHeld = (slot: Held) => slot.holder !== 0 && slot.until > now();

  function heldCursor(slot: Held, holder: number): HeldCursor {
    const check = () => {
      if (slot.holder !== holder || !isHeld(slot)) throw new PipelineError('cursor_busy', 'The lease was lost');
    };
    return {
      get cursor() {
        return clone(slot.cursor);
      },
      async advance(cursor) {
        check();
        slot.cursor = clone(cursor);
      },
      async renew() {
        check();
        slot.until = now() + 60_000;
      },
      async release() {
        if (slot.holder === holder) slot.holder = 0;
      },
    };
  }

  return {
    async read(profileId, resource) {
      return clone(slots.get(key(profileId, resource))?.cursor ?? null);
    },
    async hold(profileId, resource) {
      const slot = slots.get(key(profileId, resource)) ?? {
        cursor: newCursor(profileId, resource, clock.now()),
        holder: 0,
        until: 0,
      };
      if (isHeld(slot)) return null;
      holders += 1;
      Object.assign(slot, { holder: holders, until: now() + 60_000 });
      slots.set(key(profileId, resource), slot);
      return heldCursor(slot, holders);
    },
    async markRequested(profileId, resource, requestedAt, seen) {
      const slot = slots.get(key(profileId, resource));
      if (slot && isHeld(slot)) return false;
      if (JSON.stringify(slot?.cursor ?? null) !== JSON.stringify(seen)) return false;
      const cursor = { ...(seen ?? newCursor(profileId, resource, clock.now())), requestedAt };
      slots.set(key(profileId, resource), { cursor, holder: 0, until: 0 });
      return true;
    },
    async loseLease(profileId, resource) {
      const slot = slots.get(key(profileId, resource));
      if (slot) slot.holder = 0;
    },
  };
}
