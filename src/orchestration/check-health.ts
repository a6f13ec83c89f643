import type { Clock } from '../ports/clock.js';
import type { Queue } from '../ports/queue.js';

/** The dependencies that health is checked of, by the names that are shown. */
export type Dependency = 'blobs' | 'orders';

/** What checking needs: one cheap call to each dependency, which fails when it is down. */
export interface HealthPorts {
  probes: Readonly<Record<Dependency, () => Promise<unknown>>>;
  queue: Pick<Queue, 'list'>;
  clock: Clock;
}

/** What waits in the queue; `capped` says that counting stopped early. */
export interface Backlog {
  count: number;
  capped?: true;
  /** The age of the oldest blob that was counted, in whole seconds; null when nothing waits. */
  oldestAgeSeconds: number | null;
}

/** How the pipeline is. `backlog` is null when it could not be counted. */
export interface Health {
  dependencies: Record<Dependency, 'up' | 'down'>;
  backlog: Backlog | null;
}

const PROBE_MS = 3_000;
const MAX_COUNTED = 10_000;

/** Checks each dependency and counts the backlog, all at once and within three seconds; a failure is an answer, never an error. */
export async function checkHealth({ probes, queue, clock }: HealthPorts): Promise<Health> {
  const [blobs, orders, backlog] = await Promise.all([
    inTime(probes.blobs(), clock),
    inTime(probes.orders(), clock),
    inTime(countBacklog(queue, clock.now()), clock),
  ]);
  return {
    dependencies: { blobs: blobs.ok ? 'up' : 'down', orders: orders.ok ? 'up' : 'down' },
    backlog: backlog.ok ? backlog.value : null,
  };
}

type InTime<T> = { ok: true; value: T } | { ok: false };

async function inTime<T>(work: Promise<T>, clock: Clock): Promise<InTime<T>> {
  const done = work.then(
    (value): InTime<T> => ({ ok: true, value }),
    (): InTime<T> => ({ ok: false }),
  );
  return Promise.race([done, clock.sleep(PROBE_MS).then((): InTime<T> => ({ ok: false }))]);
}

/** Counts the queue blobs, up to 10,000 of them. */
export async function countBacklog(queue: Pick<Queue, 'list'>, now: Date): Promise<Backlog> {
  let count = 0;
  let oldest = Number.POSITIVE_INFINITY;
  for await (const { createdAt } of queue.list()) {
    count += 1;
    oldest = Math.min(oldest, createdAt.getTime());
    if (count === MAX_COUNTED) break;
  }
  // A blob may be created by a clock that runs ahead of ours.
  const oldestAgeSeconds = count === 0 ? null : Math.max(0, Math.floor((now.getTime() - oldest) / 1_000));
  return { count, ...(count === MAX_COUNTED ? { capped: true } : {}), oldestAgeSeconds };
}
