import type { Json } from '../../diff/json.js';
import { RawFields } from '../kit/raw-fields.js';

/** Magento keeps every decimal with four places; digits beyond them are float noise of its JSON encoder. */
const MAGENTO = { php: true, places: 4 };

/** Reads an object of a Magento payload, where a null is an absent field, because Magento leaves nulls out. @throws `mapping_failed` */
export function readFields(raw: Json): RawFields {
  return RawFields.of(raw, MAGENTO);
}
