import type { Json } from '../../../diff/json.js';
import { RawFields } from '../../kit/raw-fields.js';

/** Reads an object of a Shopware payload, where an association that is not loaded is null. @throws `mapping_failed` */
export function readFields(raw: Json): RawFields {
  return RawFields.of(raw, { php: true });
}
