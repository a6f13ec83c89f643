import type { Envelope } from '../model/envelope.js';
import { findLayout, layoutOfFormat, layoutVersion } from '../model/file-layout.js';
import { mappingVersionOf } from '../model/mapping.js';
import type { Profile } from '../model/profile.js';
import type { Channel } from '../ports/channel.js';

/**
 * Which mapping a record of this format and type goes through: the channel's, with the profile's overrides. A cached record of another
 * one is mapped again.
 */
export function readMappingVersion(
  { format, type }: Pick<Envelope, 'format' | 'type'>,
  channel: Channel,
  profile: Profile,
): string {
  if (format === 'canonical') return 'canonical/1';
  const name = layoutOfFormat(format);
  const layout = name === null ? null : findLayout(profile.files, name);
  if (name !== null) return layout === null ? `file/1+${name}` : layoutVersion(layout);
  return mappingVersionOf(`${channel.key}/${channel.mappingVersion}`, profile.mapping[type]);
}
