import type { PipelineEvent } from '../model/event.js';
import type { Clock } from '../ports/clock.js';
import type { EventLog } from '../ports/event-log.js';
import type { Progress } from './output/progress.js';
import { late } from './wait-for-runs.js';

const POLL_MS = 250;

interface Waiting {
  ports: { events: Pick<EventLog, 'read'>; clock: Clock };
  deadline: number;
  progress: Progress;
}

/**
 * Waits for the end of one record.
 * @throws CommandError `timed_out`
 */
export async function waitForEvent(
  { ports, deadline, progress }: Waiting,
  profileId: string,
  eventId: string,
): Promise<PipelineEvent> {
  for (;;) {
    const event = await ports.events.read(profileId, eventId);
    if (event !== null) return event;
    if (ports.clock.now().getTime() > deadline) throw late(`the record has no event ${eventId} yet; does a host run?`);
    progress.show({ what: 'records processed', done: 0, total: 1 });
    await ports.clock.sleep(POLL_MS);
  }
}
