import type { JsonObject } from '../../kit/json-object.js';
import { formatInstant } from '../shopware-time.js';
import type { Filter, RangeBound } from './filter.js';

const NEGATED: Readonly<Record<string, RangeBound>> = { lt: 'gt', gt: 'lt', lte: 'gte', gte: 'lte' };
const AS_ASKED: Readonly<Record<string, RangeBound>> = { lt: 'lt', gt: 'gt', lte: 'lte', gte: 'gte' };
const DURATION = /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/;
const UNITS_MS = [604_800_000, 86_400_000, 3_600_000, 60_000, 1_000];

/**
 * The filter of a time since or until: the field lies in the past or in the future, and on the asked side of the day
 * that the ISO 8601 duration leads to. Null where the duration or `parameters.operator` is none that is known.
 */
export function relativeTimeFilter(
  type: 'since' | 'until',
  field: string,
  { value, parameters }: JsonObject,
  nowMs: number,
): Filter | null {
  const spanMs = durationMs(String(value));
  const operator = String((parameters as JsonObject | undefined)?.operator ?? '');
  // The longer ago, the smaller the instant: "since gt P3D" looks for what lies before that day.
  const bound = (type === 'since' ? NEGATED : AS_ASKED)[operator];
  if (spanMs === null || bound === undefined) return null;
  const day = new Date(type === 'since' ? nowMs - spanMs : nowMs + spanMs).toISOString().slice(0, 10);
  const filters: Filter[] = [
    { kind: 'range', field, bounds: { [bound]: day } },
    { kind: 'range', field, bounds: { [type === 'since' ? 'lt' : 'gt']: formatInstant(nowMs) } },
  ];
  return { kind: 'multi', operator: 'AND', negated: false, filters };
}

function durationMs(text: string): number | null {
  const parts = DURATION.exec(text)?.slice(1);
  if (parts === undefined || parts.every((part) => part === undefined)) return null;
  return UNITS_MS.reduce((sum, unitMs, index) => sum + unitMs * Number(parts[index] ?? 0), 0);
}
