import type { HttpRequest } from '@azure/functions';
import { requireTillProfile, type TillProfile } from '../../orchestration/till-register.js';
import type { AuthenticationPorts, Principal } from './authenticate.js';
import { maySee, nothingHere } from './reading-scope.js';

/**
 * The till of the profile that the address names, if the principal may see it, and the name under which the principal acts. The
 * profile of somebody else is not there.
 * @throws `not_found`, `till_unknown`, `profile_unreadable`
 */
export async function findTill(
  { profiles }: Pick<AuthenticationPorts, 'profiles'>,
  { params }: Pick<HttpRequest, 'params'>,
  principal: Principal,
): Promise<{ profile: TillProfile; actor: string }> {
  const id = params.id ?? '';
  if (!maySee(principal, id, undefined)) throw nothingHere();
  const profile = await profiles.read(id);
  if (profile === null) throw nothingHere();
  return { profile: requireTillProfile(profile), actor: principal.name };
}
