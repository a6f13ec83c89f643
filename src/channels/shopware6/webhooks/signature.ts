import { signatureOf } from '../../kit/signature.js';
import { unauthenticated } from '../../kit/webhook-error.js';
import type { WebhookContext } from './webhook-context.js';

/**
 * The secret that one shop signs with, made of the app's own: the same whenever it is asked for, so that nothing needs to be kept, and
 * another for each shop.
 */
export function shopSecretOf(appSecret: string, shopId: string): string {
  return signatureOf(`shop-secret|${shopId}`, appSecret);
}

/** The secrets of this name that hold now, the current one first; the previous one only within its time of grace. */
export function secretsNow({ settings, secrets, now }: WebhookContext, name: string): string[] {
  const current = secrets[name] ?? '';
  if (current === '') throw unauthenticated(`The profile has no secret ${name}`);
  const until = settings.webhooks?.previousSecretUntil;
  const previous = until !== undefined && now().getTime() < Date.parse(until) ? secrets[`${name}Previous`] : undefined;
  return previous === undefined || previous === '' ? [current] : [current, previous];
}
