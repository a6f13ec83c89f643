import { PipelineError } from '../model/errors.js';
import type { Profile } from '../model/profile.js';
import type { Channel } from '../ports/channel.js';
import type { Profiles } from '../ports/profiles.js';

/**
 * The integration profile of a record that is under way, and its channel.
 * @throws `profile_unknown`, `profile_inactive`, `channel_unknown`
 */
export async function loadProfile(
  ports: { profiles: Pick<Profiles, 'read'>; findChannel(key: string): Channel | null },
  profileId: string,
): Promise<{ profile: Profile; channel: Channel }> {
  const profile = await ports.profiles.read(profileId);
  if (profile === null) throw new PipelineError('profile_unknown', `There is no integration profile ${profileId}`);
  if (!profile.active)
    throw new PipelineError('profile_inactive', `The integration profile ${profileId} is switched off`);
  const channel = ports.findChannel(profile.channel);
  if (channel === null) throw new PipelineError('channel_unknown', `There is no channel ${profile.channel}`);
  return { profile, channel };
}
