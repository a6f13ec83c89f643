import { z } from 'zod';

/** RFC 3339 in UTC, without a fraction where it is zero: `2026-11-20T10:00:00Z`. */
export function toInstant(date: Date): string {
  return date.toISOString().replace('.000Z', 'Z');
}

/**
 * The newest of these instants, as it is spelled; null of none. Their texts do not compare, because of fractions and zones
 * (`10:00:00Z` is before `10:00:00.5Z`, and its text is not). What is no instant, such as a revision number, is passed over.
 */
export function latestInstant(instants: Iterable<string | null>): string | null {
  return outermost(instants, (one, other) => one > other);
}

/** The oldest of these instants, as it is spelled; null of none. */
export function earliestInstant(instants: Iterable<string | null>): string | null {
  return outermost(instants, (one, other) => one < other);
}

function outermost(instants: Iterable<string | null>, isFurther: (one: number, other: number) => boolean) {
  let found: string | null = null;
  let foundMs = Number.NaN;
  for (const one of instants) {
    const ms = one === null ? Number.NaN : readMs(one);
    if (Number.isNaN(ms) || (found !== null && !isFurther(ms, foundMs))) continue;
    [found, foundMs] = [one, ms];
  }
  return found;
}

/** Date.parse takes far more for a date than an instant, also a bare number. */
function readMs(text: string): number {
  return /^\d{4}-\d{2}-\d{2}/.test(text) ? Date.parse(text) : Number.NaN;
}

/** A point in time: RFC 3339 with a zone, kept in UTC to the millisecond. */
export const instant = z.iso
  .datetime({ offset: true, error: 'must be an RFC 3339 date and time with a zone, such as 2026-11-20T10:00:00Z' })
  .transform((text, context) => {
    const utc = toInstant(new Date(text));
    if (/^\d{4}-/.test(utc)) return utc;
    context.addIssue({ code: 'custom', message: 'must lie in the years 0000 to 9999 of UTC' });
    return z.NEVER;
  })
  .pipe(z.string())
  .meta({ id: 'Instant', description: 'RFC 3339 date and time, kept in UTC.', format: 'date-time' });
