import { priceRow, sumOfParts } from '../../../../src/local/sandbox/magento/row-figures.js';

const row = { unitPrice: 1190, quantity: 20_000, taxPercent: 1900, discountPercents: [], pricesIncludeTax: true };

describe('priceRow', () => {
  test('takes the tax out of a price that includes it, unit by unit', () => {
    expect(priceRow(row)).toMatchObject({
      price: 1000,
      rowTotal: 2000,
      rowTotalInclTax: 2380,
      taxAmount: 380,
      taxCompensation: 0,
    });
  });

  test('puts the tax that a discount took off into the compensation', () => {
    const figures = priceRow({ ...row, discountPercents: [1000] });
    expect(figures).toMatchObject({ discountAmount: 238, taxAmount: 342, taxCompensation: 38 });
    expect(figures.rowTotal + figures.taxAmount - figures.discountAmount + figures.taxCompensation).toBe(2380 - 238);
  });

  test('puts the tax on top of a discounted net price', () => {
    const figures = priceRow({ ...row, unitPrice: 1000, pricesIncludeTax: false, discountPercents: [1000] });
    expect(figures).toMatchObject({
      price: 1000,
      priceInclTax: 1190,
      rowTotal: 2000,
      discountAmount: 200,
      taxAmount: 342,
    });
  });

  test('applies stacked discounts one after the other', () => {
    expect(priceRow({ ...row, discountPercents: [1000, 300], taxPercent: 0 }).discountAmount).toBe(238 + 64);
  });

  test('rounds a row of a decimal quantity half up to the minor unit', () => {
    const figures = priceRow({ ...row, unitPrice: 2315, quantity: 13_333, pricesIncludeTax: false });
    expect(figures.rowTotal).toBe(3087);
    expect(priceRow({ ...row, unitPrice: 1, quantity: 25_000, pricesIncludeTax: false, taxPercent: 0 }).rowTotal).toBe(
      3,
    );
  });
});

test('the sum of a bundle’s parts is its row total, and its tax stays with the parts', () => {
  const parts = [priceRow(row), priceRow({ ...row, quantity: 40_000 })];
  expect(sumOfParts(parts, 20_000)).toMatchObject({ price: 3000, rowTotal: 6000, taxAmount: 0, discountAmount: 0 });
});
