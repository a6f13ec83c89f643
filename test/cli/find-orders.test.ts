import { findOneOrder, findOrders } from '../../src/cli/find-orders.js';
import { type EventFilter, listEvents } from '../../src/cli/list-events.js';
import { recordKey } from '../../src/model/record-key.js';
import { apiProfile, createWorld, drain, order, post } from '../orchestration/world.js';

const PROFILES = ['shop-a', 'shop-b'];

/** Both shops have an order 1 of number N1; shop-b has one whose number is the id of another. */
async function setUp() {
  return (await setUpWorld()).ports;
}

async function setUpWorld() {
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
  return world;
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

describe('findOneOrder', () => {
  test('finds the one that is meant, or none', async () => {
    const { store } = await setUp();
    expect(await findOneOrder(store, PROFILES, 'N2')).toMatchObject({ profileId: 'shop-a', remoteId: '2' });
    expect(await findOneOrder(store, PROFILES, 'N3')).toBeNull();
  });

  test('names all that may be meant where there are several', async () => {
    const { store } = await setUp();
    await expect(findOneOrder(store, PROFILES, 'N1')).rejects.toMatchObject({
      code: 'ambiguous',
      message: expect.stringMatching(/^2 orders may be meant by "N1":\n[\w-]{32}: shop-[ab], id 1, number N1\n/),
    });
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

  test('of a record of another type never takes the order of that number for it', async () => {
    const ports = await withInvoice('N1');
    const shown = (type?: 'order' | 'invoice') => idsOf(ports, { record: 'N1', ...(type && { type }) });
    expect(await shown('invoice')).toEqual(['invoice N1']);
    expect(await shown('order')).toEqual(['order 1', 'order 1']);
    expect(await shown()).toEqual(['invoice N1', 'order 1', 'order 1']);
  });

  test('of an id are those of the order and of every other record of this id', async () => {
    const ports = await withInvoice('1');
    expect(await idsOf(ports, { record: '1' })).toEqual(['invoice 1', 'order 1', 'order 1']);
    expect(await idsOf(ports, { record: '1', limit: 2 })).toEqual(['invoice 1', 'order 1']);
  });

  test('of an id that looks like a record key are found, too', async () => {
    const id = '0190a3c8f5e07c1fb2d4e6a8c0f1d3b5';
    expect(await idsOf(await withInvoice(id), { record: id })).toEqual([`invoice ${id}`]);
    const ports = await withInvoice('5');
    expect(await idsOf(ports, { record: recordKey('shop-a', 'invoice', '5'), type: 'invoice' })).toEqual(['invoice 5']);
  });

  test('of a name that several orders have are refused, with the orders', async () => {
    await expect(listEvents(await setUp(), PROFILES, { record: 'N1', limit: 10 })).rejects.toMatchObject({
      code: 'ambiguous',
    });
  });
});

/** The same, and shop-a has an invoice of this id. */
async function withInvoice(id: string) {
  const world = await setUpWorld();
  world.clock.advance(1_000);
  const invoice = { id, orderId: '1', number: 'I1', state: 'paid', currency: 'EUR', totals: { grand: '23.80' } };
  await post(world, [invoice], { profile: apiProfile(), type: 'invoice' });
  await drain(world);
  return world.ports;
}

async function idsOf(
  ports: Parameters<typeof listEvents>[0],
  filter: Partial<EventFilter> & { record: string },
): Promise<string[]> {
  const { items } = await listEvents(ports, ['shop-a'], { limit: 10, ...filter });
  return items.map(({ type, recordId }) => `${type} ${recordId}`);
}
