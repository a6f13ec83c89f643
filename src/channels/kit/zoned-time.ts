/** A time as a clock on the wall shows it; months and days count from 1. */
export interface WallTime {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
  millisecond: number;
}

const DAY_MS = 24 * 60 * 60_000;

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterOf(zone: string): Intl.DateTimeFormat {
  const known = formatters.get(zone);
  if (known !== undefined) return known;
  const numeric = 'numeric' as const;
  const fields = { year: numeric, month: numeric, day: numeric, hour: numeric, minute: numeric, second: numeric };
  const formatter = new Intl.DateTimeFormat('en-US', { timeZone: zone, hourCycle: 'h23', era: 'short', ...fields });
  formatters.set(zone, formatter);
  return formatter;
}

/** Whether this is the name of a time zone, such as `Asia/Riyadh` or `UTC`. */
export function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

function asUtcMs({ year, month, day, hour, minute, second, millisecond }: WallTime): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  date.setUTCHours(hour, minute, second, millisecond);
  return date.getTime();
}

/** What a clock in the zone shows at an instant; to the second. */
export function toWallTime(instant: Date, zone: string): WallTime {
  const parts = formatterOf(zone).formatToParts(instant);
  const read = (type: string) => Number(parts.find((part) => part.type === type)?.value ?? 0);
  return {
    year: read('year'),
    month: read('month'),
    day: read('day'),
    hour: read('hour'),
    minute: read('minute'),
    second: read('second'),
    millisecond: 0,
  };
}

function offsetMs(atMs: number, zone: string): number {
  const whole = Math.floor(atMs / 1_000) * 1_000;
  return asUtcMs(toWallTime(new Date(whole), zone)) - whole;
}

/**
 * The instant at which a clock in the zone shows this time; null for a time that no calendar has, such as the 31st of February. Of the
 * two in the hour that comes twice the first; a time in the hour that is left out counts on from the hour before it.
 */
export function fromWallTime(time: WallTime, zone: string): Date | null {
  const plainMs = asUtcMs(time);
  if (!isOnCalendar(time, new Date(plainMs))) return null;
  const before = offsetMs(plainMs - DAY_MS, zone);
  const after = offsetMs(plainMs + DAY_MS, zone);
  const fitting = [before, after].map((offset) => plainMs - offset).filter((ms) => ms + offsetMs(ms, zone) === plainMs);
  return new Date(fitting.length === 0 ? plainMs - before : Math.min(...fitting));
}

function isOnCalendar({ month, day, hour, minute, second }: WallTime, at: Date): boolean {
  const isDay = at.getUTCMonth() === month - 1 && at.getUTCDate() === day;
  return isDay && at.getUTCHours() === hour && at.getUTCMinutes() === minute && at.getUTCSeconds() === second;
}
