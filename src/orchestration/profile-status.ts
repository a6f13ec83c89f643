import { type Outcome, outcome } from '../model/event.js';
import type { Profile } from '../model/profile.js';
import type { RecordType } from '../model/record-type.js';
import type { Run } from '../model/run.js';
import type { Channel } from '../ports/channel.js';
import type { Clock } from '../ports/clock.js';
import type { Cursors } from '../ports/cursors.js';
import type { DeadLetters } from '../ports/dead-letters.js';
import type { EventLog } from '../ports/event-log.js';
import type { Queue } from '../ports/queue.js';
import type { RunLog } from '../ports/run-log.js';
import { type Backlog, countBacklog } from './check-health.js';
import { type DeadLetterGroups, groupDeadLetters } from './list-dead-letters.js';
import { type RunOutcome, runOutcome } from './run-outcome.js';
import { pulledResources, pullIntervals } from './schedule-pulls.js';

/** What the status needs of the world. */
export interface StatusPorts {
  runs: Pick<RunLog, 'latest'>;
  cursors: Pick<Cursors, 'read'>;
  events: Pick<EventLog, 'count'>;
  deadLetters: Pick<DeadLetters, 'list'>;
  queue: Pick<Queue, 'list'>;
  clock: Pick<Clock, 'now'>;
  findChannel(key: string): Channel | null;
}

/** How far the pull of one resource has come. */
export interface ResourceStatus {
  resource: string;
  lastRun: Pick<Run, 'id' | 'kind' | 'status' | 'message' | 'startedAt' | 'finishedAt'> | null;
  /** What became of the records of that run. */
  outcome: RunOutcome | null;
  /** The newest source version of which everything older is queued; null before the first page. */
  watermark: string | null;
  /** How old the watermark is, in milliseconds: as old as the last change, where the source changes nothing. */
  freshnessMs: number | null;
  /** When the next pull is due; now or earlier where it is overdue, null where none is scheduled. */
  nextPullAt: string | null;
}

/** How a profile is. */
export interface ProfileStatus {
  profileId: string;
  name: string;
  channel: string;
  active: boolean;
  resources: ResourceStatus[];
  /** The records that reached their end since midnight UTC. */
  today: { since: string; counts: Record<Outcome, number> };
  /** The profile's dead letters by cause, and how many of them there are and will be tried again by themselves. */
  failures: DeadLetterGroups & { count: number; parked: number };
  /** Queue blobs of all profiles. */
  backlog: Backlog;
}

/** Tells how a profile is. @throws what the stores throw: a status that is not known is no status */
export async function profileStatus(ports: StatusPorts, profile: Profile): Promise<ProfileStatus> {
  const now = ports.clock.now();
  const channel = ports.findChannel(profile.channel);
  const names = channel === null ? [] : pulledResources(profile, channel);
  const [resources, today, failures, backlog] = await Promise.all([
    Promise.all(
      names.map((name) => {
        const type = channel?.resources[name]?.type ?? 'order';
        return resourceStatus(ports, profile, { name, type }, nextPull(profile, channel), now);
      }),
    ),
    countToday(ports, profile.id, now),
    groupDeadLetters(ports, { profileId: profile.id }),
    countBacklog(ports.queue, now),
  ]);
  const { id: profileId, name, active } = profile;
  const sum = (of: 'count' | 'parked') => failures.groups.reduce((total, group) => total + group[of], 0);
  return {
    profileId,
    name,
    channel: profile.channel,
    active,
    resources,
    today,
    failures: { ...failures, count: sum('count'), parked: sum('parked') },
    backlog,
  };
}

async function resourceStatus(
  { runs, cursors, events }: StatusPorts,
  profile: Profile,
  { name: resource, type }: { name: string; type: RecordType },
  nextPullAfterMs: number | null,
  now: Date,
): Promise<ResourceStatus> {
  const [cursor, [run]] = await Promise.all([cursors.read(profile.id, resource), runs.latest(profile.id, 1, resource)]);
  const watermark = cursor?.watermark ?? null;
  const requestedAt = cursor?.requestedAt ?? null;
  const dueAt = requestedAt === null ? now.getTime() : Date.parse(requestedAt) + (nextPullAfterMs ?? 0);
  return {
    resource,
    lastRun: run === undefined ? null : summarize(run),
    outcome: run === undefined ? null : await runOutcome({ events }, run, type),
    watermark,
    freshnessMs: watermark === null ? null : now.getTime() - Date.parse(watermark),
    nextPullAt: nextPullAfterMs === null ? null : new Date(dueAt).toISOString(),
  };
}

function summarize({ id, kind, status, message, startedAt, finishedAt }: Run): ResourceStatus['lastRun'] {
  return { id, kind, status, message, startedAt, finishedAt };
}

/** How long after one pull the next one is due; null for never. */
function nextPull(profile: Profile, channel: Channel | null): number | null {
  const isScheduled = channel !== null && profile.active && profile.pull.enabled;
  return isScheduled ? pullIntervals(profile, channel).changesMs : null;
}

async function countToday({ events }: StatusPorts, profileId: string, now: Date): Promise<ProfileStatus['today']> {
  const since = `${now.toISOString().slice(0, 10)}T00:00:00.000Z`;
  const counted = outcome.options.map(async (one) => {
    return [one, await events.count({ profileId, outcome: one, finishedSince: since })] as const;
  });
  return { since, counts: Object.fromEntries(await Promise.all(counted)) as Record<Outcome, number> };
}
