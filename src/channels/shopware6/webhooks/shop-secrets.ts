import { z } from 'zod';

/** What a shop may still have signed with the secret before: Shopware itself signs at the moment of sending. */
const GRACE_MS = 10 * 60_000;

const known = z.object({
  current: z.string().min(1),
  previous: z.string().min(1).optional(),
  previousUntil: z.iso.datetime().optional(),
});

type ShopSecrets = z.output<typeof known>;

function parse(text: string): ShopSecrets | null {
  try {
    return known.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

/** The text in which a shop's secrets are handed over: the new one, and for ten minutes the one before. The same secret changes nothing. */
export function formatShopSecrets(current: string, stored: string | undefined, now: Date): string {
  const before = stored === undefined ? null : parse(stored);
  if (before === null) return JSON.stringify({ current });
  if (before.current === current) return JSON.stringify(before);
  const previousUntil = new Date(now.getTime() + GRACE_MS).toISOString();
  return JSON.stringify({ current, previous: before.current, previousUntil });
}

/** The secrets that a shop signs with now; a text that is not ours is a secret itself. */
export function shopSecretsNow(text: string, now: Date): string[] {
  const secrets = parse(text);
  if (secrets === null) return [text];
  const { current, previous, previousUntil } = secrets;
  const holds = previous !== undefined && previousUntil !== undefined && now.getTime() < Date.parse(previousUntil);
  return holds ? [current, previous] : [current];
}
