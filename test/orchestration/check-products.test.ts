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

const failing = (matchProducts: object = {}) =>
  createWorld([apiProfile({ policies: { unknownProduct: 'fail', matchProducts } })]);

const lineOf = (line: object) => ({
  lines: [{ id: '1', quantity: '1', unitPrice: '10.00', total: '10.00', ...line }],
  totals: { subtotal: '10.00', grand: '10.00' },
});

test.each<[string, object, string]>([
  ['an id that nobody has', { attributes: { productId: 'P9' } }, 'No product of the profile has the id "P9"'],
  ['a SKU that nobody has', { sku: 'X' }, 'No product of the profile has the SKU "X"'],
  ['a name that two have', { sku: 'X', name: 'twin' }, 'Several products of the profile have the name "twin"'],
])('the order waits for %s, and says so', async (_what, line, message) => {
  const world = failing();
  const twins = ['P2', 'P3'].map((id) => ({ ...product, id, sku: id, name: 'Twin' }));
  await post(world, [product, ...twins], { type: 'product' });
  await drain(world);
  await send(world, order('A', lineOf(line)));
  expect(world.ports.deadLetters.letters()).toMatchObject([{ code: 'product_unknown', message }]);
});

test('a product that was guessed by a part of its name, or is not sold any more, is a warning on the event', async () => {
  const world = failing({ byPartialName: true });
  await post(world, [{ ...product, active: false }], { type: 'product' });
  await drain(world);
  await send(world, order('A', lineOf({ sku: 'X', name: 'shirt' })));
  const [, applied] = world.ports.events.events();
  expect(applied).toMatchObject({
    outcome: 'created',
    warnings: [
      { code: 'product_by_partial_name', path: '/lines/0' },
      { code: 'product_inactive', path: '/lines/0' },
    ],
  });
});
