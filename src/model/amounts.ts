import type { Json, JsonObject } from '../diff/json.js';
import { isJsonObject } from '../diff/json.js';
import { minorUnits } from './currency.js';
import { formatDecimal } from './decimal.js';
import { openBags } from './fields.js';

const AMOUNT_FIELDS = new Set([
  'unitPrice',
  'discount',
  'tax',
  'total',
  'amount',
  'subtotal',
  'shipping',
  'grand',
  'paid',
  'refunded',
  'due',
  'adjustment',
]);

/**
 * Spells each amount of a record with at least its currency's decimals (`10` EUR is `10.00`), so that a source that spells
 * the same amount in two ways changes nothing. The open bags are left as they are.
 */
export function spellAmounts(record: JsonObject): JsonObject {
  const places = typeof record.currency === 'string' ? minorUnits(record.currency) : 0;
  return spellFields(record, places);
}

function spellFields(fields: JsonObject, places: number): JsonObject {
  const own = typeof fields.currency === 'string' ? minorUnits(fields.currency) : places;
  const spelled: JsonObject = {};
  for (const [name, value] of Object.entries(fields)) {
    spelled[name] = openBags.has(name) && !Array.isArray(value) ? value : spellValue(name, value, own);
  }
  return spelled;
}

function spellValue(name: string, value: Json, places: number): Json {
  if (typeof value === 'string') return AMOUNT_FIELDS.has(name) ? formatDecimal(value, places) : value;
  if (Array.isArray(value))
    return value.map((element) => (isJsonObject(element) ? spellFields(element, places) : element));
  return isJsonObject(value) ? spellFields(value, places) : value;
}
