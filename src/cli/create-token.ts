import { SignJWT } from 'jose';
import { PipelineError } from '../model/errors.js';
import { profileId } from '../model/profile.js';
import type { TokenSettings } from '../settings.js';

/** Whose token, for how long, and whether for administration. */
export interface TokenOrder {
  profileId: string;
  admin: boolean;
  /** Who it is for: what they edit is logged under this name. */
  name?: string | undefined;
  /** A number and `m`, `h` or `d`: `12h`. */
  expires: string;
}

const SECONDS: Readonly<Record<string, number>> = { m: 60, h: 3_600, d: 86_400 };

/**
 * A bearer token for the local stack, signed with its secret.
 * @throws `parameter_invalid`, `setting_invalid` when tokens come from an issuer
 */
export async function createToken(settings: TokenSettings, order: TokenOrder, now: Date): Promise<string> {
  if (settings.kind === 'issuer') {
    throw new PipelineError('setting_invalid', 'Tokens come from TRIBUTARY_TOKEN_ISSUER; ask there for one');
  }
  const subject = profileId.safeParse(order.profileId);
  if (!subject.success)
    throw new PipelineError('parameter_invalid', 'The profile id is lower-case letters, digits and hyphens');
  const issuedAt = Math.floor(now.getTime() / 1_000);
  const { admin, name } = order;
  return new SignJWT({ ...(admin && { role: 'admin' }), ...(name !== undefined && { name }) })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setSubject(subject.data)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + parseSeconds(order.expires))
    .sign(new TextEncoder().encode(settings.secret));
}

function parseSeconds(text: string): number {
  const [, count, unit = ''] = /^(\d{1,4})([mhd])$/.exec(text) ?? [];
  const seconds = Number(count) * (SECONDS[unit] ?? 0);
  if (seconds > 0) return seconds;
  throw new PipelineError('parameter_invalid', '--expires is a number and m, h or d, such as 12h');
}
