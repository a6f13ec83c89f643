import { PipelineError } from '../model/errors.js';
import type { Profile } from '../model/profile.js';
import type { PullRequest } from '../model/pull-request.js';
import type { Run } from '../model/run.js';
import type { ChannelHttp, ChannelResource } from '../ports/channel.js';
import type { PullPorts } from './pull-ports.js';

/** What a run reads from: the profile, its channel's resource, the secrets and the way there. */
export interface PullSource {
  profile: Profile;
  resource: ChannelResource;
  secrets: Record<string, string>;
  http: ChannelHttp;
}

/** Opens what the request asks for; the run counts the requests that are made. @throws `profile_*`, `channel_unknown`, `secret_unavailable` */
export async function openSource(ports: PullPorts, request: PullRequest, run: Run): Promise<PullSource> {
  const profile = await ports.profiles.read(request.profileId);
  if (profile === null)
    throw new PipelineError('profile_unknown', `There is no integration profile ${request.profileId}`);
  if (!profile.active)
    throw new PipelineError('profile_inactive', `The integration profile ${profile.id} is switched off`);
  const channel = ports.findChannel(profile.channel);
  const resource = channel?.resources[request.resource];
  if (channel === null || resource?.list === undefined) {
    throw new PipelineError(
      'channel_unknown',
      `The channel ${profile.channel} has nothing to pull under ${request.resource}`,
    );
  }
  const secrets: Record<string, string> = {};
  for (const name of channel.secretNames(profile.settings)) {
    const reference = profile.secrets[name];
    if (reference === undefined) throw new PipelineError('secret_unavailable', `The profile has no secret ${name}`);
    secrets[name] = await ports.secrets.resolve(reference);
  }
  const http = ports.createHttp(profile, channel, ({ ms }) => {
    run.requests += 1;
    run.requestMs += ms;
  });
  return { profile, resource, secrets, http };
}
