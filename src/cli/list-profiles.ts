import type { Profile } from '../model/profile.js';
import type { Profiles } from '../ports/profiles.js';
import { formatTable } from './output/table.js';
import { formatWhen } from './output/when.js';

/** A profile as people see it: of its keys only the ids. */
export type ListedProfile = Omit<Profile, 'apiKeys'> & { apiKeys: string[] };

/** All profiles, by id. */
export async function listProfiles(profiles: Profiles): Promise<ListedProfile[]> {
  const listed: ListedProfile[] = [];
  for await (const profile of profiles.list()) {
    listed.push({ ...profile, apiKeys: profile.apiKeys.map(({ id }) => id) });
  }
  return listed.sort((one, other) => (one.id < other.id ? -1 : 1));
}

/** The profiles as a table; `PULL` is how often. */
export function formatProfiles(profiles: readonly ListedProfile[]): string {
  if (profiles.length === 0) return 'There are no profiles yet: tributary profile put <file.json>\n';
  const rows = profiles.map(({ id, channel, active, deactivated, pull, name }) => [
    id,
    channel,
    active ? 'active' : stateOff(deactivated),
    pull.enabled ? (pull.interval ?? 'as its channel says') : 'never',
    name,
  ]);
  return formatTable(['PROFILE', 'CHANNEL', 'STATE', 'PULL', 'NAME'], rows);
}

function stateOff(deactivated: Profile['deactivated']): string {
  return deactivated === undefined ? 'off' : `off since ${formatWhen(deactivated.at)}: ${deactivated.why}`;
}
