import type { ShopCurrency } from './minor-units.js';

/** A store view: which currency it sells in, how it taxes, and how it numbers its orders. */
export interface StoreView {
  id: number;
  code: string;
  name: string;
  websiteId: number;
  locale: string;
  timezone: string;
  /** Put before the nine digits of the order number. */
  numberPrefix: string;
  country: string;
  baseCurrency: ShopCurrency;
  currency: ShopCurrency;
  /** Order currency per base currency, in millionths. */
  rateMillionths: number;
  /** Catalogue prices hold the tax already. */
  pricesIncludeTax: boolean;
  /** In hundredths of a percent. */
  standardTax: number;
  reducedTax: number;
  taxName: string;
}

/** The sandbox shop's store views: tax in and on top of prices, base currency equal to and other than the order's. */
export const STORE_VIEWS: readonly StoreView[] = [
  {
    id: 1,
    code: 'default',
    name: 'Hauptseite\nHauptladen\nDeutsch',
    websiteId: 1,
    locale: 'de_DE',
    timezone: 'Europe/Berlin',
    numberPrefix: '',
    country: 'DE',
    baseCurrency: 'EUR',
    currency: 'EUR',
    rateMillionths: 1_000_000,
    pricesIncludeTax: true,
    standardTax: 1900,
    reducedTax: 700,
    taxName: 'MwSt',
  },
  {
    id: 2,
    code: 'us',
    name: 'US Website\nUS Store\nEnglish (US)',
    websiteId: 2,
    locale: 'en_US',
    timezone: 'America/Chicago',
    numberPrefix: '2',
    country: 'US',
    baseCurrency: 'USD',
    currency: 'USD',
    rateMillionths: 1_000_000,
    pricesIncludeTax: false,
    standardTax: 825,
    reducedTax: 225,
    taxName: 'US-TX-*-Rate 1',
  },
  {
    id: 3,
    code: 'uk',
    name: 'Hauptseite\nUK Store\nEnglish (UK)',
    websiteId: 1,
    locale: 'en_GB',
    timezone: 'Europe/London',
    numberPrefix: 'UK',
    country: 'GB',
    baseCurrency: 'EUR',
    currency: 'GBP',
    rateMillionths: 853_200,
    pricesIncludeTax: true,
    standardTax: 2000,
    reducedTax: 500,
    taxName: 'VAT',
  },
  {
    id: 4,
    code: 'jp',
    name: 'US Website\n日本ストア\n日本語',
    websiteId: 2,
    locale: 'ja_JP',
    timezone: 'Asia/Tokyo',
    numberPrefix: '4',
    country: 'JP',
    baseCurrency: 'USD',
    currency: 'JPY',
    rateMillionths: 149_310_000,
    pricesIncludeTax: true,
    standardTax: 1000,
    reducedTax: 800,
    taxName: '消費税',
  },
  {
    id: 5,
    code: 'kw',
    name: 'US Website\nGulf Store\nالعربية',
    websiteId: 2,
    locale: 'ar_KW',
    timezone: 'Asia/Kuwait',
    numberPrefix: 'KW',
    country: 'KW',
    baseCurrency: 'USD',
    currency: 'KWD',
    rateMillionths: 307_200,
    pricesIncludeTax: false,
    standardTax: 0,
    reducedTax: 0,
    taxName: 'No tax',
  },
  {
    id: 6,
    code: 'b2b',
    name: 'Hauptseite\nGroßhandel\nDeutsch',
    websiteId: 1,
    locale: 'de_DE',
    timezone: 'Europe/Berlin',
    numberPrefix: 'WH',
    country: 'DE',
    baseCurrency: 'EUR',
    currency: 'EUR',
    rateMillionths: 1_000_000,
    pricesIncludeTax: false,
    standardTax: 1900,
    reducedTax: 700,
    taxName: 'USt',
  },
];
