import type { StateMachine } from '../../settings/states.js';
import type { ChangeContext } from '../change-context.js';
import type { Written } from '../shop-order.js';

/** A state that something entered. */
export interface StateMove {
  machine: StateMachine;
  id: string;
  state: string;
}

/** Moves something into a state, and with it its own time of update, nothing else's. */
export function moveTo(
  machine: StateMachine,
  thing: Written & { id: string; state: string },
  state: string,
  context: ChangeContext,
): StateMove {
  thing.state = state;
  touch(thing, context);
  return { machine, id: thing.id, state };
}

/** Moves a time of update on; it never goes back. */
export function touch(thing: Written, { atMs }: Pick<ChangeContext, 'atMs'>): void {
  thing.updatedAt = Math.max(thing.updatedAt ?? 0, atMs);
}
