import type { Json } from '../../../diff/json.js';
import { toInstant } from '../../../model/instant.js';
import { fromWallTime } from '../../kit/zoned-time.js';
import type { HttpSettings } from '../schema.js';

/** How a profile says that dates are written. */
export type DateRule = HttpSettings['dates'];

const TIME = String.raw`(?:[T,]?\s*(?<hour>\d{1,2}):(?<minute>\d{2})(?::(?<second>\d{2})(?:\.(?<fraction>\d{1,9}))?)?\s*(?<half>[AP]\.?M\.?)?)?`;
const OFFSET = String.raw`\s*(?<offset>Z|[+-]\d{2}:?\d{2})?`;
const YEAR_FIRST = new RegExp(
  String.raw`^(?<year>\d{4})[-/.](?<one>\d{1,2})[-/.](?<two>\d{1,2})${TIME}${OFFSET}$`,
  'i',
);
const YEAR_LAST = new RegExp(String.raw`^(?<one>\d{1,2})[-/.](?<two>\d{1,2})[-/.](?<year>\d{4})${TIME}${OFFSET}$`, 'i');

type Parts = Record<string, string | undefined>;

/** The hour of the day; null where a half of the day has no such hour. */
function readHour({ hour = '0', half }: Parts): number | null {
  const number = Number(hour);
  if (half === undefined) return number;
  if (number < 1 || number > 12) return null;
  return (number % 12) + (/^p/i.test(half) ? 12 : 0);
}

function toDate(parts: Parts, isMonthFirst: boolean, zone: string): Date | null {
  const [month, day] = isMonthFirst ? [parts.one, parts.two] : [parts.two, parts.one];
  const hour = readHour(parts);
  if (hour === null) return null;
  const { offset } = parts;
  const time = {
    year: Number(parts.year),
    month: Number(month),
    day: Number(day),
    hour,
    minute: Number(parts.minute ?? 0),
    second: Number(parts.second ?? 0),
    millisecond: Number((parts.fraction ?? '').padEnd(3, '0').slice(0, 3)),
  };
  const at = fromWallTime(time, offset === undefined ? zone : 'UTC');
  if (at === null || offset === undefined || /^z$/i.test(offset)) return at;
  const minutes = Number(offset.slice(1, 3)) * 60 + Number(offset.slice(-2));
  return new Date(at.getTime() - (offset.startsWith('-') ? -minutes : minutes) * 60_000);
}

function countedDate(text: string, epoch: DateRule['epoch']): Date | null {
  if (epoch === undefined || !/^\d{1,15}(\.\d{1,9})?$/.test(text)) return null;
  return new Date(Math.trunc(Number(text) * (epoch === 'seconds' ? 1_000 : 1)));
}

/**
 * The instant that the value spells by the rule: an ISO date, one that ends with the year, with or without a time (24 hours, or 12
 * with AM and PM) and an offset, or a count of seconds. Null when it spells none.
 */
export function readDate(value: Json, { order, zone, epoch }: DateRule): string | null {
  if (typeof value !== 'string' && typeof value !== 'number') return null;
  const text = String(value).trim();
  const yearFirst = YEAR_FIRST.exec(text)?.groups;
  const yearLast = YEAR_LAST.exec(text)?.groups;
  const date =
    yearFirst !== undefined
      ? toDate(yearFirst, true, zone)
      : yearLast !== undefined
        ? toDate(yearLast, order === 'month-day', zone)
        : countedDate(text, epoch);
  // The year 0 and what lies beyond 9999 is no date of an order.
  return date === null || !/^\d{4}-/.test(isoOf(date)) ? null : toInstant(date);
}

function isoOf(date: Date): string {
  return Number.isNaN(date.getTime()) ? '' : date.toISOString();
}
