import { PipelineError } from '../model/errors.js';
import { type Profile, profileId } from '../model/profile.js';
import type { Channel } from '../ports/channel.js';
import type { Profiles } from '../ports/profiles.js';
import type { Secrets } from '../ports/secrets.js';

/** What finding a part of a profile's channel needs: blob storage and secrets only, so that it survives an outage of the order store. */
export interface PartPorts {
  profiles: Pick<Profiles, 'read'>;
  secrets: Secrets;
  findChannel(key: string): Channel | null;
}

/** What a channel has beside its resources, such as webhooks, and the secrets that it is checked with. */
export interface CheckedPart {
  secretNames(settings: unknown): readonly string[];
}

/** A part that is open: the profile references every secret, and is on unless the part stays open. */
export interface OpenPart<Part> {
  profile: Profile;
  part: Part;
  settings: unknown;
  secrets: Readonly<Record<string, string>>;
}

/** The part, or the reason why it is closed; whoever asks from outside is not told it. */
export type MaybePart<Part> = { open: OpenPart<Part> } | { open: null; why: string };

/** Which part is looked for. */
export interface PartWish<Part> {
  /** Names it in reasons. */
  what: string;
  partOf(channel: Channel): Part | undefined;
  /** Whether it is open even while the profile is switched off. */
  staysOpen?(part: Part): boolean;
}

/**
 * Finds a part of a profile's channel with what it is checked with.
 * @throws `profile_unreadable` for settings that no longer fit the channel, `webhook_secret_unavailable`
 */
export async function openPart<Part extends CheckedPart>(
  ports: PartPorts,
  id: string,
  { what, partOf, staysOpen }: PartWish<Part>,
): Promise<MaybePart<Part>> {
  const closed = (why: string): MaybePart<Part> => ({ open: null, why });
  const profile = profileId.safeParse(id).success ? await ports.profiles.read(id) : null;
  if (profile === null) return closed('there is no such profile');
  const channel = ports.findChannel(profile.channel);
  const part = channel === null ? undefined : partOf(channel);
  if (channel === null || part === undefined) return closed(`the channel has no ${what}`);
  if (!profile.active && staysOpen?.(part) !== true) return closed('the profile is switched off');
  const settings = channel.settings.safeParse(profile.settings);
  if (!settings.success)
    throw new PipelineError(
      'profile_unreadable',
      `The settings of ${profile.id} do not fit the channel ${channel.key}`,
    );
  const names = part.secretNames(settings.data);
  const missing = names.filter((name) => !Object.hasOwn(profile.secrets, name));
  if (missing.length > 0) return closed(`the profile references no secret ${missing.join(', ')}`);
  const secrets = await resolveSecrets(ports, profile, names, what);
  if (secrets === null) return closed('the channel has not handed over its credentials yet');
  return { open: { profile, part, settings: settings.data, secrets } };
}

/** A secret that is referenced and cannot be had is our fault: the sender has to come again. Null before a registration. */
async function resolveSecrets(
  { secrets }: Pick<PartPorts, 'secrets'>,
  profile: Profile,
  names: readonly string[],
  what: string,
): Promise<Record<string, string> | null> {
  const resolve = (name: string) => secrets.resolve(profile.secrets[name] as string, profile.id);
  try {
    const resolved = await Promise.all(names.map(async (name) => [name, await resolve(name)] as const));
    return Object.fromEntries(resolved);
  } catch (cause) {
    if (cause instanceof PipelineError && cause.code === 'registration_missing') return null;
    const message = `A secret of the ${what} of ${profile.id} cannot be resolved`;
    throw new PipelineError('webhook_secret_unavailable', message, { cause });
  }
}
