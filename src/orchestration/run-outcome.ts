import type { RecordType } from '../model/record-type.js';
import type { Run } from '../model/run.js';
import type { Channel } from '../ports/channel.js';
import type { EventLog } from '../ports/event-log.js';
import type { Profiles } from '../ports/profiles.js';

/** What became of the records that a run fetched, once it has ended. */
export interface RunOutcome {
  /** `running` while the run, or a record of it, is under way; `success` only when every record reached its end well. */
  status: Run['status'];
  /** In one sentence, with the counts. */
  message: string;
  /** Records that were applied, or needed nothing. */
  processed: number;
  /** Records that ended as a dead letter, those among them that came inside others. */
  failed: number;
  /** Records that have not reached their end yet, those among them that will be tried again. */
  waiting: number;
}

/** The events of the records that a run fetched. */
interface EventCounts {
  /** Of the resource's own type, those replayed from a dead letter too. */
  ended: number;
  dead: number;
  /** Of the types that come inside it. */
  deadInside: number;
}

/**
 * Finds out what became of the records of a run by the events that name it. Records that were fetched twice, as after a crash, count
 * once, and one whose dead letter was replayed well counts as processed.
 */
export async function runOutcome(
  { events }: { events: Pick<EventLog, 'count'> },
  run: Run,
  type: RecordType,
): Promise<RunOutcome> {
  const { id: runId, profileId, startedAt: finishedSince } = run;
  if (run.counts.queued === 0) return judgeRun(run, { ended: 0, dead: 0, deadInside: 0 });
  const of = { runId, profileId, finishedSince };
  const [ended, dead, allDead] = await Promise.all([
    events.count({ ...of, type }),
    events.count({ ...of, type, outcome: 'dead-lettered' }),
    events.count({ ...of, outcome: 'dead-lettered' }),
  ]);
  return judgeRun(run, { ended: ended - dead, dead, deadInside: allDead - dead });
}

/** What finding out about any run needs. */
export interface RunOutcomePorts {
  events: Pick<EventLog, 'count'>;
  profiles: Pick<Profiles, 'read'>;
  findChannel(key: string): Channel | null;
}

/** What became of the records of a run, whichever profile it belongs to. */
export async function readRunOutcome(ports: RunOutcomePorts, run: Run): Promise<RunOutcome> {
  const profile = await ports.profiles.read(run.profileId);
  const channel = profile === null ? null : ports.findChannel(profile.channel);
  return runOutcome(ports, run, channel?.resources[run.resource]?.type ?? 'order');
}

/** The verdict on a run, given the events of its records. */
export function judgeRun(run: Run, { ended, dead, deadInside }: EventCounts): RunOutcome {
  const { queued, unreadable } = run.counts;
  const readable = queued - unreadable;
  const processed = Math.min(ended, readable);
  const ownFailed = Math.min(dead, readable - processed);
  const waiting = readable - processed - ownFailed;
  const failed = ownFailed + deadInside + unreadable + run.counts.failed;
  const counts = { processed, failed, waiting };
  return { ...counts, status: statusOf(run, counts), message: messageOf(run, counts) };
}

type Counts = Pick<RunOutcome, 'processed' | 'failed' | 'waiting'>;

function statusOf({ status }: Run, { failed, waiting }: Counts): RunOutcome['status'] {
  if (status !== 'success') return status;
  if (failed > 0) return 'error';
  return waiting > 0 ? 'running' : 'success';
}

function messageOf(run: Run, { processed, failed, waiting }: Counts): string {
  const { status, message, resource, counts } = run;
  if (status === 'error' || processed + failed + waiting === 0) return message;
  const what = processed === 1 ? resource.replace(/s$/, '') : resource;
  const { filtered, missing } = counts;
  return [
    `Processed ${processed} ${what} successfully`,
    ...(failed > 0 ? [`${failed} failed`] : []),
    ...(waiting > 0 ? [`${waiting} still waiting`] : []),
    ...(filtered > 0 ? [`${filtered} not wanted by the profile`] : []),
    ...(missing > 0 ? [`${missing} not in the source`] : []),
  ].join(', ');
}
