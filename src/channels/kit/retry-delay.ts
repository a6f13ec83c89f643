const BASE_MS = 500;
const CAP_MS = 10_000;

/** Whoever is to wait longer comes again with the next run. */
export const LONGEST_WAIT_MS = 60_000;

/** The milliseconds that a Retry-After header asks for, in seconds (some systems say `2.0`) or as an HTTP date; null when it says neither. */
export function parseRetryAfterMs(header: string | undefined, now: Date): number | null {
  const text = header?.trim() ?? '';
  if (/^\d+(\.\d+)?$/.test(text)) return Math.ceil(Number(text) * 1_000);
  // Only the date forms of RFC 9110 begin with a letter; Date.parse would read far more than these.
  const at = /^[A-Za-z]/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(at) ? null : Math.max(0, at - now.getTime());
}

/**
 * How long to wait before the next try, in milliseconds: what the remote asks for; else full jitter over an interval that doubles from 500 ms to 10 s. `tries` counts the tries so far, from 1.
 */
export function retryDelayMs(tries: number, retryAfterMs: number | null, random: () => number): number {
  if (retryAfterMs !== null) return retryAfterMs;
  return Math.floor(random() * Math.min(CAP_MS, BASE_MS * 2 ** (tries - 1)));
}
