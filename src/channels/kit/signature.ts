import { createHmac, timingSafeEqual } from 'node:crypto';

/** How a signature is spelled. */
export type SignatureEncoding = 'hex' | 'base64';

/** What is signed: bytes or a text, or several of them one after the other. */
export type Signed = Uint8Array | string | readonly (Uint8Array | string)[];

const SPELLINGS = { hex: /^[0-9a-f]{64}$/i, base64: /^[A-Za-z0-9+/]{43}=$/ };

function sign(data: Signed, secret: string): Buffer {
  const hmac = createHmac('sha256', secret);
  for (const part of Array.isArray(data) ? data : [data]) hmac.update(part);
  return hmac.digest();
}

/** The HMAC-SHA256 of the data under a secret. */
export function signatureOf(data: Signed, secret: string, encoding: SignatureEncoding = 'hex'): string {
  return sign(data, secret).toString(encoding);
}

/**
 * Whether the signature is the HMAC-SHA256 of the data under one of the secrets, in constant time; a missing one is none, and an empty
 * secret signs nothing. Sign the body as it came: parsed and printed again it is another one.
 */
export function hasSignature(
  data: Signed,
  signature: string | undefined,
  secrets: readonly string[],
  encoding: SignatureEncoding = 'hex',
): boolean {
  if (signature === undefined || !SPELLINGS[encoding].test(signature)) return false;
  const given = Buffer.from(signature, encoding);
  const usable = secrets.filter((secret) => secret !== '');
  return usable.map((secret) => timingSafeEqual(given, sign(data, secret))).includes(true);
}
