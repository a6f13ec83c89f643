import type { JsonObject } from '../../../diff/json.js';
import type { RawFields } from '../../kit/raw-fields.js';

/** The custom fields, each as `custom.<name>`; PHP spells none of them `[]`. */
export function readCustomFields(fields: RawFields): JsonObject {
  return Object.fromEntries(fields.entries('customFields').map(([name, value]) => [`custom.${name}`, value]));
}
