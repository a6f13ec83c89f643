import type { Warning } from '../../model/event.js';
import type { RawFields } from './raw-fields.js';

/** Reads an instant that is for the path `target` of the record; null where there is none. */
export type InstantReader = (fields: RawFields, key: string, target: string, warnings: Warning[]) => string | null;

/** Makes a reader that warns of a text that is no instant, instead of failing the record; `parse` gives null for such a text. */
export function instantReader(parse: (text: string) => string | null): InstantReader {
  return (fields, key, target, warnings) => {
    const text = fields.filledText(key);
    const instant = text === null ? null : parse(text);
    if (text !== null && instant === null) {
      const message = `${key} ${text.slice(0, 40)} is not a date and time`;
      warnings.push({ code: 'instant_invalid', message, path: target });
    }
    return instant;
  };
}
