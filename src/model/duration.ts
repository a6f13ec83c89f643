import { z } from 'zod';

const ISO_DURATION = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/;

/** The milliseconds of an ISO 8601 duration of days, hours, minutes and seconds, such as `PT15M`; `null` if it is not one. */
export function parseDurationMs(text: string): number | null {
  const match = ISO_DURATION.exec(text);
  if (match === null || text.endsWith('P') || text.endsWith('T')) return null;
  const [days, hours, minutes, seconds] = match.slice(1).map((part) => Number(part ?? 0)) as [
    number,
    number,
    number,
    number,
  ];
  return (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1_000;
}

/** An ISO 8601 duration between two bounds in milliseconds. */
export function duration(minMs: number, maxMs: number): z.ZodType<string> {
  return z.string().refine(
    (text) => {
      const ms = parseDurationMs(text);
      return ms !== null && ms >= minMs && ms <= maxMs;
    },
    `must be an ISO 8601 duration such as PT15M, between ${minMs / 1_000} and ${maxMs / 1_000} seconds`,
  );
}
