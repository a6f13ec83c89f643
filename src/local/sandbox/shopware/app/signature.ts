import { createHmac, timingSafeEqual } from 'node:crypto';

/** The hex HMAC-SHA256 of a text, as every part of the app system is signed. */
export function signatureOf(text: string, secret: string): string {
  return createHmac('sha256', secret).update(text).digest('hex');
}

/** Whether two signatures are the same, in constant time. */
export function isSameSignature(one: string, other: string): boolean {
  const [left, right] = [Buffer.from(one), Buffer.from(other)];
  return left.length === right.length && timingSafeEqual(left, right);
}
