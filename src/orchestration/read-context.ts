import { PipelineError } from '../model/errors.js';
import type { Profile } from '../model/profile.js';
import type { Channel, ChannelContext, ChannelHttp } from '../ports/channel.js';
import type { Clock } from '../ports/clock.js';
import type { Ids } from '../ports/ids.js';
import type { Secrets } from '../ports/secrets.js';
import { channelSettings } from './channel-settings.js';

/** A request that was made to a channel's system: how long it took, and the status of the answer, 0 without one. */
export type RequestMade = { ms: number; status: number };

/** What a call of a channel needs of the world. */
export interface ContextPorts {
  secrets: Secrets;
  clock: Clock;
  ids: Ids;
  createHttp(profile: Profile, channel: Channel, onRequest: (request: RequestMade) => void): ChannelHttp;
}

/**
 * What a call of the profile's channel may use: the checked settings, the secrets, the way there.
 * @throws `profile_unreadable`, and what `Secrets.resolve` throws
 */
export async function readContext(
  ports: ContextPorts,
  profile: Profile,
  channel: Channel,
  onRequest: (request: RequestMade) => void = () => {},
): Promise<ChannelContext> {
  const settings = channelSettings(channel, profile);
  // All at once: what was handed over together must be read together.
  const secrets = await Promise.all(
    channel.secretNames(settings).map(async (name): Promise<[string, string]> => {
      const reference = profile.secrets[name];
      if (reference === undefined) throw new PipelineError('secret_unavailable', `The profile has no secret ${name}`);
      return [name, await ports.secrets.resolve(reference, profile.id)];
    }),
  );
  return {
    settings,
    secrets: Object.fromEntries(secrets),
    http: ports.createHttp(profile, channel, onRequest),
    now: () => ports.clock.now(),
    sleep: (ms) => ports.clock.sleep(ms),
    random: () => ports.ids.random(),
  };
}
