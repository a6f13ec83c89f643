import { PipelineError } from '../model/errors.js';
import type { Profile } from '../model/profile.js';
import type { Channel } from '../ports/channel.js';

// A profile stays in memory for many records, and its settings are asked for with each of them.
const checked = new WeakMap<Profile, { channel: Channel; settings: unknown }>();

/**
 * The settings of a profile as its channel reads them, with the channel's own defaults.
 * @throws `profile_unreadable` when they no longer fit the channel's schema; records wait until the profile is put again
 */
export function channelSettings(channel: Channel, profile: Profile): unknown {
  const known = checked.get(profile);
  if (known?.channel === channel) return known.settings;
  const parsed = channel.settings.safeParse(profile.settings);
  if (!parsed.success) throw unreadable(profile, parsed.error.issues[0]);
  checked.set(profile, { channel, settings: parsed.data });
  return parsed.data;
}

function unreadable({ id, channel }: Profile, fault: { path: PropertyKey[]; message: string } | undefined) {
  const where = ['settings', ...(fault?.path ?? []).map(String)].join('.');
  return new PipelineError(
    'profile_unreadable',
    `${where} of the profile ${id} does not fit the channel ${channel}: ${fault?.message}`,
  );
}
