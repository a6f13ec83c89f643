import { hexId } from '../hex-id.js';
import { CURRENCIES, type ShopCurrency } from './currencies.js';

/** Whether prices hold the tax, have it added, or have none. */
export type TaxStatus = 'gross' | 'net' | 'tax-free';

/** A way in which the shop sells; rates are in hundredths of a percent. */
export interface SalesChannel {
  id: string;
  name: string;
  currency: ShopCurrency;
  taxStatus: TaxStatus;
  /** Taxes rounded row by row and added up, or calculated once from the sum. */
  taxCalculation: 'horizontal' | 'vertical';
  /** Unit prices before tax are rounded; where they are not, they have all the digits of a float. */
  roundForNet: boolean;
  standardRate: number;
  reducedRate: number;
  countries: readonly string[];
}

/** The sales channels of the shop. */
export const SALES_CHANNELS: readonly SalesChannel[] = [
  channel('Storefront', { standardRate: 1900, reducedRate: 700, countries: ['DE', 'AT'] }),
  channel('B2B', {
    taxStatus: 'net',
    taxCalculation: 'vertical',
    roundForNet: false,
    standardRate: 1900,
    reducedRate: 700,
    countries: ['DE'],
  }),
  channel('US store', {
    currency: CURRENCIES.USD,
    taxStatus: 'net',
    standardRate: 825,
    reducedRate: 625,
    countries: ['US'],
  }),
  channel('日本', { currency: CURRENCIES.JPY, standardRate: 1000, reducedRate: 800, countries: ['JP'] }),
  channel('Schweiz', { currency: CURRENCIES.CHF, standardRate: 810, reducedRate: 260, countries: ['CH'] }),
  channel('Export', { taxStatus: 'tax-free', standardRate: 0, reducedRate: 0, countries: ['NO'] }),
];

type Particulars = Partial<SalesChannel> & Pick<SalesChannel, 'standardRate' | 'reducedRate' | 'countries'>;

function channel(name: string, particulars: Particulars): SalesChannel {
  return {
    id: hexId('sales_channel', name),
    name,
    currency: CURRENCIES.EUR,
    taxStatus: 'gross',
    taxCalculation: 'horizontal',
    roundForNet: true,
    ...particulars,
  };
}
