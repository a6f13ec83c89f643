import { z } from 'zod';

// ISO 4217 minor units other than 2 (list one, amendment 176).
const MINOR_UNITS: Readonly<Record<string, number>> = {
  ...Object.fromEntries(
    'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'.split(' ').map((code) => [code, 0]),
  ),
  ...Object.fromEntries('BHD IQD JOD KWD LYD OMR TND'.split(' ').map((code) => [code, 3])),
  CLF: 4,
  UYW: 4,
};

const KNOWN = new Set(Intl.supportedValuesOf('currency'));
// Intl knows every circulating code, and also codes that mark "no currency" and tests.
for (const code of ['XXX', 'XTS']) KNOWN.delete(code);

/** Whether the code is a currency of ISO 4217. */
export function isCurrency(code: string): boolean {
  return KNOWN.has(code);
}

/** The number of decimals of the currency: 2 for EUR, 0 for JPY, 3 for KWD. */
export function minorUnits(code: string): number {
  return MINOR_UNITS[code] ?? 2;
}

/** An ISO 4217 currency code in upper case. */
export const currency = z
  .string()
  .refine(isCurrency, 'must be an ISO 4217 currency code such as EUR')
  .meta({ id: 'Currency', description: 'ISO 4217 currency code.', examples: ['EUR'] });
