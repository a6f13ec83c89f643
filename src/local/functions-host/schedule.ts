import { CronExpressionParser } from 'cron-parser';

/** A schedule in UTC. `next` is the first occurrence after an instant; both are milliseconds since the epoch. */
export interface Schedule {
  next(after: number): number;
}

const FIELDS = ['second', 'minute', 'hour', 'day', 'month', 'day of week'];
const NAMES = /^(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|sun|mon|tue|wed|thu|fri|sat)/i;

/**
 * Parses NCRONTAB: exactly six fields, the first one seconds.
 * Throws for anything else; a five-field expression from elsewhere would otherwise run at quite other times.
 */
export function parseSchedule(expression: string): Schedule {
  const fields = expression.trim().split(/\s+/);
  if (fields.length !== FIELDS.length) {
    throw new Error(`"${expression}" has ${fields.length} fields; six are needed: ${FIELDS.join(', ')}`);
  }
  for (const [index, field] of fields.entries()) {
    const words = field.match(/[a-z]+/gi) ?? [];
    const isPlain = /^[a-z0-9*,/-]+$/i.test(field) && words.every((word) => NAMES.test(word));
    if (!isPlain) throw new Error(`"${expression}": "${field}" is not a valid ${FIELDS[index]}`);
  }
  const parse = (currentDate: number) =>
    CronExpressionParser.parse(expression, { currentDate, tz: 'UTC', strict: true });
  try {
    parse(0);
  } catch (cause) {
    throw new Error(`"${expression}" is not a valid schedule: ${cause instanceof Error ? cause.message : cause}`, {
      cause,
    });
  }
  return { next: (after) => parse(after).next().getTime() };
}
