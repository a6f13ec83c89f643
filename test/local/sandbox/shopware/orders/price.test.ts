import { priceOf, spreadPrice, sumOfPrices } from '../../../../../src/local/sandbox/shopware/orders/price.js';
import {
  CURRENCIES,
  fromEuroCents,
  roundToInterval,
} from '../../../../../src/local/sandbox/shopware/settings/currencies.js';

const GROSS = { taxStatus: 'gross', currency: CURRENCIES.EUR } as const;
const NET = { taxStatus: 'net', currency: CURRENCIES.EUR } as const;
const FREE = { taxStatus: 'tax-free', currency: CURRENCIES.EUR } as const;

describe('a price', () => {
  test('with tax holds it, without tax has it on top, and tax-free has none', () => {
    const unit = { numerator: 1190, denominator: 1 };
    expect(priceOf(unit, 2, 1900, GROSS)).toMatchObject({ unit: 11.9, total: 2380, taxes: [{ rate: 1900, tax: 380 }] });
    expect(priceOf(unit, 2, 1900, NET)).toMatchObject({ total: 2380, taxes: [{ rate: 1900, tax: 452 }] });
    expect(priceOf(unit, 2, 1900, FREE)).toMatchObject({ total: 2380, taxes: [], rules: [] });
  });

  test('whose unit is a fraction has all its digits in the unit and a rounded total', () => {
    const { unit, total, taxes } = priceOf({ numerator: 63_183 * 10_000, denominator: 10_700 }, 1, 700, NET);
    expect(unit).toBe(590.4953271028037);
    expect(total).toBe(59_050);
    expect(taxes[0]).toEqual({ rate: 700, tax: 4134, price: 590.4953271028037 });
  });

  test('that is spread follows the goods, to the cent in its taxes', () => {
    const weights = new Map([
      [1900, 8404],
      [700, 1596],
    ]);
    const { total, taxes, rules } = spreadPrice(-1000, weights, GROSS);
    expect(total).toBe(-1000);
    expect(taxes.map(({ rate, tax }) => ({ rate, tax }))).toEqual([
      { rate: 1900, tax: -134 },
      { rate: 700, tax: -10 },
    ]);
    expect(rules.map(({ percentage }) => Math.round(percentage * 100))).toEqual([8404, 1596]);
  });

  test('that is a sum adds the shares of each rate', () => {
    const one = priceOf({ numerator: 1190, denominator: 1 }, 1, 1900, GROSS);
    const other = priceOf({ numerator: 1070, denominator: 1 }, 1, 700, GROSS);
    expect(sumOfPrices([one, other, one])).toMatchObject({
      total: 3450,
      taxes: [
        { rate: 1900, tax: 380, price: 23.8 },
        { rate: 700, tax: 70 },
      ],
    });
  });
});

test.each([
  ['EUR', 1290],
  ['USD', 1510],
  ['JPY', 2096],
  ['CHF', 1217],
] as const)('12.90 € in %s are %i of its smallest units', (code, minor) => {
  expect(fromEuroCents(1290, CURRENCIES[code])).toBe(minor);
});

test.each([
  [1, 1, 1],
  [102, 5, 100],
  [103, 5, 105],
  [-103, 5, -105],
])('%i to the nearest %i is %i', (minor, interval, expected) => {
  expect(roundToInterval(minor, interval)).toBe(expected);
});
