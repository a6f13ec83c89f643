import { isJsonObject } from '../diff/json.js';
import { PipelineError } from '../model/errors.js';
import { parseJson } from '../model/json-text.js';
import type { Profile } from '../model/profile.js';
import { validateProfile } from '../orchestration/validate-profile.js';
import type { Channel } from '../ports/channel.js';
import type { Profiles } from '../ports/profiles.js';

/**
 * Stores the profile that the text describes and gives it back. Keys that the text does not speak of stay as they are.
 * @throws `profile_invalid` with one line for each fault, its path first; nothing is stored then
 */
export async function putProfile(
  open: () => Promise<Profiles>,
  findChannel: (key: string) => Channel | null,
  text: string,
): Promise<Profile> {
  const input = parseJson(text.replace(/^\uFEFF/, ''));
  const checked = validateProfile(input, findChannel);
  if (!checked.ok) {
    const faults = checked.faults.map(({ path, message }) => `${path === '' ? '/' : path}: ${message}`);
    throw new PipelineError('profile_invalid', ['The profile is not stored:', ...faults].join('\n'));
  }
  const profiles = await open();
  const speaksOfKeys = isJsonObject(input) && input.apiKeys !== undefined;
  const before = speaksOfKeys ? null : await profiles.read(checked.value.id);
  // That its source had it switched off is over once a person has looked at it.
  const { deactivated: _, ...given } = checked.value;
  const profile = { ...given, apiKeys: before?.apiKeys ?? checked.value.apiKeys };
  await profiles.put(profile);
  return profile;
}
