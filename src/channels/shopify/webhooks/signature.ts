import { createHmac, timingSafeEqual } from 'node:crypto';

/** The HMAC-SHA256 of a body under a secret: what Shopify signs its deliveries with. */
export function signatureOf(body: Uint8Array, secret: string): Buffer {
  return createHmac('sha256', secret).update(body).digest();
}

/** Whether the header is the signature of the body, in Base64, under one of the secrets. Compared in constant time; an empty secret signs nothing. */
export function isSigned(header: string | undefined, body: Uint8Array, secrets: readonly string[]): boolean {
  const given = Buffer.from(header ?? '', 'base64');
  const usable = secrets.filter((secret) => secret !== '');
  const matches = usable.map((secret) => {
    const expected = signatureOf(body, secret);
    return given.length === expected.length && timingSafeEqual(given, expected);
  });
  return matches.includes(true);
}
