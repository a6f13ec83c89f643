import { estimateJsonBytes } from '../../src/model/json-size.js';

test.each([
  {
    says: 'an order',
    value: {
      id: '1',
      lines: Array.from({ length: 20 }, (_, id) => ({ id: `${id}`, sku: 'TSHIRT-M', quantity: '2', note: null })),
    },
  },
  { says: 'text beyond ASCII', value: { name: '大阪市 ü 😀'.repeat(100) } },
  { says: 'numbers and flags', value: { list: [1, 2.5, true, null, false, 1_000_000] } },
])('$says is met within a quarter', ({ value }) => {
  const exact = Buffer.byteLength(JSON.stringify(value));
  expect(estimateJsonBytes(value) / exact).toBeGreaterThan(0.9);
  expect(estimateJsonBytes(value) / exact).toBeLessThan(1.25);
});
