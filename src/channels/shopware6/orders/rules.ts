import { isCurrency, minorUnits } from '../../../model/currency.js';
import { PipelineError } from '../../../model/errors.js';
import type { RawFields } from '../../kit/raw-fields.js';
import type { ShopwareSettings } from '../schema.js';

/** Whether prices hold the tax, have it added, or have none. */
export type TaxStatus = 'gross' | 'net' | 'tax-free';

/** What the prices of an order are read by. */
export interface PriceRules {
  currency: string;
  taxStatus: TaxStatus;
  /** The decimals that the order rounds its positions to. */
  places: number;
  /** The decimals that the order rounds its total to. */
  totalPlaces: number;
}

const MOST_PLACES = 6;

/** The currency of the order's amounts; never a default. @throws `currency_unknown` */
function readCurrency(order: RawFields, { currencies }: ShopwareSettings): string {
  const stated = order.object('currency')?.filledText('isoCode') ?? null;
  const code = stated ?? currencies[order.filledText('currencyId') ?? ''] ?? null;
  if (code !== null && isCurrency(code)) return code;
  const message =
    code === null
      ? 'The order names its currency by its id alone, which the setting currencies does not hold'
      : `${code.slice(0, 20)} is not a currency of ISO 4217`;
  throw new PipelineError('currency_unknown', message, { path: '/currency/isoCode' });
}

function readTaxStatus(order: RawFields): TaxStatus {
  const status = order.object('price')?.filledText('taxStatus') ?? order.filledText('taxStatus');
  return status === 'net' || status === 'tax-free' ? status : 'gross';
}

/** How many decimals the order rounds to; float noise begins behind them. */
function readPlaces(order: RawFields, key: 'itemRounding' | 'totalRounding', currency: string): number {
  const rounding = order.object(key) ?? order.object('currency')?.object(key);
  const decimals = rounding?.json('decimals');
  const isPlaces = typeof decimals === 'number' && Number.isInteger(decimals) && decimals >= 0;
  return isPlaces && decimals <= MOST_PLACES ? decimals : minorUnits(currency);
}

/** Reads the rules of an order. @throws `currency_unknown` */
export function readRules(order: RawFields, settings: ShopwareSettings): PriceRules {
  const currency = readCurrency(order, settings);
  return {
    currency,
    taxStatus: readTaxStatus(order),
    places: readPlaces(order, 'itemRounding', currency),
    totalPlaces: readPlaces(order, 'totalRounding', currency),
  };
}
