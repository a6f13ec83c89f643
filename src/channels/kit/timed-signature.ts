import { hasSignature } from './signature.js';

/** How old a signed delivery may be, and how far in the future, as clocks differ. */
export const TOLERANCE_MS = 5 * 60_000;

/** What a header `t=<unix seconds>,v1=<hex>` says; null when it says something else. A sender that changes its secret sends two. */
function parseHeader(header: string): { seconds: string; signatures: string[] } | null {
  const pairs = header.split(',').map((pair) => pair.trim().split('='));
  const values = (name: string) => pairs.filter(([key]) => key === name).map(([, value = '']) => value);
  const [seconds = '', ...more] = values('t');
  if (!/^\d{1,12}$/.test(seconds) || more.length > 0) return null;
  return { seconds, signatures: values('v1') };
}

/**
 * The time that a delivery was signed at, as its header spells it, where the header is the HMAC-SHA256 of `<t>.<body>` under the
 * secret and not more than five minutes away from now; else null. Compared in constant time. An empty secret signs nothing.
 */
export function readTimedSignature(header: string, body: Uint8Array, secret: string, now: Date): string | null {
  const parsed = parseHeader(header);
  if (parsed === null) return null;
  if (Math.abs(now.getTime() - Number(parsed.seconds) * 1_000) > TOLERANCE_MS) return null;
  const { seconds, signatures } = parsed;
  const matches = signatures.map((one) => hasSignature([`${seconds}.`, body], one, [secret]));
  return matches.includes(true) ? seconds : null;
}
