import { recordKey } from '../../src/model/record-key.js';
import type { StoredRecord } from '../../src/model/stored-record.js';
import { readLinks, resolveLinks } from '../../src/orchestration/resolve-links.js';
import { storedOrder } from '../contracts/samples.js';
import { createMemoryOrderStore } from '../doubles/memory-order-store.js';
import { createMemoryProfiles } from '../doubles/memory-profiles.js';
import { apiProfile } from './world.js';

const keyOf = (kind: 'customer' | 'product', id: string, profileId = 'shop') => recordKey(profileId, kind, id);

function stored(kind: 'customer' | 'product', id: string, record: object, profileId = 'shop'): StoredRecord {
  const key = keyOf(kind, id, profileId);
  return storedOrder(profileId, id, { kind, id: key, recordKey: key, record: { id, ...record } });
}

const orderOf = (record: object): StoredRecord => storedOrder('shop', '1', { record: { id: '1', ...record } });

async function linksOf(order: object, ...items: StoredRecord[]) {
  const store = createMemoryOrderStore();
  for (const item of items) await store.create(item);
  return resolveLinks(store, orderOf(order));
}

describe('the customer of an order', () => {
  const account = stored('customer', '42', { email: 'Anna@Example.com' });
  const guest = stored('customer', 'guest:anna@example.com', { email: 'anna@example.com', guest: true });

  test.each<[string, object | null, StoredRecord[], object | null]>([
    ['by its id', { id: '42', email: 'other@example.com' }, [account], { recordKey: account.id, via: 'id' }],
    ['not at all while its id is not here', { id: '43', email: 'anna@example.com' }, [account, guest], null],
    [
      'by the e-mail of a guest',
      { email: ' ANNA@example.com' },
      [account, guest],
      { recordKey: guest.id, via: 'email' },
    ],
    ['by the e-mail of an account', { email: 'anna@EXAMPLE.com ' }, [account], { recordKey: account.id, via: 'email' }],
    ['not by an e-mail that nobody has', { email: 'bert@example.com' }, [account, guest], null],
    ['not by an e-mail of blanks', { email: ' ' }, [stored('customer', '1', { email: ' ' })], null],
    ['not without one', null, [account], null],
  ])('is found %s', async (_how, customer, items, expected) => {
    expect((await linksOf({ customer, lines: [] }, ...items)).customer).toEqual(expected);
  });

  test('is never one of another profile', async () => {
    const theirs = [
      stored('customer', '42', { email: 'a@example.com' }, 'other'),
      stored('customer', 'guest:a@example.com', { email: 'a@example.com' }, 'other'),
    ];
    expect((await linksOf({ customer: { id: '42' } }, ...theirs)).customer).toBeNull();
    expect((await linksOf({ customer: { email: 'a@example.com' } }, ...theirs)).customer).toBeNull();
  });

  test('is always the same of several accounts, whichever changed last', async () => {
    const accounts = ['1', '2', '3'].map((id) => stored('customer', id, { email: 'a@example.com' }));
    const least = accounts.map(({ id }) => id).sort()[0];
    for (const newest of accounts) {
      const items = accounts.map((one) => (one === newest ? { ...one, updatedAt: '2026-11-21T00:00:00.000Z' } : one));
      const { customer } = await linksOf({ customer: { email: 'a@example.com' } }, ...items);
      expect(customer?.recordKey).toBe(least);
    }
  });
});

describe('the products of an order', () => {
  const simple = stored('product', '7', { sku: 'A' });
  const configurable = stored('product', '8', {
    sku: 'C',
    variants: [
      { id: 'v', sku: 'A' },
      { id: 'w', sku: 'B' },
    ],
  });
  const lines = ['A', 'B', 'C', 'X', null, '', 'A'].map((sku, index) => ({ id: String(index), sku }));

  test('are found by their SKU, or that of a variant; a line without one keeps the SKU of the source', async () => {
    const links = await linksOf({ lines }, simple, configurable);
    const own = { recordKey: simple.id, via: 'sku' };
    expect(links.lines).toEqual([
      { lineId: '0', sku: 'A', product: own },
      { lineId: '1', sku: 'B', product: { recordKey: configurable.id, via: 'variant-sku' } },
      { lineId: '2', sku: 'C', product: { recordKey: configurable.id, via: 'sku' } },
      { lineId: '3', sku: 'X', product: null },
      { lineId: '4', sku: null, product: null },
      { lineId: '5', sku: '', product: null },
      { lineId: '6', sku: 'A', product: own },
    ]);
  });

  test('are never those of another profile', async () => {
    const { lines: found } = await linksOf({ lines }, stored('product', '7', { sku: 'A' }, 'other'));
    expect(found.filter(({ product }) => product !== null)).toEqual([]);
  });

  test('repair themselves when the product arrives, without a write', async () => {
    const store = createMemoryOrderStore();
    const order = orderOf({ lines: [{ id: '1', sku: 'A' }] });
    await store.create(order);
    expect((await resolveLinks(store, order)).lines[0]?.product).toBeNull();
    await store.create(simple);
    const before = JSON.stringify(store.items());
    expect((await resolveLinks(store, order)).lines[0]?.product).toEqual({ recordKey: simple.id, via: 'sku' });
    expect(JSON.stringify(store.items())).toBe(before);
  });

  test('an outage is not taken for a product that is not there', async () => {
    const store = { ...createMemoryOrderStore(), searchProducts: () => Promise.reject(new Error('reset')) };
    await expect(resolveLinks(store, orderOf({ lines }))).rejects.toThrow('reset');
  });

  test('are matched as the profile of the order says, and as usual where the profile is gone', async () => {
    const store = createMemoryOrderStore();
    await store.create(stored('product', '9', { name: 'Red mug' }));
    const order = orderOf({ lines: [{ id: '1', sku: null, name: 'red MUG' }] });
    const found = { recordKey: keyOf('product', '9'), via: 'name' };
    const read = (policies: object) => {
      const profiles = createMemoryProfiles([apiProfile({ id: 'shop', policies })]);
      return readLinks({ store, profiles }, order);
    };
    expect((await read({ matchProducts: { byName: false } })).lines[0]?.product).toBeNull();
    expect((await read({})).lines[0]?.product).toEqual(found);
    expect((await readLinks({ store, profiles: createMemoryProfiles([]) }, order)).lines[0]?.product).toEqual(found);
  });
});

test('an order without lines and customer has no links', async () => {
  expect(await linksOf({})).toEqual({ customer: null, lines: [] });
});
