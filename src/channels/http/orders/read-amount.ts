import type { Big } from 'big.js';
import type { Json } from '../../../diff/json.js';
import { parseDecimal } from '../../../model/parse-decimal.js';
import type { HttpSettings } from '../schema.js';

/** How a profile says that numbers are written which come as text. */
export type NumberRule = HttpSettings['numbers'];

/** The exact number that the value spells by the rule; null when it spells none, which is never guessed at. */
export function readAmount(value: Json, { decimal, thousands }: NumberRule): Big | null {
  if (typeof value !== 'string' || decimal === '.')
    return parseDecimal(value, thousands === '' ? undefined : thousands);
  if (thousands === '.') return parseDecimal(value, '.');
  // A point has no meaning under this rule; taken for the comma it would be a guess.
  if (value.includes('.')) return null;
  return parseDecimal(value.replace(',', '.'), thousands === '' ? undefined : thousands);
}
