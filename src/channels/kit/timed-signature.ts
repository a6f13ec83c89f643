import { createHmac, timingSafeEqual } from 'node:crypto';

/** How old a signed delivery may be, and how far in the future, as clocks differ. */
export const TOLERANCE_MS = 5 * 60_000;

const HEX = /^[0-9a-f]{64}$/i;

/** What a header `t=<unix seconds>,v1=<hex>` says; null when it says something else. A sender that changes its secret sends two. */
function parseHeader(header: string): { seconds: string; signatures: string[] } | null {
  const pairs = header.split(',').map((pair) => pair.trim().split('='));
  const values = (name: string) => pairs.filter(([key]) => key === name).map(([, value = '']) => value);
  const [seconds = '', ...more] = values('t');
  if (!/^\d{1,12}$/.test(seconds) || more.length > 0) return null;
  return { seconds, signatures: values('v1').filter((value) => HEX.test(value)) };
}

function sign(body: Uint8Array, seconds: string, secret: string): Buffer {
  return createHmac('sha256', secret).update(`${seconds}.`).update(body).digest();
}

/**
 * The time that a delivery was signed at, as its header spells it, where the header is the HMAC-SHA256 of `<t>.<body>` under the
 * secret and not more than five minutes away from now; else null. Compared in constant time. An empty secret signs nothing.
 */
export function readTimedSignature(header: string, body: Uint8Array, secret: string, now: Date): string | null {
  const parsed = parseHeader(header);
  if (parsed === null || secret === '') return null;
  if (Math.abs(now.getTime() - Number(parsed.seconds) * 1_000) > TOLERANCE_MS) return null;
  const expected = sign(body, parsed.seconds, secret);
  const matches = parsed.signatures.map((hex) => timingSafeEqual(Buffer.from(hex, 'hex'), expected));
  return matches.includes(true) ? parsed.seconds : null;
}
