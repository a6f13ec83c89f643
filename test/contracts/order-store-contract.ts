import { apply } from '../../src/diff/apply.js';
import type { Json } from '../../src/diff/json.js';
import type { Operation } from '../../src/diff/operation.js';
import { recordKey } from '../../src/model/record-key.js';
import type { StoredRecord } from '../../src/model/stored-record.js';
import type { OrderStore, ProductClue, RecordQuery, WriteResult } from '../../src/ports/order-store.js';
import { hostileIds, nextHead, storedOrder, storeKeyOf } from './samples.js';

const replace = (path: string, value: Json): Operation => ({ op: 'replace', path, value, before: null });
const add = (path: string, value: Json): Operation => ({ op: 'add', path, value });
const remove = (path: string): Operation => ({ op: 'remove', path, before: null });

/** The item that the operations lead to. */
function patched(item: StoredRecord, operations: readonly Operation[]): StoredRecord {
  return { ...item, ...nextHead(item), record: apply(item.record, operations) as StoredRecord['record'] };
}

export function describeOrderStoreContract(name: string, create: () => Promise<OrderStore>): void {
  describe(`${name} keeps the order store contract`, () => {
    describeWrites(create);
    describePatches(create);
    describeLists(create);
    describeMatches(create);
  });
}

function describeWrites(create: () => Promise<OrderStore>): void {
  test.each(['order', 'customer', 'product', 'invoice', 'shipment', 'refund', 'stock'] as const)(
    'a %s is read back as it was created, with its ETag and nothing else',
    async (kind) => {
      const store = await create();
      const item = storedOrder('shop', '1', { kind, local: { note: 'é😀' }, remote: { id: '1' } });
      const etag = etagOf(await store.create(item));
      expect(await store.read(storeKeyOf(item))).toEqual({ item, etag });
    },
  );

  test('an item is deleted under its ETag, and then it is as if it had never been', async () => {
    const store = await create();
    const item = storedOrder('shop', '1');
    const stale = etagOf(await store.create(item));
    const etag = etagOf(await store.replace({ ...item, ...nextHead(item) }, stale));
    expect(await store.delete(storeKeyOf(item), stale)).toMatchObject({ done: false, why: 'moved' });
    expect(await store.delete(storeKeyOf(item), etag)).toMatchObject({ done: true });
    expect(await store.delete(storeKeyOf(item), etag)).toMatchObject({ done: false, why: 'missing' });
    expect(await store.read(storeKeyOf(item))).toBeNull();
    expect(await store.create(item)).toMatchObject({ done: true });
  });

  test('an item that was never created is null', async () => {
    expect(await (await create()).read(storeKeyOf(storedOrder('shop', '1')))).toBeNull();
  });

  test('an invoice lives in its order’s partition beside the order', async () => {
    const store = await create();
    const order = storedOrder('shop', '1');
    const invoice = storedOrder('shop', '9', { kind: 'invoice', recordKey: order.recordKey });
    etagOf(await store.create(order));
    etagOf(await store.create(invoice));
    expect((await store.read(storeKeyOf(order)))?.item).toEqual(order);
    expect((await store.read(storeKeyOf(invoice)))?.item).toEqual(invoice);
  });

  test('of 30 creates at once one wins, and its item is the one that stays', async () => {
    const store = await create();
    const items = Array.from({ length: 30 }, (_, index) =>
      storedOrder('shop', '1', { appliedEventId: `event-${index}` }),
    );
    const results = await Promise.all(items.map((item) => store.create(item)));
    const winners = results.flatMap((result, index) => (result.done ? [index] : []));
    expect(winners).toHaveLength(1);
    expect(results.filter((result) => !result.done && result.why === 'exists')).toHaveLength(29);
    expect((await store.read(storeKeyOf(storedOrder('shop', '1'))))?.item).toEqual(items[winners[0] ?? -1]);
  });

  test('an item is replaced while its ETag holds; a stale ETag is moved and changes nothing', async () => {
    const store = await create();
    const item = storedOrder('shop', '1');
    const first = etagOf(await store.create(item));
    const second = etagOf(await store.replace({ ...item, version: 2 }, first));
    expect(second).not.toBe(first);
    expect(await store.replace({ ...item, version: 3 }, first)).toMatchObject({ done: false, why: 'moved' });
    expect(await store.read(storeKeyOf(item))).toEqual({ item: { ...item, version: 2 }, etag: second });
  });

  test('of 30 replaces with one ETag at once one wins', async () => {
    const store = await create();
    const item = storedOrder('shop', '1');
    const etag = etagOf(await store.create(item));
    const results = await Promise.all(
      Array.from({ length: 30 }, (_, index) => store.replace({ ...item, version: index }, etag)),
    );
    expect(results.filter((result) => result.done)).toHaveLength(1);
    expect(results.filter((result) => !result.done && result.why === 'moved')).toHaveLength(29);
  });

  test('an item that does not exist cannot be replaced', async () => {
    const store = await create();
    expect(await store.replace(storedOrder('shop', '1'), '"1"')).toMatchObject({ done: false, why: 'missing' });
  });

  test('an item over the size of the store is refused for good, and its neighbours are written', async () => {
    const store = await create();
    const large = storedOrder('shop', 'large', { local: { note: 'é'.repeat(1_000_000) } });
    const [refused, written] = await Promise.allSettled([store.create(large), store.create(storedOrder('shop', '1'))]);
    expect(refused).toMatchObject({ status: 'rejected', reason: { code: 'record_too_large' } });
    expect(written).toMatchObject({ status: 'fulfilled', value: { done: true } });
  });

  test('250 different writes at once all get their own answer', async () => {
    const store = await create();
    const items = Array.from({ length: 250 }, (_, index) => storedOrder('shop', String(index)));
    const etags = (await Promise.all(items.map((item) => store.create(item)))).map(etagOf);
    const read = await Promise.all(items.map((item) => store.read(storeKeyOf(item))));
    expect(read).toEqual(items.map((item, index) => ({ item, etag: etags[index] })));
  });

  test('hostile remote ids are opaque values', async () => {
    const store = await create();
    for (const remoteId of hostileIds) etagOf(await store.create(storedOrder('shop', remoteId)));
    for (const remoteId of hostileIds) {
      expect(await walk(store, { kind: 'order', profileId: 'shop', remoteId, limit: 5 })).toEqual([remoteId]);
    }
  });
}

function describePatches(create: () => Promise<OrderStore>): void {
  const record = {
    id: '1',
    status: 'new',
    note: 'x',
    lines: [{ id: 'a', quantity: '1' }, { id: 'b' }],
    attributes: { k: 1 },
  };
  const fitting: [string, Operation[], Json][] = [
    ['a value replaced', [replace('/status', 'paid')], { ...record, status: 'paid' }],
    ['a value set to null', [replace('/note', null)], { ...record, note: null }],
    [
      'a key added and one removed',
      [add('/tags', ['a']), remove('/note')],
      { id: '1', status: 'new', lines: record.lines, attributes: record.attributes, tags: ['a'] },
    ],
    [
      'a line inserted before others',
      [add('/lines/0', { id: 'c' })],
      { ...record, lines: [{ id: 'c' }, ...record.lines] },
    ],
    ['a line appended', [add('/lines/2', { id: 'c' })], { ...record, lines: [...record.lines, { id: 'c' }] }],
    ['a line removed', [remove('/lines/0')], { ...record, lines: [{ id: 'b' }] }],
    [
      'a field of a line',
      [replace('/lines/0/quantity', '2')],
      { ...record, lines: [{ id: 'a', quantity: '2' }, { id: 'b' }] },
    ],
    ['an attribute', [add('/attributes/gift', true)], { ...record, attributes: { k: 1, gift: true } }],
    ['no operation at all', [], record],
  ];
  // One patch alone and many at once may take different ways to the store; both must end the same.
  describe.each([1, 30])('%d patches at once', (many) => {
    test.each(fitting)('%s', async (_, operations, after) => {
      const store = await create();
      const items = Array.from({ length: many }, (_one, index) => storedOrder('shop', String(index), { record }));
      const etags = (await Promise.all(items.map((item) => store.create(item)))).map(etagOf);
      const results = await Promise.all(
        items.map((item, index) => store.patch(patched(item, operations), operations, etags[index] ?? '')),
      );
      const read = await Promise.all(items.map((item) => store.read(storeKeyOf(item))));
      expect(read).toEqual(
        items.map((item, index) => ({
          item: { ...item, ...nextHead(item), record: after },
          etag: etagOf(results[index] as WriteResult),
        })),
      );
    });

    test('a stale ETag is moved, a missing item is missing; nothing is written', async () => {
      const store = await create();
      const items = Array.from({ length: many }, (_one, index) => storedOrder('shop', String(index), { record }));
      const stale = (await Promise.all(items.map((item) => store.create(item)))).map(etagOf);
      const fresh = (
        await Promise.all(items.map((item, index) => store.replace({ ...item, version: 2 }, stale[index] ?? '')))
      ).map(etagOf);
      const patchAll = async (operations: Operation[], etags: string[], profile = 'shop') =>
        Promise.all(
          items.map((item, index) => {
            const other = { ...item, ...storeKeyOf(storedOrder(profile, item.remoteId)) };
            return store.patch(patched(other, operations), operations, etags[index] ?? '');
          }),
        );
      const all = (why: string) => items.map(() => expect.objectContaining({ done: false, why }));
      expect(await patchAll([replace('/status', 'paid')], stale)).toEqual(all('moved'));
      expect(await patchAll([replace('/status', 'paid')], fresh, 'other')).toEqual(all('missing'));
      const read = await Promise.all(items.map((item) => store.read(storeKeyOf(item))));
      expect(read.map((one) => one?.etag)).toEqual(fresh);
    });
  });

  const whole: [string, Operation[]][] = [
    ['six operations', Array.from({ length: 6 }, (_, index) => replace('/status', String(index)))],
    ['the whole record', [replace('', { id: '1' })]],
    ['a key with a slash', [add('/attributes/a~1b', 1)]],
    ['a key with a tilde', [add('/attributes/a~0b', 1)]],
    ['a key of digits', [add('/attributes/0', 1)]],
    ['a key with a blank', [add('/attributes/a b', 1)]],
    ['an empty key', [add('/attributes/', 1)]],
  ];
  test.each(whole)('%s, which a partial update cannot express, ends in the same item', async (_, operations) => {
    const store = await create();
    const item = storedOrder('shop', '1', { record });
    const created = etagOf(await store.create(item));
    const etag = etagOf(await store.patch(patched(item, operations), operations, created));
    expect(await store.read(storeKeyOf(item))).toEqual({ item: patched(item, operations), etag });
  });

  test.each([2, 30])('of %d patches of one item with one ETag at once one wins', async (many) => {
    const store = await create();
    const item = storedOrder('shop', '1', { record });
    const etag = etagOf(await store.create(item));
    const results = await Promise.all(
      Array.from({ length: many }, (_, index) =>
        store.patch(patched(item, [replace('/status', String(index))]), [replace('/status', String(index))], etag),
      ),
    );
    expect(results.filter((result) => result.done)).toHaveLength(1);
    expect(results.filter((result) => !result.done && result.why === 'moved')).toHaveLength(many - 1);
    const winner = results.findIndex((result) => result.done);
    expect((await store.read(storeKeyOf(item)))?.item.record.status).toBe(String(winner));
  });
}

function describeLists(create: () => Promise<OrderStore>): void {
  const query = { kind: 'order', profileId: 'shop', limit: 10 } as const;
  const at = (second: number) => `2026-11-20T10:00:0${second}.000Z`;

  test('a list never holds another profile’s records, nor those of another kind', async () => {
    const store = await create();
    await store.create(storedOrder('shop', 'mine'));
    await store.create(storedOrder('other', 'theirs'));
    const order = storedOrder('shop', 'mine');
    await store.create(storedOrder('shop', 'invoice', { kind: 'invoice', recordKey: order.recordKey }));
    expect(await walk(store, query)).toEqual(['mine']);
    expect(await walk(store, { ...query, kind: 'invoice' })).toEqual(['invoice']);
    expect(await walk(store, { ...query, kind: 'product' })).toEqual([]);
    expect(await walk(store, { ...query, remoteId: 'theirs' })).toEqual([]);
  });

  test.each([1, 2, 3, 7])(
    'pages of %d hold every record exactly once, newest change first, ties and all',
    async (limit) => {
      const store = await create();
      const items = [1, 3, 2, 2, 2, 4, 2].map((second, index) =>
        storedOrder('shop', String(index), { updatedAt: at(second) }),
      );
      for (const item of items) await store.create(item);
      const sorted = [...items].sort((left, right) => (sortKey(left) < sortKey(right) ? 1 : -1));
      expect(await walk(store, { ...query, limit })).toEqual(sorted.map(({ remoteId }) => remoteId));
    },
  );

  const filters: [string, Partial<StoredRecord>, Partial<RecordQuery>][] = [
    ['remote id', {}, { remoteId: 'b' }],
    ['number', {}, { number: 'N-b' }],
    ['status', { record: { id: 'b', status: "paid' OR 1=1" } }, { status: "paid' OR 1=1" }],
    ['order', { id: 'b'.repeat(32), recordKey: 'b'.repeat(32) }, { orderKey: 'b'.repeat(32) }],
    ['time of change', { updatedAt: at(5) }, { updatedSince: '2026-11-20T11:00:05+01:00' }],
  ];
  test.each(filters)('a list is filtered by %s', async (_, changes, filter) => {
    const store = await create();
    await store.create(storedOrder('shop', 'a'));
    await store.create(storedOrder('shop', 'b', changes));
    expect(await walk(store, { ...query, ...filter })).toEqual(['b']);
  });

  test('the documents of an order are found in its partition, and none of another order', async () => {
    const store = await create();
    const [mine, theirs] = [storedOrder('shop', '1').recordKey, storedOrder('shop', '2').recordKey];
    await store.create(storedOrder('shop', '1'));
    await store.create(storedOrder('shop', 'a', { kind: 'shipment', recordKey: mine }));
    await store.create(storedOrder('shop', 'b', { kind: 'shipment', recordKey: theirs }));
    await store.create(storedOrder('shop', 'c', { kind: 'invoice', recordKey: mine }));
    expect(await walk(store, { ...query, kind: 'shipment', orderKey: mine })).toEqual(['a']);
    expect(await walk(store, { ...query, kind: 'shipment', orderKey: mine, profileId: 'other' })).toEqual([]);
  });

  test('a continuation that the list did not give, or a time that is none, is refused', async () => {
    const store = await create();
    await expect(store.query({ ...query, continuation: 'bm8' })).rejects.toMatchObject({ code: 'parameter_invalid' });
    await expect(store.query({ ...query, updatedSince: 'soon' })).rejects.toMatchObject({
      code: 'parameter_invalid',
      path: 'updatedSince',
    });
  });

  test('a listed record carries the ETag that a write takes', async () => {
    const store = await create();
    const item = storedOrder('shop', '1');
    const etag = etagOf(await store.create(item));
    expect((await store.query(query)).items).toEqual([{ item, etag }]);
  });
}

function describeMatches(create: () => Promise<OrderStore>): void {
  const item = (
    kind: 'order' | 'customer' | 'product' | 'stock',
    profileId: string,
    remoteId: string,
    record: object,
  ) => {
    const id = recordKey(profileId, kind, remoteId);
    return storedOrder(profileId, remoteId, { kind, id, recordKey: id, record: { id: remoteId, ...record } });
  };
  const customers = (email: string, profileId = 'shop') =>
    ({ kind: 'customer', profileId, email, limit: 10 }) satisfies RecordQuery;

  test('customers are found by their e-mail whatever its case, in their profile only', async () => {
    const store = await create();
    await store.create(item('customer', 'shop', 'a', { email: ' Anna@Example.COM' }));
    await store.create(item('customer', 'shop', 'b', { email: 'bert@example.com' }));
    await store.create(item('customer', 'shop', 'c', { email: null }));
    await store.create(item('customer', 'shop', 'd', { email: ' ' }));
    await store.create(item('customer', 'other', 'e', { email: 'anna@example.com' }));
    expect(await walk(store, customers('anna@example.com '))).toEqual(['a']);
    expect(await walk(store, customers('ANNA@EXAMPLE.COM', 'other'))).toEqual(['e']);
    expect(await walk(store, customers("' OR 1=1 --"))).toEqual([]);
    expect(await walk(store, customers(' '))).toEqual([]);
  });

  const change = (value: Json): Operation[] => [{ op: 'replace', path: '/email', value, before: 'old@example.com' }];
  test.each<[string, (store: OrderStore, before: StoredRecord, after: StoredRecord, etag: string) => Promise<unknown>]>(
    [
      ['a patch', (store, _before, after, etag) => store.patch(after, change('new@example.com'), etag)],
      ['a replacement', (store, _before, after, etag) => store.replace(after, etag)],
    ],
  )('a customer whose e-mail changed by %s is found by the new one alone', async (_what, write) => {
    const store = await create();
    const before = item('customer', 'shop', 'a', { email: 'old@example.com' });
    const after = { ...before, ...nextHead(before), record: { ...before.record, email: 'new@example.com' } };
    await write(store, before, after, etagOf(await store.create(before)));
    expect(await walk(store, customers('new@example.com'))).toEqual(['a']);
    expect(await walk(store, customers('old@example.com'))).toEqual([]);
    expect((await store.read(storeKeyOf(after)))?.item).toEqual(after);
  });

  test.each([
    ['a field', replace('/phone', '2')],
    ['a key that a partial update cannot express', add('/attributes/a~1b', 1)],
  ])('a customer is still found by the e-mail after a patch of %s', async (_what, operation) => {
    const store = await create();
    const before = item('customer', 'shop', 'a', { email: 'a@example.com', phone: '1', attributes: {} });
    const operations = [operation];
    etagOf(await store.patch(patched(before, operations), operations, etagOf(await store.create(before))));
    expect(await walk(store, customers('a@example.com'))).toEqual(['a']);
  });

  test('counts of stock are found by their SKU', async () => {
    const store = await create();
    await store.create(item('stock', 'shop', 'a', { sku: 'MUG' }));
    await store.create(item('stock', 'shop', 'b', { sku: 'HAT' }));
    await store.create(item('product', 'shop', 'c', { sku: 'MUG' }));
    expect(await walk(store, { kind: 'stock', profileId: 'shop', sku: 'MUG', limit: 10 })).toEqual(['a']);
  });

  const orders = (filter: Partial<RecordQuery>) =>
    ({ kind: 'order', profileId: 'shop', limit: 10, ...filter }) satisfies RecordQuery;
  const named = (id: string | null, email: string | null) => ({ status: 'new', customer: { id, email } });

  test('orders are found by the id and by the e-mail of their customer, in their profile only', async () => {
    const store = await create();
    await store.create(item('order', 'shop', 'a', named('42', ' Anna@Example.COM')));
    await store.create(item('order', 'shop', 'b', named(null, 'anna@example.com')));
    await store.create(item('order', 'shop', 'c', named('43', ' ')));
    await store.create(item('order', 'shop', 'd', { customer: null }));
    await store.create(item('order', 'other', 'e', named('42', 'anna@example.com')));
    await store.create(item('customer', 'shop', 'f', { email: 'anna@example.com' }));
    expect((await walk(store, orders({ email: 'ANNA@example.com ' }))).sort()).toEqual(['a', 'b']);
    expect(await walk(store, orders({ customerId: '42' }))).toEqual(['a']);
    expect(await walk(store, orders({ customerId: '42', email: 'anna@example.com' }))).toEqual(['a']);
    for (const filter of [{ email: ' ' }, { email: '' }, { customerId: '' }, { customerId: "' OR 1=1" }])
      expect(await walk(store, orders(filter))).toEqual([]);
  });

  test('an order is also found by the customer that the source gave it, where people changed that', async () => {
    const store = await create();
    const remote = { id: 'a', ...named('7', 'old@example.com') };
    await store.create({ ...item('order', 'shop', 'a', named('8', 'new@example.com')), remote });
    for (const filter of [{ customerId: '7' }, { customerId: '8' }])
      expect(await walk(store, orders(filter))).toEqual(['a']);
    for (const email of ['old@example.com', 'new@example.com'])
      expect(await walk(store, orders({ email }))).toEqual(['a']);
  });

  test.each([
    ['the e-mail alone', replace('/customer/email', 'new@example.com')],
    ['the customer as a whole', replace('/customer', { id: '42', email: 'new@example.com' })],
  ])('an order is found by its new customer after a patch of %s, and not by the old one', async (_what, operation) => {
    const store = await create();
    const before = item('order', 'shop', 'a', named('42', 'old@example.com'));
    const operations = [operation];
    etagOf(await store.patch(patched(before, operations), operations, etagOf(await store.create(before))));
    expect(await walk(store, orders({ email: 'new@example.com' }))).toEqual(['a']);
    expect(await walk(store, orders({ email: 'old@example.com' }))).toEqual([]);
    expect(await walk(store, orders({ customerId: '42' }))).toEqual(['a']);
  });

  test('products are found by id, SKU, SKU of a variant, name and part of a name, in their profile only', async () => {
    const store = await create();
    const variants = [
      { id: '1', sku: 'B' },
      { id: '2', sku: 'A' },
      { id: '3', sku: null },
    ];
    const simple = item('product', 'shop', 'simple', { sku: 'A', name: 'Café  Crème', variants: [], active: false });
    const configurable = item('product', 'shop', 'configurable', { sku: 'C', name: 'Café', variants, active: true });
    const theirs = item('product', 'other', 'theirs', { sku: 'D', name: 'Café', variants });
    for (const one of [simple, configurable, theirs]) await store.create(one);
    await store.create(item('product', 'shop', 'bare', { sku: null, name: null }));
    await store.create(item('stock', 'shop', 'count', { sku: 'A', name: 'Café', variants }));
    const find = async (clue: ProductClue, ...wanted: string[]) => {
      const found = await store.searchProducts('shop', clue, wanted);
      return found.map((match) => `${match.wanted} ${match.recordKey} ${match.active}`).sort();
    };
    const [inactive, active] = [`${simple.id} false`, `${configurable.id} true`];
    const hostile = "' OR 1=1 --";
    expect(await find('id', 'simple', 'theirs', 'SIMPLE', hostile)).toEqual([`simple ${inactive}`]);
    expect(await find('sku', 'A', 'B', 'C', 'D', 'a', hostile)).toEqual([`A ${inactive}`, `C ${active}`]);
    expect(await find('variant-sku', 'A', 'B', 'C', hostile)).toEqual([`A ${active}`, `B ${active}`]);
    expect(await find('name', 'café crème', 'cafe\u0301', 'caf', hostile)).toEqual([
      `cafe\u0301 ${active}`,
      `café crème ${inactive}`,
    ]);
    const both = [`café ${active}`, `café ${inactive}`].sort();
    expect(await find('partial-name', 'café', 'crème', '%', hostile)).toEqual([...both, `crème ${inactive}`].sort());
    for (const clue of ['id', 'sku', 'variant-sku', 'name', 'partial-name'] as const)
      expect(await find(clue)).toEqual([]);
  });

  test('what several products fit has several matches', async () => {
    const store = await create();
    const products = ['1', '2'].map((id) => item('product', 'shop', id, { sku: 'A', name: 'Mug' }));
    for (const one of products) await store.create(one);
    for (const [clue, wanted] of [
      ['sku', 'A'],
      ['name', 'mug'],
      ['partial-name', 'mu'],
    ] as const) {
      const found = (await store.searchProducts('shop', clue, [wanted])).map((match) => match.recordKey);
      expect(found.sort()).toEqual(products.map(({ id }) => id).sort());
    }
  });

  test('a part that more than a thousand names have does not hide the others', async () => {
    const store = await create();
    const mugs = Array.from({ length: 1_001 }, (_, at) => item('product', 'shop', `${at}`, { name: `Mug ${at}` }));
    const pots = Array.from({ length: 60 }, (_, at) => item('product', 'shop', `pot ${at}`, { name: `<Pot ${at}>` }));
    // Wherever a store cuts the rows off, there are pots among those that are left out.
    const all = mugs.flatMap((mug, at) => (at % 16 === 0 ? [mug, ...pots.slice(at / 16, at / 16 + 1)] : [mug]));
    for (let from = 0; from < all.length; from += 16)
      await Promise.all(all.slice(from, from + 16).map((one) => store.create(one)));
    const wanted = pots.map((_pot, at) => `<pot ${at}>`);
    const found = await store.searchProducts('shop', 'partial-name', ['mug', ...wanted]);
    const keys = wanted.map((one) => found.filter((match) => match.wanted === one).map((match) => match.recordKey));
    expect(keys).toEqual(pots.map(({ id }) => [id]));
    expect(found.filter((match) => match.wanted === 'mug').length).toBeGreaterThan(1);
  });

  test.each([
    ['another field', replace('/sku', 'B'), 'mug'],
    ['the name', replace('/name', 'Cup'), 'cup'],
  ])('a product is found by its name after a patch of %s', async (_what, operation, name) => {
    const store = await create();
    const before = item('product', 'shop', 'a', { sku: 'A', name: 'Mug' });
    const operations = [operation];
    etagOf(await store.patch(patched(before, operations), operations, etagOf(await store.create(before))));
    const found = await store.searchProducts('shop', 'name', ['mug', 'cup']);
    expect(found.map(({ wanted }) => wanted)).toEqual([name]);
  });
}

const sortKey = ({ updatedAt, id }: StoredRecord) => `${updatedAt} ${id}`;

function etagOf(result: WriteResult): string {
  if (!result.done) throw new Error(`not written: ${result.why}`);
  expect(result.requestCharge).toBeGreaterThanOrEqual(0);
  return result.etag;
}

async function walk(store: OrderStore, query: RecordQuery): Promise<string[]> {
  const ids: string[] = [];
  for (let continuation: string | null | undefined; continuation !== null; ) {
    const page = await store.query(continuation === undefined ? query : { ...query, continuation });
    expect(page.items.length).toBeLessThanOrEqual(query.limit);
    ids.push(...page.items.map(({ item }) => item.remoteId));
    continuation = page.continuation;
  }
  return ids;
}
