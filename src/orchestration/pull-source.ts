import { PipelineError } from '../model/errors.js';
import type { Profile } from '../model/profile.js';
import type { Channel, ChannelContext, ChannelResource } from '../ports/channel.js';
import type { Profiles } from '../ports/profiles.js';
import { loadProfile } from './load-profile.js';
import { type ContextPorts, type RequestMade, readContext } from './read-context.js';

/** What opening a source needs of the world. */
export interface SourcePorts extends ContextPorts {
  profiles: Pick<Profiles, 'read'>;
  findChannel(key: string): Channel | null;
}

/** What records are read from: the profile, its channel's resource, and what a call of it may use. */
export interface PullSource {
  profile: Profile;
  channel: Channel;
  resource: ChannelResource;
  context: ChannelContext;
}

/**
 * Opens the resource of a profile's channel; `onRequest` hears of each request that is made.
 * @throws `profile_*`, `channel_unknown`, `secret_unavailable`
 */
export async function openSource(
  ports: SourcePorts,
  profileId: string,
  resourceName: string,
  onRequest?: (request: RequestMade) => void,
): Promise<PullSource> {
  const { profile, channel } = await loadProfile(ports, profileId);
  const resource = Object.hasOwn(channel.resources, resourceName) ? channel.resources[resourceName] : undefined;
  if (resource === undefined) {
    throw new PipelineError('channel_unknown', `The channel ${profile.channel} has nothing under ${resourceName}`);
  }
  return { profile, channel, resource, context: await readContext(ports, profile, channel, onRequest) };
}
