import type { Clock } from '../ports/clock.js';
import type { Queue } from '../ports/queue.js';
import type { Progress } from './output/progress.js';
import { late } from './wait-for-runs.js';

const POLL_MS = 500;

interface Waiting {
  ports: { queue: Pick<Queue, 'list'>; clock: Clock };
  deadline: number;
  progress: Progress;
}

/**
 * Waits until every blob that lies in the queue now has reached its end; what comes in meanwhile is not waited for.
 * @throws CommandError `timed_out`
 */
export async function waitForQueue({ ports, deadline, progress }: Waiting): Promise<void> {
  const waiting = await namesOf(ports.queue);
  const total = waiting.size;
  for (let left = total; left > 0; ) {
    if (ports.clock.now().getTime() > deadline) throw late(`${left} of ${total} queue blobs still wait`);
    progress.show({ what: 'queue blobs processed', done: total - left, total });
    await ports.clock.sleep(POLL_MS);
    const names = await namesOf(ports.queue);
    left = [...waiting].filter((name) => names.has(name)).length;
  }
}

async function namesOf(queue: Pick<Queue, 'list'>): Promise<Set<string>> {
  const names = new Set<string>();
  for await (const { name } of queue.list()) names.add(name);
  return names;
}
