const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Whether the text names a time zone that is known here. */
export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en-GB', { timeZone: name });
    return name !== '' && !/^[+-]/.test(name);
  } catch {
    return false;
  }
}

/** The business day of a till: where it stands, and when the day ends by the clock on the wall (`HH:MM`). */
export interface BusinessDay {
  timeZone: string;
  dayEnd: string;
}

/**
 * When the business day ends that an instant lies in: the first end after it. Where clocks go forward over that time, the day ends
 * as they do; where they go back over it, the first time that they show it.
 */
export function businessDayEnd(at: Date, { timeZone, dayEnd }: BusinessDay): Date {
  const today = wallTime(at.getTime(), timeZone);
  const midnight = today - (((today % DAY) + DAY) % DAY);
  for (let day = midnight - DAY; ; day += DAY) {
    const end = firstAtOrAfter(day + sinceMidnight(dayEnd), timeZone);
    if (end > at.getTime()) return new Date(end);
  }
}

function sinceMidnight(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * HOUR + minutes * 60_000;
}

const NUMERIC = {
  hourCycle: 'h23',
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: 'numeric',
  minute: 'numeric',
  second: 'numeric',
} as const;
// To make one takes a thousand times as long as to use it.
const formats = new Map<string, Intl.DateTimeFormat>();

/** What the clock on the wall shows, as if it were UTC. */
function wallTime(instant: number, timeZone: string): number {
  const format = formats.get(timeZone) ?? new Intl.DateTimeFormat('en-GB', { timeZone, ...NUMERIC });
  formats.set(timeZone, format);
  const parts = Object.fromEntries(format.formatToParts(instant).map(({ type, value }) => [type, Number(value)]));
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

/** The first instant at which the wall shows this time or a later one. */
function firstAtOrAfter(wall: number, timeZone: string): number {
  const offsets = [wall - DAY, wall + DAY].map((near) => wallTime(near, timeZone) - near);
  const [earliest, latest] = [wall - Math.max(...offsets), wall - Math.min(...offsets)];
  // Without a change of the clocks near it both are the same.
  if (wallTime(earliest, timeZone) === wall) return earliest;
  return wallTime(latest, timeZone) === wall ? latest : firstShown(wall, earliest, latest, timeZone);
}

/** By halves, to the second: clocks that go forward pass the time between the two. */
function firstShown(wall: number, from: number, to: number, timeZone: string): number {
  let [low, high] = [from, to];
  while (high - low > 1_000) {
    const middle = low + Math.floor((high - low) / 2_000) * 1_000;
    if (wallTime(middle, timeZone) >= wall) high = middle;
    else low = middle;
  }
  return wallTime(low, timeZone) >= wall ? low : high;
}
