import { PipelineError } from '../model/errors.js';
import { instant } from '../model/instant.js';
import type { Profile } from '../model/profile.js';
import type { PullRequest } from '../model/pull-request.js';
import type { Channel } from '../ports/channel.js';
import type { Clock } from '../ports/clock.js';
import type { Ids } from '../ports/ids.js';
import type { Profiles } from '../ports/profiles.js';
import type { PullRequests } from '../ports/pull-requests.js';
import { loadProfile } from './load-profile.js';
import { newRequest, pulledResources } from './schedule-pulls.js';

/** What asking for a sync needs of the world. */
export interface RequestSyncPorts {
  profiles: Pick<Profiles, 'read'>;
  pullRequests: Pick<PullRequests, 'put'>;
  clock: Clock;
  ids: Ids;
  findChannel(key: string): Channel | null;
}

/** What a person asks to be synchronised. */
export interface SyncRequest {
  profileId: string;
  /** All that the profile pulls, unless they are named. */
  resources?: readonly string[] | undefined;
  kind: 'changes' | 'backfill';
  /** From when on a backfill reads, by the source's clock; as far back as the profile says, unless it is given. */
  since?: string | undefined;
}

/**
 * Asks for a pull of each resource, also of a profile that is not pulled by itself, and gives the runs that will do it.
 * @throws `profile_unknown`, `profile_inactive`, `channel_unknown`, `parameter_invalid`
 */
export async function requestSync(
  ports: RequestSyncPorts,
  sync: SyncRequest,
): Promise<{ resource: string; runId: string }[]> {
  const { profile, channel } = await loadProfile(ports, sync.profileId);
  const what: Partial<PullRequest> = { kind: sync.kind, ...checkSince(sync, ports.clock.now()) };
  const requests = chooseResources(profile, channel, sync.resources).map((resource) =>
    newRequest(ports, profile.id, resource, 'command', what),
  );
  for (const request of requests) await ports.pullRequests.put(request);
  return requests.map(({ resource, runId }) => ({ resource, runId }));
}

function checkSince({ kind, since }: SyncRequest, now: Date): { since?: string } {
  if (since === undefined) return {};
  const refuse = (why: string) => new PipelineError('parameter_invalid', `since ${why}`, { path: 'since' });
  const parsed = instant.safeParse(since);
  if (!parsed.success) throw refuse(parsed.error.issues[0]?.message ?? 'is not an instant');
  if (kind !== 'backfill') throw refuse('belongs to a backfill: what has changed is read from the cursor on');
  if (Date.parse(parsed.data) > now.getTime()) throw refuse('lies in the future');
  return { since: parsed.data };
}

function chooseResources(profile: Profile, channel: Channel, wanted?: readonly string[]): string[] {
  const isListed = (name: string) => channel.resources[name]?.list !== undefined;
  const chosen = [...new Set(wanted ?? pulledResources(profile, channel))];
  const odd = chosen.find((name) => !isListed(name));
  if (odd === undefined && chosen.length > 0) return chosen;
  const offered = Object.keys(channel.resources).filter(isListed).join(', ') || 'nothing';
  const what = odd === undefined ? '' : `, not ${odd}`;
  throw new PipelineError('parameter_invalid', `The channel ${channel.key} offers for pulling: ${offered}${what}`, {
    path: 'resources',
  });
}
