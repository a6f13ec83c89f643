import { convert, toAmount } from '../../../../src/local/sandbox/magento/minor-units.js';

test.each([
  [1234, 'USD', 'JPY', 149_310_000, 1842],
  [1234, 'USD', 'KWD', 307_200, 3791],
  [1234, 'EUR', 'GBP', 853_200, 1053],
] as const)('%d minor units of %s are converted into %s with its own decimals', (minor, from, to, rate, expected) => {
  expect(convert(minor, from, to, rate)).toBe(expected);
});

test.each([
  [3330, 'EUR', '33.3'],
  [-5, 'EUR', '-0.05'],
  [-0, 'EUR', '0'],
  [1842, 'JPY', '1842'],
  [3791, 'KWD', '3.791'],
] as const)('%d minor units of %s are printed as %s', (minor, currency, printed) => {
  expect(JSON.stringify(toAmount(minor, currency))).toBe(printed);
});
