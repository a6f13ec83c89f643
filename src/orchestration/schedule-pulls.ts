import { backfillOf, type Cursor } from '../model/cursor.js';
import { parseDurationMs } from '../model/duration.js';
import type { Profile } from '../model/profile.js';
import type { PullRequest } from '../model/pull-request.js';
import type { Channel } from '../ports/channel.js';
import type { PullPorts } from './pull-ports.js';

/** A timer that fires a little early must not skip a turn. */
const SLACK_MS = 5_000;
/** Where neither the profile nor its channel says how often. */
const DEFAULT_INTERVAL = 'PT15M';

/** The resources of a profile that are pulled: those it names, or all that its channel lists. */
export function pulledResources(profile: Profile, channel: Channel): string[] {
  const listed = Object.entries(channel.resources)
    .filter(([, resource]) => resource.list !== undefined)
    .map(([name]) => name);
  return profile.pull.resources.length === 0 ? listed : profile.pull.resources.filter((name) => listed.includes(name));
}

/**
 * Asks for a pull of each profile and resource whose interval has passed: for the changes, and for a backfill where one is due. One
 * that fails does not keep the others waiting.
 * @throws the first failure, once all were asked for
 */
export async function schedulePulls(ports: PullPorts): Promise<{ requested: number }> {
  let requested = 0;
  const failures: unknown[] = [];
  for await (const profile of ports.profiles.list()) {
    const channel = scheduledChannel(ports, profile);
    if (channel === null) continue;
    for (const resource of pulledResources(profile, channel)) {
      try {
        requested += await requestDue(ports, profile, channel, resource);
      } catch (error) {
        failures.push(error);
      }
    }
  }
  if (failures.length > 0) throw failures[0];
  return { requested };
}

function scheduledChannel(ports: Pick<PullPorts, 'findChannel'>, profile: Profile): Channel | null {
  return profile.active && profile.pull.enabled ? ports.findChannel(profile.channel) : null;
}

async function requestDue(ports: PullPorts, profile: Profile, channel: Channel, resource: string): Promise<number> {
  const due = [
    await requestChanges(ports, profile, channel, resource),
    await requestBackfill(ports, profile, channel, resource),
  ];
  return due.filter(Boolean).length;
}

async function requestChanges(
  ports: PullPorts,
  profile: Profile,
  channel: Channel,
  resource: string,
): Promise<boolean> {
  const now = ports.clock.now();
  const cursor = await ports.cursors.read(profile.id, resource);
  if (!isDue(cursor?.requestedAt ?? null, pullIntervals(profile, channel).changesMs, now)) return false;
  // Marked first: if the request is lost after this, the next interval asks again; the other order could ask twice.
  if (!(await ports.cursors.markRequested(profile.id, resource, now.toISOString(), cursor))) return false;
  await ports.pullRequests.put(newRequest(ports, profile.id, resource, 'schedule'));
  return true;
}

async function requestBackfill(
  ports: PullPorts,
  profile: Profile,
  channel: Channel,
  resource: string,
): Promise<boolean> {
  const { backfillMs } = pullIntervals(profile, channel);
  if (backfillMs === null) return false;
  const now = ports.clock.now();
  const name = backfillOf(resource);
  const cursor = await ports.cursors.read(profile.id, name);
  const last = cursor?.requestedAt ?? null;
  const isRunning = cursor !== null && cursor.listing !== null && !isDue(cursor.updatedAt, backfillMs, now);
  if (isRunning || !isDue(last, backfillMs, now)) return false;
  if (!(await ports.cursors.markRequested(profile.id, name, now.toISOString(), cursor))) return false;
  // The first pull of the changes reads just as far back, so the first backfill comes an interval after it.
  if (last === null) return false;
  await ports.pullRequests.put(newRequest(ports, profile.id, resource, 'schedule', { kind: 'backfill' }));
  return true;
}

/** How often a profile's resources are pulled, in milliseconds; `backfillMs` is null for never. */
export function pullIntervals(profile: Profile, channel: Channel): { changesMs: number; backfillMs: number | null } {
  const { interval, backfillInterval } = profile.pull;
  const { pullDefaults = {} } = channel;
  const changes = interval ?? pullDefaults.interval ?? DEFAULT_INTERVAL;
  const backfill = backfillInterval === undefined ? pullDefaults.backfillInterval : backfillInterval;
  return { changesMs: parseDurationMs(changes) ?? 0, backfillMs: parseDurationMs(backfill ?? '') };
}

/** Whether the changes of a resource are scheduled, and their interval has passed since the cursor says they were asked for. */
export function changesAreDue(
  ports: Pick<PullPorts, 'findChannel'>,
  profile: Profile,
  resource: string,
  cursor: Pick<Cursor, 'requestedAt'>,
  now: Date,
): boolean {
  const channel = scheduledChannel(ports, profile);
  if (channel === null || !pulledResources(profile, channel).includes(resource)) return false;
  return isDue(cursor.requestedAt, pullIntervals(profile, channel).changesMs, now);
}

function isDue(last: string | null, intervalMs: number, now: Date): boolean {
  return last === null || now.getTime() - Date.parse(last) >= intervalMs - SLACK_MS;
}

/** A request for a new run; of changes unless `what` says otherwise. */
export function newRequest(
  ports: Pick<PullPorts, 'clock' | 'ids'>,
  profileId: string,
  resource: string,
  reason: PullRequest['reason'],
  what: Partial<Pick<PullRequest, 'kind' | 'since' | 'ids'>> = {},
): PullRequest {
  return {
    runId: ports.ids.ulid(),
    profileId,
    resource,
    requestedAt: ports.clock.now().toISOString(),
    kind: 'changes',
    reason,
    ...what,
    slice: 0,
  };
}
