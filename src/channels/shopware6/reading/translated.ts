import { getOwn, isJsonObject } from '../../../diff/json.js';
import type { RawFields } from '../../kit/raw-fields.js';

/** The name in the language that was asked for, or the one of the field itself; null of what is not there. */
export function translated(fields: RawFields | null | undefined, key: string): string | null {
  if (!fields) return null;
  const translations = fields.json('translated');
  const value = isJsonObject(translations) ? getOwn(translations, key) : null;
  return typeof value === 'string' && value.trim() !== '' ? value : fields.filledText(key);
}
