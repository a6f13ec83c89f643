import { apiProfile, createWorld, drain, order, post, send } from './world.js';

const product = { id: 'P1', sku: 'TSHIRT-M', name: 'T-shirt', updatedAt: '2026-11-20T08:00:00Z' };

test('an order with a SKU that nobody knows waits under the policy fail, and goes through once the product is there', async () => {
  const world = createWorld([apiProfile({ policies: { unknownProduct: 'fail' } })]);
  await send(world, order('A'));
  const [letter] = world.ports.deadLetters.letters();
  expect(letter).toMatchObject({ code: 'product_unknown', recordId: 'A', retry: { tries: 1 } });
  expect(world.ports.store.items()).toEqual([]);
  await post(world, [product], { type: 'product' });
  await drain(world);
  await send(world, order('A', { status: 'complete', updatedAt: '2026-11-20T09:05:00Z' }));
  expect(world.ports.store.items().map(({ remoteId }) => remoteId)).toEqual(['P1', 'A']);
});

test('the line is kept under the policy keep, which is the default', async () => {
  const world = createWorld();
  await send(world, order('A'));
  expect(world.ports.store.items()[0]?.record.lines).toMatchObject([{ sku: 'TSHIRT-M' }]);
});

test('lines without a SKU, and other records, are not asked for', async () => {
  const world = createWorld([apiProfile({ policies: { unknownProduct: 'fail' } })]);
  const line = { id: '1', name: 'Custom', quantity: '1', unitPrice: '10.00', total: '10.00' };
  await send(world, order('A', { lines: [line], totals: { subtotal: '10.00', grand: '10.00' } }));
  expect(world.ports.store.items()).toHaveLength(1);
});
