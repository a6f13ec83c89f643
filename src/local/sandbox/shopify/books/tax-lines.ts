import { type Amount, divideRounded, eachCurrency } from './amount.js';
import { shippingPrice } from './figures.js';
import type { ShopOrder } from './order.js';
import { discountedTotal, type OrderLine, type Tax } from './order-line.js';

interface TaxRate {
  title: string;
  rateMillionths: number;
}

const ONE = 1_000_000;

const RATES: Readonly<Record<string, { included: boolean; rates: readonly TaxRate[] }>> = {
  DE: { included: true, rates: [{ title: 'MwSt.', rateMillionths: 190_000 }] },
  GB: { included: true, rates: [{ title: 'VAT', rateMillionths: 200_000 }] },
  JP: { included: true, rates: [{ title: '消費税', rateMillionths: 100_000 }] },
  KW: { included: false, rates: [] },
  US: {
    included: false,
    rates: [
      { title: 'State tax', rateMillionths: 62_500 },
      { title: 'County tax', rateMillionths: 15_000 },
    ],
  },
  CA: {
    included: false,
    rates: [
      { title: 'GST', rateMillionths: 50_000 },
      { title: 'QST', rateMillionths: 99_750 },
    ],
  },
};

/** Whether prices in that country include the tax. */
export function taxesIncludedIn(countryCode: string): boolean {
  return RATES[countryCode]?.included ?? false;
}

/** Puts that country's taxes on the lines and deliveries of an order, after its discounts. */
export function taxOrder(order: ShopOrder, countryCode: string): void {
  for (const line of order.lines) taxLine(line, countryCode);
  for (const line of order.shippingLines) line.taxes = taxesOn(shippingPrice(line), countryCode);
}

/** Puts that country's taxes on a line, after its discounts; a line that is not taxable has none. */
export function taxLine(line: OrderLine, countryCode: string): void {
  line.taxes = line.taxable ? taxesOn(discountedTotal(line), countryCode) : [];
}

function taxesOn(price: Amount, countryCode: string): Tax[] {
  const { included, rates } = RATES[countryCode] ?? { included: false, rates: [] };
  return rates.map(({ title, rateMillionths }) => ({
    title,
    rateMillionths,
    channelLiable: countryCode === 'US',
    amount: eachCurrency(price, (minor) =>
      included ? minor - divideRounded(minor * ONE, ONE + rateMillionths) : divideRounded(minor * rateMillionths, ONE),
    ),
  }));
}
