import { createHmac, timingSafeEqual } from 'node:crypto';
import { unauthenticated, type WebhookContext } from './webhook-context.js';

const HEX = /^[0-9a-f]{64}$/i;

/** The hex HMAC-SHA256, with which everything in the app system is signed. */
export function signatureOf(data: Uint8Array | string, secret: string): string {
  return createHmac('sha256', secret).update(data).digest('hex');
}

/** Whether the signature is that of the data under one of the secrets, in constant time. An empty secret signs nothing. */
export function hasSignature(data: Uint8Array | string, signature: string, secrets: readonly string[]): boolean {
  if (!HEX.test(signature)) return false;
  const given = Buffer.from(signature, 'hex');
  const matches = secrets
    .filter((secret) => secret !== '')
    .map((secret) => timingSafeEqual(given, Buffer.from(signatureOf(data, secret), 'hex')));
  return matches.includes(true);
}

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
