import { toInstant } from '../../model/instant.js';

const MAGENTO = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2}:\d{2})(?:\.\d+)?(Z|[+-]\d{2}:?\d{2})?$/;

/**
 * The instant that Magento means by `2026-11-20 10:00:00`: UTC, though no zone says so. A zone that does stand there is
 * honoured. Null when it is not an instant, such as MySQL's `0000-00-00 00:00:00` or a 31st of February.
 */
export function fromMagentoTime(text: string): string | null {
  const match = MAGENTO.exec(text.trim());
  if (match === null) return null;
  const [, day, time, zone] = match;
  const plain = new Date(`${day}T${time}Z`);
  // Date moves the 31st of February to March without a word.
  if (Number.isNaN(plain.getTime()) || !plain.toISOString().startsWith(`${day}T${time}`)) return null;
  const zoned = zone === undefined || zone === 'Z' ? plain : new Date(`${day}T${time}${zone}`);
  return Number.isNaN(zoned.getTime()) ? null : toInstant(zoned);
}

/** An instant as Magento compares it: UTC, whole seconds (the fraction is cut), without a zone. */
export function toMagentoTime(instant: string): string {
  return new Date(instant).toISOString().slice(0, 19).replace('T', ' ');
}
