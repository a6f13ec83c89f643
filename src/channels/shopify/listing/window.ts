import { toInstant } from '../../../model/instant.js';

/** What a listing covers: what changed from `since` on, up to `until`. */
export interface Window {
  since: string | null;
  until: string;
  /**
   * The watermark never goes beyond this instant: what changes while the listing runs moves out of it, and with a watermark of its
   * own change it would be passed over.
   */
  cap: string;
}

const DAY_MS = 24 * 3_600_000;
/** A date header that is further off says nothing of the shop's clock. */
const CREDIBLE_MS = 3_600_000;

const wholeSecond = (date: Date) => toInstant(new Date(Math.floor(date.getTime() / 1_000) * 1_000));

/** The window of a listing that begins now. */
export function openWindow(since: string | null, now: Date): Window {
  return { since, until: wholeSecond(now), cap: wholeSecond(now) };
}

/** The same, its cap brought back to the shop's own clock where that is behind ours. */
export function capByClock(window: Window, dateHeader: string | undefined, now: Date): Window {
  const at = Date.parse(dateHeader ?? '');
  const isCredible = Number.isFinite(at) && Math.abs(at - now.getTime()) < CREDIBLE_MS;
  return isCredible && at < Date.parse(window.cap) ? { ...window, cap: wholeSecond(new Date(at)) } : window;
}

/** The earlier of a version and the cap. */
export function capped({ cap }: Window, version: string | null): string | null {
  return version !== null && Date.parse(version) > Date.parse(cap) ? cap : version;
}

/**
 * The search of a window. An instant that is not quoted would be cut to its day. Where the search goes by whole days, the first
 * bound is widened to its day, and there is no last one, which would leave out the present day.
 */
export function searchText({ since, until }: Window, dayPrecise: boolean): string {
  if (dayPrecise) return since === null ? '' : `updated_at:>='${since.slice(0, 10)}'`;
  const from = since === null ? [] : [`updated_at:>='${toInstant(new Date(since))}'`];
  return [...from, `updated_at:<='${until}'`].join(' ');
}

/** Whether the window reaches back so far that one long job is cheaper for the shop than many pages. */
export function isLong({ since, until }: Window): boolean {
  return since === null || Date.parse(until) - Date.parse(since) > 7 * DAY_MS;
}
