import type { Profile } from '../model/profile.js';
import { pulledResources } from '../orchestration/schedule-pulls.js';
import type { Channel } from '../ports/channel.js';

/** What is to be pulled of a profile. */
export interface ChosenSync {
  profile: Profile;
  resources: string[];
}

/** Which profiles `--all` means: the others are named with the reason why they are left out. */
export interface SyncChoice {
  chosen: ChosenSync[];
  skipped: { profileId: string; why: string }[];
}

/** The profiles that are on, pulled by themselves, and have one of the resources (all of theirs, where none is named). */
export function chooseSyncs(
  profiles: readonly Profile[],
  wanted: readonly string[],
  findChannel: (key: string) => Channel | null,
): SyncChoice {
  const choice: SyncChoice = { chosen: [], skipped: [] };
  for (const profile of profiles) {
    const channel = findChannel(profile.channel);
    const resources = channel === null ? [] : resourcesOf(profile, channel, wanted);
    const why = reasonToSkip(profile, channel, resources);
    if (why === null) choice.chosen.push({ profile, resources });
    else choice.skipped.push({ profileId: profile.id, why });
  }
  return choice;
}

function resourcesOf(profile: Profile, channel: Channel, wanted: readonly string[]): string[] {
  const pulled = pulledResources(profile, channel);
  return wanted.length === 0 ? pulled : pulled.filter((name) => wanted.includes(name));
}

function reasonToSkip(profile: Profile, channel: Channel | null, resources: readonly string[]): string | null {
  if (!profile.active) return 'it is switched off';
  if (!profile.pull.enabled) return 'its pull is switched off';
  if (channel === null) return `there is no channel ${profile.channel}`;
  return resources.length === 0 ? 'it has nothing of this to pull' : null;
}
