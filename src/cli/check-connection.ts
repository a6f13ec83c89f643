import { toPipelineError } from '../model/errors.js';
import type { Profile } from '../model/profile.js';
import { type ContextPorts, readContext } from '../orchestration/read-context.js';
import type { Channel, ConnectionCheck } from '../ports/channel.js';

/**
 * What the channel's own test of the connection finds, and whether the secrets can be read that webhooks and the registration are checked
 * with, where the settings switch them on.
 * @throws `profile_unreadable`, `secret_unavailable` and `registration_missing` for a secret of the channel itself
 */
export async function checkConnection(
  ports: ContextPorts,
  profile: Profile,
  channel: Channel,
): Promise<ConnectionCheck[]> {
  const context = await readContext(ports, profile, channel);
  const checks = (await channel.testConnection?.(context)) ?? [];
  const parts = [channel.webhooks, channel.registration];
  const names = parts.flatMap((part) => part?.secretNames(context.settings) ?? []);
  const others = names.filter((name) => !Object.hasOwn(context.secrets, name));
  return others.length === 0 ? checks : [...checks, await checkSecrets(ports, profile, others)];
}

async function checkSecrets(
  { secrets }: Pick<ContextPorts, 'secrets'>,
  profile: Profile,
  names: readonly string[],
): Promise<ConnectionCheck> {
  const faults: string[] = [];
  for (const name of names) {
    const reference = Object.hasOwn(profile.secrets, name) ? profile.secrets[name] : undefined;
    const fault =
      reference === undefined
        ? `The profile references no secret ${name}`
        : await faultOf(secrets.resolve(reference, profile.id));
    if (fault !== null) faults.push(fault);
  }
  const found = { name: 'webhook secrets' };
  if (faults.length === 0) return { ...found, status: 'ok', message: 'What webhooks are checked with can be read' };
  return { ...found, status: 'failed', message: `${faults.join('; ')}: until then no webhook is taken` };
}

async function faultOf(resolving: Promise<string>): Promise<string | null> {
  try {
    await resolving;
    return null;
  } catch (error) {
    return toPipelineError(error).message;
  }
}
