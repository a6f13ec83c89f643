import { decimal, formatDecimal, isDecimal, sumDecimals } from '../../src/model/decimal.js';

test.each([
  { given: '10.0', places: 2, spelled: '10.00' },
  { given: '10', places: 2, spelled: '10.00' },
  { given: '10.500', places: 2, spelled: '10.50' },
  { given: '10.125', places: 2, spelled: '10.125' },
  { given: '1746.00', places: 0, spelled: '1746' },
  { given: '0.5', places: 3, spelled: '0.500' },
  { given: '-0', places: 0, spelled: '0' },
  { given: '-0.00', places: 2, spelled: '0.00' },
  { given: '-1.50', places: 0, spelled: '-1.5' },
  { given: '007.10', places: 0, spelled: '7.1' },
])('$given with at least $places decimals is spelled $spelled', ({ given, places, spelled }) => {
  expect(formatDecimal(given, places)).toBe(spelled);
});

test.each(['19,99', '1e2', '1e400', 'NaN', '', '.5', '5.', '+1', '1.1234567890123', '1234567890123456789', ' 1'])(
  '%j is no decimal',
  (text) => {
    expect(isDecimal(text)).toBe(false);
    expect(decimal.safeParse(text).success).toBe(false);
  },
);

test.each([
  { given: 19.99, taken: '19.99' },
  { given: 0, taken: '0' },
  { given: 0.0000001, taken: '0.0000001' },
  { given: 1e21, taken: null },
  { given: '999999999999999999.99', taken: '999999999999999999.99' },
])('$given is taken as $taken', ({ given, taken }) => {
  expect(decimal.safeParse(given).data ?? null).toBe(taken);
});

test('a sum is exact where floats are not', () => {
  expect(sumDecimals(['0.1', '0.2', '1.005'])).toBe('1.305');
});
