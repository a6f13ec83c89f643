import { z } from 'zod';

/** RFC 3339 in UTC, without a fraction where it is zero: `2026-11-20T10:00:00Z`. */
export function toInstant(date: Date): string {
  return date.toISOString().replace('.000Z', 'Z');
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
