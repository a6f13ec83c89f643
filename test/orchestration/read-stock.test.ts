import { readStock, reportStock } from '../../src/orchestration/read-stock.js';
import { createTillWorld, sale } from './till-world.js';
import { drain, post, type World } from './world.js';

async function sell(world: World, id: string, mugs: number, placedAt: string): Promise<void> {
  await post(world, [sale(id, mugs, 'Cash', { placedAt })]);
  await drain(world);
}

async function count(world: World, counts: object[]): Promise<void> {
  await post(world, counts, { type: 'stock' });
  await drain(world);
}

const MUG = { profileId: 'shop-a', sku: 'MUG' };

test('the stock is what was counted last, and what moved after it', async () => {
  const world = await createTillWorld();
  await sell(world, '1', 3, '2026-11-20T08:00:00Z');
  expect(await readStock(world.ports, MUG)).toEqual({ sku: 'MUG', quantity: '-3', countedAt: null });
  await count(world, [{ id: 'MUG', sku: 'MUG', quantity: '40', countedAt: '2026-11-20T08:30:00Z' }]);
  await sell(world, '2', 5, '2026-11-20T09:00:00Z');
  const counted = { sku: 'MUG', quantity: '35', countedAt: '2026-11-20T08:30:00.000Z' };
  expect(await readStock(world.ports, MUG)).toEqual(counted);
  expect(await reportStock(world.ports, 'shop-a')).toEqual([counted]);
});

test('counts of several places add up, and what was counted but never moved is reported, too', async () => {
  const world = await createTillWorld();
  await sell(world, '1', 1, '2026-11-20T09:00:00Z');
  const at = '2026-11-20T08:00:00Z';
  await count(world, [
    { id: 'a', sku: 'MUG', location: 'shop', quantity: '1.5', countedAt: at },
    { id: 'b', sku: 'MUG', location: 'store', quantity: '10', countedAt: at },
    { id: 'c', sku: 'HAT', quantity: '7', countedAt: at },
    { id: 'd', quantity: '9', countedAt: at },
  ]);
  expect(await reportStock(world.ports, 'shop-a')).toMatchObject([
    { sku: 'HAT', quantity: '7' },
    { sku: 'MUG', quantity: '10.5' },
  ]);
});

test('a count of another profile is none', async () => {
  const world = await createTillWorld();
  await count(world, [{ id: 'MUG', sku: 'MUG', quantity: '40', countedAt: '2026-11-20T08:30:00Z' }]);
  expect(await readStock(world.ports, { ...MUG, profileId: 'other' })).toMatchObject({
    quantity: '0',
    countedAt: null,
  });
});
