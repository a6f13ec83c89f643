import { hexId } from '../hex-id.js';

/** What has states. */
export type StateMachine =
  | 'order'
  | 'order_transaction'
  | 'order_delivery'
  | 'order_transaction_capture'
  | 'order_transaction_capture_refund';

/** The technical names of each machine's states, the first one is where it starts; `ready_for_pickup` comes from a plugin. */
export const STATES: Readonly<Record<StateMachine, readonly string[]>> = {
  order: ['open', 'in_progress', 'completed', 'cancelled'],
  order_transaction: [
    'open',
    'in_progress',
    'authorized',
    'paid',
    'paid_partially',
    'refunded',
    'refunded_partially',
    'reminded',
    'failed',
    'cancelled',
    'chargeback',
    'unconfirmed',
  ],
  order_delivery: [
    'open',
    'shipped',
    'shipped_partially',
    'returned',
    'returned_partially',
    'cancelled',
    'ready_for_pickup',
  ],
  order_transaction_capture: ['pending', 'completed', 'failed'],
  order_transaction_capture_refund: ['open', 'in_progress', 'completed', 'failed', 'cancelled'],
};

/** The id of a machine. */
export function machineId(machine: StateMachine): string {
  return hexId('state_machine', machine);
}

/** The id of a machine's state. */
export function stateId(machine: StateMachine, technicalName: string): string {
  return hexId('state_machine_state', machine, technicalName);
}
