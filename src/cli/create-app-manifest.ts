import { PipelineError } from '../model/errors.js';
import type { Profile } from '../model/profile.js';
import { channelSettings } from '../orchestration/channel-settings.js';
import type { Channel } from '../ports/channel.js';
import type { Secrets } from '../ports/secrets.js';

/**
 * The manifest by which a profile's app is installed, for an app that others reach at `publicUrl`. It may hold a secret.
 * @throws `registration_unsupported`, `parameter_invalid` for an address that is none, `secret_unavailable`
 */
export async function createAppManifest(
  secrets: Secrets,
  profile: Profile,
  channel: Channel,
  publicUrl: string | null,
): Promise<string> {
  const settings = channelSettings(channel, profile);
  const names = channel.registration?.secretNames(settings) ?? [];
  if (channel.registration === undefined || names.length === 0) {
    throw new PipelineError('registration_unsupported', `The settings of ${profile.id} name no app`);
  }
  const base = `${checkAddress(publicUrl)}/api/webhooks/${profile.id}`;
  const resolved: Record<string, string> = {};
  for (const name of names) {
    const reference = profile.secrets[name];
    if (reference === undefined) throw new PipelineError('secret_unavailable', `The profile has no secret ${name}`);
    resolved[name] = await secrets.resolve(reference, profile.id);
  }
  return channel.registration.manifest({
    settings,
    secrets: resolved,
    registrationUrl: `${base}/register`,
    webhookUrl: base,
  });
}

function checkAddress(publicUrl: string | null): string {
  const url = publicUrl !== null && URL.canParse(publicUrl) ? new URL(publicUrl) : null;
  const isPlain = url !== null && /^https?:$/.test(url.protocol) && url.search + url.hash + url.username === '';
  if (isPlain) return url.href.replace(/\/+$/, '');
  const message = 'Name the address at which the sales channel reaches this app: --url or TRIBUTARY_PUBLIC_URL';
  throw new PipelineError('parameter_invalid', message, { path: 'url' });
}
