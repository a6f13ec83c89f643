import { formatMicro, toMicro } from '../../src/model/micro.js';

test.each([
  ['2', 2_000_000, '2'],
  ['-1.5', -1_500_000, '-1.5'],
  ['0.000001', 1, '0.000001'],
  ['0', 0, '0'],
  ['-0', 0, '0'],
  ['1000000000', 1_000_000_000_000_000, '1000000000'],
])('%s is %p millionths, spelled %s', (quantity, micro, spelled) => {
  expect(toMicro(quantity)).toBe(micro);
  expect(formatMicro(micro)).toBe(spelled);
});

test.each(['0.0000001', '1000000000.000001', '-999999999999999999'])('%s is not exact in millionths', (quantity) => {
  expect(toMicro(quantity)).toBeNull();
});

test('sums beyond what a float can count are spelled to the last millionth', () => {
  expect(formatMicro(9_007_199_254_740_993n * 10n)).toBe('90071992547.40993');
});
