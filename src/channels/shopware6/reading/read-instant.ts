import type { Warning } from '../../../model/event.js';
import { fromShopwareTime } from '../shopware-time.js';
import type { RawFields } from './raw-fields.js';

/** An instant; null with a warning when its text is not one. */
export function readInstant(fields: RawFields, key: string, target: string, warnings: Warning[]): string | null {
  const text = fields.filledText(key);
  const instant = text === null ? null : fromShopwareTime(text);
  if (text !== null && instant === null) {
    const message = `${key} ${text.slice(0, 40)} is not a date and time`;
    warnings.push({ code: 'instant_invalid', message, path: target });
  }
  return instant;
}
