import { PipelineError } from '../../model/errors.js';
import type { Principal } from './authenticate.js';

/**
 * The one profile whose records a list may show: the principal's own, or for an administrator the one that is asked for.
 * @throws `not_found` for the profile of somebody else, `parameter_invalid` when an administrator asks for none
 */
export function scopeOf(principal: Principal, asked: string | undefined): string {
  if (principal.admin) {
    if (asked === undefined) {
      throw new PipelineError('parameter_invalid', 'The query parameter profileId: say whose records', {
        path: 'profileId',
      });
    }
    return asked;
  }
  if (asked !== undefined && asked !== principal.profile.id) throw nothingHere();
  return principal.profile.id;
}

/** Whether the principal may see what belongs to the profile. */
export function maySee(principal: Principal, owner: string, asked: string | undefined): boolean {
  if (asked !== undefined && asked !== owner) return false;
  return principal.admin || principal.profile.id === owner;
}

/** What is answered where there is nothing, and where there is something of somebody else: the two cannot be told apart. */
export function nothingHere(): PipelineError {
  return new PipelineError('not_found', 'There is nothing at this address');
}
