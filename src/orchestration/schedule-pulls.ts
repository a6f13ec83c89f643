import { parseDurationMs } from '../model/duration.js';
import type { Profile } from '../model/profile.js';
import type { PullRequest } from '../model/pull-request.js';
import type { Channel } from '../ports/channel.js';
import type { PullPorts } from './pull-ports.js';

/** A timer that fires a little early must not skip a turn. */
const SLACK_MS = 5_000;

/** The resources of a profile that are pulled: those it names, or all that its channel lists. */
export function pulledResources(profile: Profile, channel: Channel): string[] {
  const listed = Object.entries(channel.resources)
    .filter(([, resource]) => resource.list !== undefined)
    .map(([name]) => name);
  return profile.pull.resources.length === 0 ? listed : profile.pull.resources.filter((name) => listed.includes(name));
}

/**
 * Asks for a pull of each profile and resource whose interval has passed. One that fails does not keep the others waiting.
 * @throws the first failure, once all were asked for
 */
export async function schedulePulls(ports: PullPorts): Promise<{ requested: number }> {
  let requested = 0;
  const failures: unknown[] = [];
  for await (const profile of ports.profiles.list()) {
    for (const resource of resourcesOf(ports, profile)) {
      try {
        if (await requestIfDue(ports, profile, resource)) requested += 1;
      } catch (error) {
        failures.push(error);
      }
    }
  }
  if (failures.length > 0) throw failures[0];
  return { requested };
}

function resourcesOf(ports: PullPorts, profile: Profile): string[] {
  const channel = ports.findChannel(profile.channel);
  return profile.active && profile.pull.enabled && channel !== null ? pulledResources(profile, channel) : [];
}

async function requestIfDue(ports: PullPorts, profile: Profile, resource: string): Promise<boolean> {
  const now = ports.clock.now();
  const cursor = await ports.cursors.read(profile.id, resource);
  const last = cursor?.requestedAt ?? null;
  const interval = parseDurationMs(profile.pull.interval) ?? 0;
  if (last !== null && now.getTime() - Date.parse(last) < interval - SLACK_MS) return false;
  // Marked first: if the request is lost after this, the next interval asks again; the other order could ask twice.
  if (!(await ports.cursors.markRequested(profile.id, resource, now.toISOString(), cursor))) return false;
  await ports.pullRequests.put(newRequest(ports, profile.id, resource, 'schedule'));
  return true;
}

/** A request for a new run. */
export function newRequest(
  ports: Pick<PullPorts, 'clock' | 'ids'>,
  profileId: string,
  resource: string,
  reason: PullRequest['reason'],
): PullRequest {
  return {
    runId: ports.ids.ulid(),
    profileId,
    resource,
    requestedAt: ports.clock.now().toISOString(),
    kind: 'changes',
    reason,
    slice: 0,
  };
}
