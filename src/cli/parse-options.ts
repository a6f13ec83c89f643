import { InvalidArgumentError, Option } from 'commander';
import { isDecimal } from '../model/decimal.js';

const DATE = /^\d{4}-\d{2}-\d{2}$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/;
const UNITS: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** A date (its beginning in UTC) or an RFC 3339 instant, not in the future, in UTC to the millisecond. */
export function parseSince(text: string, now: () => Date): string {
  const at = DATE.test(text) || INSTANT.test(text) ? new Date(text) : null;
  if (at === null || Number.isNaN(at.getTime()) || !isCalendarDate(text)) {
    throw new InvalidArgumentError('It is a date such as 2026-11-01, or 2026-11-01T10:00:00Z.');
  }
  if (at.getTime() > now().getTime()) throw new InvalidArgumentError('It lies in the future.');
  return at.toISOString();
}

// Date takes 30 February for the second of March.
function isCalendarDate(text: string): boolean {
  const [year = 0, month = 0, day = 0] = text.slice(0, 10).split('-').map(Number);
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

/** A number of days from 1 to 365. */
export function parseDays(text: string): number {
  return parseWhole(text, 1, 365);
}

/** How many to list, from 1 to 200. */
export function parseLimit(text: string): number {
  return parseWhole(text, 1, 200);
}

/** An amount of money, as a decimal: `123.45`. */
export function parseAmount(text: string): string {
  if (isDecimal(text)) return text;
  throw new InvalidArgumentError('It is an amount such as 123.45.');
}

/** A number of something that is counted from 1. */
export function parseCount(text: string): number {
  return parseWhole(text, 1, 999_999);
}

/** A number and s, m, h or d, in milliseconds: `10m`. */
export function parseMs(text: string): number {
  const [, count, unit = ''] = /^(\d{1,6})([smhd])$/.exec(text) ?? [];
  const ms = Number(count) * (UNITS[unit] ?? 0);
  if (ms > 0) return ms;
  throw new InvalidArgumentError('It is a number and s, m, h or d, such as 10m.');
}

/** How long a command waits, in milliseconds. */
export function timeoutOption(): Option {
  const option = new Option('--timeout <time>', 'how long to wait: a number and s, m or h');
  return option.argParser(parseMs).default(600_000, '10m');
}

function parseWhole(text: string, least: number, most: number): number {
  const number = Number(text);
  if (/^\d{1,6}$/.test(text) && number >= least && number <= most) return number;
  throw new InvalidArgumentError(`It is a whole number from ${least} to ${most}.`);
}
