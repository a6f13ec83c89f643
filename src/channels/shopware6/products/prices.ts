import type { JsonObject } from '../../../diff/json.js';
import type { Warning } from '../../../model/event.js';
import type { RawFields } from '../../kit/raw-fields.js';
import { round } from '../orders/price.js';
import type { ShopwareSettings } from '../schema.js';

/** Prices without tax have all the digits of a float; what is meant has no more than these. */
const PLACES = 4;

type PriceSettings = Pick<ShopwareSettings, 'currencies' | 'prices'>;

/** Makes a canonical price of each currency whose code is known. */
function mapAmounts(
  prices: readonly RawFields[],
  settings: PriceSettings,
  unknown: Set<string>,
  row: { prefix: string; minQuantity: string },
): JsonObject[] {
  return prices.flatMap((price) => {
    const currencyId = price.filledText('currencyId') ?? '';
    const currency = settings.currencies[currencyId];
    const amount = price.decimal(settings.prices);
    if (currency === undefined && amount !== null) unknown.add(currencyId);
    if (currency === undefined || amount === null) return [];
    const id = `${row.prefix}${currency}`;
    return [{ id, currency, amount: round(amount, PLACES).toFixed(), minQuantity: row.minQuantity }];
  });
}

/**
 * The prices of a product: its own by the code of their currency, and those of rules and larger quantities by their own ids as well. A
 * product names currencies by their ids alone: what the setting `currencies` does not hold is left out with a warning.
 */
export function mapPrices(product: RawFields, settings: PriceSettings, warnings: Warning[]): JsonObject[] | undefined {
  if (!product.has('price') && !product.has('prices')) return undefined;
  const unknown = new Set<string>();
  const own = mapAmounts(product.objects('price'), settings, unknown, { prefix: '', minQuantity: '1' });
  const others = product.objects('prices').flatMap((row) => {
    const minQuantity = row.decimal('quantityStart')?.toFixed() ?? '1';
    return mapAmounts(row.objects('price'), settings, unknown, { prefix: `${row.filledText('id')}:`, minQuantity });
  });
  for (const id of unknown) {
    const message = `A price is left out, because the setting currencies does not hold the currency ${id}`;
    warnings.push({ code: 'price_currency_unknown', message, path: '/prices' });
  }
  return [...own, ...others];
}
