import { createHash } from 'node:crypto';

/** The version of every entity that is live; drafts of an order have another one. */
export const LIVE_VERSION = '0fa91ce3e96a4bc2be4bd9ce752c3425';

/** An id as the shop has them, 32 hex digits: the same name gives the same id. */
export function hexId(...name: readonly (string | number)[]): string {
  return createHash('md5').update(name.join('|')).digest('hex');
}
