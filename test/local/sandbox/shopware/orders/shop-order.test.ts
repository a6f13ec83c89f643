import {
  relevantTransaction,
  type ShopOrder,
  type ShopTransaction,
} from '../../../../../src/local/sandbox/shopware/orders/shop-order.js';

function relevantOf(states: readonly string[]): string | undefined {
  const transactions = states.map((state, index) => ({ id: `${state} ${index}`, state }) as ShopTransaction);
  return relevantTransaction({ transactions } as ShopOrder)?.id;
}

describe('the payment that counts', () => {
  test.each([
    ['the only one', ['open'], 'open 0'],
    ['the newest of several', ['open', 'paid'], 'paid 1'],
    ['the newest that was not lost after it', ['paid', 'failed', 'cancelled'], 'paid 0'],
    ['the newest where all were lost', ['failed', 'cancelled'], 'cancelled 1'],
    ['none where there is none', [], undefined],
  ])('is %s', (_which, states, expected) => {
    expect(relevantOf(states)).toBe(expected);
  });
});
