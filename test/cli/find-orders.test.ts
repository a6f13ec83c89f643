import { findOrders } from '../../src/cli/find-orders.js';
import { listEvents } from '../../src/cli/list-events.js';
import { recordKey } from '../../src/model/record-key.js';
import { apiProfile, createWorld, drain, order, post } from '../orchestration/world.js';

const PROFILES = ['shop-a', 'shop-b'];

/** Both shops have an order 1 of number N1; shop-b has one whose number is the id of another. */
async function setUp() {
  const [a, b] = [apiProfile(), apiProfile({ id: 'shop-b' })];
  const world = createWorld([a, b]);
  await post(world, [order('1'), order('2')], { profile: a });
  world.clock.advance(1_000);
  await post(world, [order('1'), order('7', { number: '8' }), order('8', { number: '9' })], { profile: b });
  world.clock.advance(1_000);
  await post(world, [order('1', { status: 'complete', updatedAt: '2026-11-20T09:30:00Z' }), order('2')], {
    profile: a,
  });
  await drain(world);
  return world.ports;
}

describe('findOrders', () => {
  test.each<[what: string, text: string, profiles: string[], found: string[]]>([
    ['its number', 'N2', PROFILES, ['shop-a 2']],
    ['its id', '7', PROFILES, ['shop-b 7']],
    ['its record key', recordKey('shop-b', 'order', '1'), PROFILES, ['shop-b 1']],
    ['what fits several profiles', 'N1', PROFILES, ['shop-a 1', 'shop-b 1']],
    ['the same within one profile', 'N1', ['shop-b'], ['shop-b 1']],
    ['what is the number of one and the id of another', '8', PROFILES, ['shop-b 7', 'shop-b 8']],
    ['nothing', 'N3', PROFILES, []],
    ['a record key of a profile that is not meant', recordKey('shop-b', 'order', '1'), ['shop-a'], []],
  ])('finds orders by %s', async (_what, text, profiles, expected) => {
    const { store } = await setUp();
    const found = await findOrders(store, profiles, text);
    expect(found.map(({ profileId, remoteId }) => `${profileId} ${remoteId}`).sort()).toEqual(expected);
  });
});

describe('listEvents', () => {
  test('merges the profiles, newest receipt first, and cuts at the limit', async () => {
    const { items, continuation } = await listEvents(await setUp(), PROFILES, { limit: 4 });
    expect(items.map(({ profileId }) => profileId)).toEqual(['shop-a', 'shop-a', 'shop-b', 'shop-b']);
    const receipts = items.map(({ receipt }) => receipt);
    expect(receipts).toEqual([...receipts].sort().reverse());
    expect(continuation).toBeNull();
  });

  test('takes the number of an order, its id, or a record key for the record', async () => {
    const ports = await setUp();
    for (const record of ['N1', '1', recordKey('shop-a', 'order', '1')]) {
      const { items } = await listEvents(ports, ['shop-a'], { record, limit: 10 });
      expect(items.map(({ outcome }) => outcome)).toEqual(['patched', 'created']);
    }
    expect((await listEvents(ports, PROFILES, { record: 'nope', limit: 10 })).items).toEqual([]);
  });
});
