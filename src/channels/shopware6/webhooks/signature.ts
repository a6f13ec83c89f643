import { signatureOf } from '../../kit/signature.js';
import { unauthenticated } from '../../kit/webhook-error.js';
import type { WebhookContext } from './webhook-context.js';

/**
 * The secret that a shop signs with after a registration, made of the app's own: it needs not be kept until the shop confirms it. It is
 * another one for each shop and each registration; Shopware refuses one that it has already.
 */
export function shopSecretOf(appSecret: string, shopId: string, timestamp: string): string {
  return signatureOf(`shop-secret|${shopId}|${timestamp}`, appSecret);
}

/** The secrets of this name that hold now, the current one first; the previous one only within its time of grace. */
export function secretsNow({ settings, secrets, now }: WebhookContext, name: string): string[] {
  const current = secrets[name] ?? '';
  if (current === '') throw unauthenticated(`The profile has no secret ${name}`);
  const until = settings.webhooks?.previousSecretUntil;
  const previous = until !== undefined && now().getTime() < Date.parse(until) ? secrets[`${name}Previous`] : undefined;
  return previous === undefined || previous === '' ? [current] : [current, previous];
}
