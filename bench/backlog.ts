import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Drained, DrainRequest } from './drain-backlog.js';
import { withEmulators } from './emulators.js';
import { createOperationCounts } from './operation-counts.js';
import { changeOrder, createOrders, SIZES } from './orders.js';
import { BLOBS_AT_ONCE, MAX_BATCH, toBodies } from './phases.js';
import { openPorts, postBodies } from './ports.js';

/** How often each order is in the backlog: new, changed once, and then the same three times more. */
export const ARRIVALS = 5;

/** Puts a backlog into the queue and lets a process of its own drain it, in order of arrival. */
export function runBacklog(records: number): Promise<Drained> {
  return withEmulators(async (connection) => {
    const ports = await openPorts(connection, createOperationCounts());
    const names = await postBodies(ports, createBacklog(records));
    return drain({ connection, names });
  });
}

/** Orders that come again lie farther apart than blobs are processed at once, so that each meets its own past. */
function createBacklog(records: number): string[] {
  const count = Math.max(2 * BLOBS_AT_ONCE * MAX_BATCH, Math.ceil(records / ARRIVALS));
  const orders = createOrders(count, SIZES.small);
  const changed = orders.map(changeOrder);
  const arrivals = [orders, changed, changed, changed, changed].flat();
  return toBodies(arrivals.slice(0, records));
}

async function drain(request: DrainRequest): Promise<Drained> {
  const child = fork(fileURLToPath(new URL('./drain-backlog.js', import.meta.url)), {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  child.send(request);
  const failed = once(child, 'exit').then(([code]) => {
    throw new Error(`The process that drains the backlog ended with ${code}`);
  });
  const [drained] = (await Promise.race([once(child, 'message'), failed])) as [Drained];
  await failed.catch(() => {});
  return drained;
}
