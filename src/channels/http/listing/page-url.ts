import type { Json } from '../../../diff/json.js';
import { toInstant } from '../../../model/instant.js';
import type { ListRequest } from '../../../ports/channel.js';
import { toWallTime } from '../../kit/zoned-time.js';
import { urlOf } from '../ask.js';
import type { HttpContext } from '../http-context.js';
import type { HttpSettings } from '../schema.js';
import type { Position } from './position.js';

function dayOf(at: Date, zone: string): string {
  const { year, month, day } = toWallTime(at, zone);
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** The instant as the parameter takes it; a day is the earlier of the two that it may be in the zone of the system. */
function spellInstant(since: string, format: string, { zone }: HttpSettings['dates']): string {
  const at = new Date(since);
  if (format === 'epoch-seconds') return String(Math.floor(at.getTime() / 1_000));
  if (format === 'epoch-milliseconds') return String(at.getTime());
  if (format === 'rfc3339') return toInstant(new Date(Math.floor(at.getTime() / 1_000) * 1_000));
  const [earlier = ''] = [dayOf(at, 'UTC'), dayOf(at, zone)].sort();
  return earlier;
}

/** What the parameter of new orders is given; null for a listing from the beginning. */
function sinceValue({ settings }: HttpContext, { since, bookmark = null }: ListRequest): string | null {
  const wish = settings.resources.orders.since;
  if (wish === undefined) return null;
  if (wish.format !== 'cursor') return since === null ? null : spellInstant(since, wish.format, settings.dates);
  return isCursor(bookmark) ? String(bookmark) : null;
}

/** Whether the value can be sent as a cursor. */
export function isCursor(value: Json): value is string | number {
  return (typeof value === 'string' && value !== '') || typeof value === 'number';
}

/** The address of a page: the first one, or the one at the position. */
export function pageUrl(context: HttpContext, request: ListRequest, position: Position | null): string {
  const { path, since, paging } = context.settings.resources.orders;
  if (paging.by === 'link' && position !== null) return String(position.place);
  const url = urlOf(context, path);
  const wished = sinceValue(context, request);
  if (since !== undefined && wished !== null) url.searchParams.set(since.parameter, wished);
  if (paging.by === 'none') return url.href;
  if (paging.sizeParameter !== undefined) url.searchParams.set(paging.sizeParameter, String(request.pageSize));
  if (paging.by === 'page') url.searchParams.set(paging.parameter, String(position?.place ?? paging.first));
  if (paging.by === 'offset') url.searchParams.set(paging.parameter, String(position?.place ?? 0));
  // Set last: where both are one parameter, the page counts.
  if (paging.by === 'cursor' && position !== null) url.searchParams.set(paging.parameter, String(position.place));
  return url.href;
}
