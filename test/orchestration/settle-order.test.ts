import type { DeadLetter } from '../../src/model/dead-letter.js';
import { eraseItem } from '../../src/model/erase-item.js';
import type { Profile } from '../../src/model/profile.js';
import { recordKey } from '../../src/model/record-key.js';
import type { StoredRecord, StoredRecordAt } from '../../src/model/stored-record.js';
import { editOrder } from '../../src/orchestration/edit-order.js';
import { openTill } from '../../src/orchestration/open-till.js';
import { retryDeadLetters } from '../../src/orchestration/retry-dead-letters.js';
import { settleOrder } from '../../src/orchestration/settle-order.js';
import { amountsOf, close, createTillWorld, MAIN, sale, stockOf, tillProfile } from './till-world.js';
import { apiProfile, createWorld, drain, post, send, type World } from './world.js';

const settlementOf = (world: World, id: string) =>
  world.ports.till.settlements().find(({ remoteId }) => remoteId === id);
const booked = (world: World) =>
  amountsOf(world.ports.till.settlements().flatMap(({ entries }) => entries.flatMap(({ payments }) => payments)));
const lastEvent = (world: World) => world.ports.events.events().at(-1);
const later = (minute: number) => ({ updatedAt: `2026-11-20T09:0${minute}:00Z` });
const orderOf = (world: World, id: string) => {
  const key = recordKey('shop-a', 'order', id);
  return world.ports.store.read({ kind: 'order', id: key, recordKey: key });
};

describe('an order of a profile with a till', () => {
  test('opens a session, and is booked in it with its payments and its goods, as its event says', async () => {
    const world = await createTillWorld();
    await send(world, sale('1', 2));
    expect((await world.ports.till.readRegister(MAIN))?.item).toMatchObject({
      open: { number: 1, openedBy: 'automatic' },
    });
    expect(lastEvent(world)).toMatchObject({
      outcome: 'created',
      warnings: [],
      bookings: {
        register: 'main',
        session: 1,
        paymentStatus: 'paid',
        payments: [{ methodId: 'cash', via: 'card-type', amount: '20.00' }],
        rounding: '0.00',
        stock: [{ lineId: '1', sku: 'MUG', via: 'sku', quantity: '-2' }],
      },
    });
    expect([booked(world), stockOf(world)]).toEqual([{ cash: '20.00' }, { MUG: -2 }]);
    expect(settlementOf(world, '1')?.paidAt).toBe(world.clock.now().toISOString());
  });

  test('that comes again, or changes in nothing that matters to the till, books nothing', async () => {
    const world = await createTillWorld();
    await send(world, sale('1', 2));
    await send(world, sale('1', 2));
    await send(world, sale('1', 2, 'Cash', { note: 'gift', ...later(1) }));
    expect(lastEvent(world)).not.toHaveProperty('bookings');
    expect(settlementOf(world, '1')).toMatchObject({ version: 2, entries: [{ number: 1 }] });
    expect(world.ports.movements.movements()).toHaveLength(1);
  });

  test('that changes books the difference, in the session that is open then', async () => {
    const world = await createTillWorld();
    await send(world, sale('1', 2));
    await close(world);
    await send(world, sale('1', 3, 'Visa', later(1)));
    expect(settlementOf(world, '1')?.entries).toMatchObject([
      { session: 1, countedIn: 1 },
      { session: 2, countedIn: null },
    ]);
    expect(lastEvent(world)?.bookings).toMatchObject({
      session: 2,
      payments: [
        { methodId: 'cash', amount: '-20.00' },
        { methodId: 'card', amount: '30.00' },
      ],
      stock: [{ quantity: '-1' }],
    });
    expect([booked(world), stockOf(world)]).toEqual([{ card: '30.00' }, { MUG: -3 }]);
  });

  test.each([
    ['is cancelled', { status: 'cancelled' }],
    ['loses its lines and payments', { lines: [], payments: [], totals: { grand: '0', subtotal: '0' } }],
  ])('that %s is reversed', async (_what, changes) => {
    const world = await createTillWorld();
    await send(world, sale('1', 2));
    await send(world, sale('1', 2, 'Cash', { ...changes, ...later(1) }));
    expect([booked(world), stockOf(world)]).toEqual([{}, {}]);
    expect(settlementOf(world, '1')?.entries).toHaveLength(2);
  });

  test('is given back by an order of its own, whose goods come back', async () => {
    const world = await createTillWorld();
    await send(world, sale('1', 3));
    await send(world, sale('1:REFUND', -1, 'Cash', { attributes: { refundOf: '1' } }));
    expect([booked(world), stockOf(world)]).toEqual([{ cash: '20.00' }, { MUG: -2 }]);
    expect(settlementOf(world, '1:REFUND')?.paymentStatus).toBe('refunded');
  });

  test('that was placed before the books begin is left alone, also later', async () => {
    const world = await createTillWorld(tillProfile({ from: '2026-11-20T09:30:00Z', autoOpen: false }));
    await send(world, sale('1', 2));
    await send(world, sale('1', 3, 'Cash', later(1)));
    expect([world.ports.till.settlements(), world.ports.movements.movements()]).toEqual([[], []]);
    expect(lastEvent(world)).toMatchObject({ outcome: 'patched' });
  });

  test('that a person corrects is booked as corrected, and the event of the edit says so', async () => {
    const world = await createTillWorld();
    await send(world, sale('1', 2));
    const stored = (await orderOf(world, '1')) as StoredRecordAt;
    const patch = { record: { lines: [{ id: '1', sku: 'MUG', name: 'Mug', quantity: '1', total: '10.00' }] } };
    await editOrder(world.ports, { stored, shown: { record: stored.item.record }, patch, actor: 'Ada' });
    expect(lastEvent(world)).toMatchObject({ actor: 'Ada', bookings: { stock: [{ quantity: '1' }] } });
    expect(stockOf(world)).toEqual({ MUG: -1 });
  });
});

describe('the goods of an order', () => {
  const line = (id: string, sku: string | null, more: object = {}) => ({ id, sku, quantity: '1', ...more });
  const withLines = (...lines: object[]) => sale('1', 1, 'Cash', { lines });

  test('are stocked by the SKU of the product or of its variant, and not where the product is not stocked', async () => {
    const world = await createTillWorld();
    await send(world, withLines(line('1', 'MUG'), line('2', 'SHIRT-M'), line('3', 'POSTER'), line('4', 'MUG')));
    expect(stockOf(world)).toEqual({ MUG: -2, 'SHIRT-M': -1 });
    expect(world.ports.movements.movements()).toHaveLength(3);
    expect(lastEvent(world)?.warnings.map(({ code }) => code)).not.toContain('stock_unmatched');
  });

  test('are those of a bundle’s parts, and not the bundle', async () => {
    const world = await createTillWorld();
    await send(world, withLines(line('1', 'SHIRT'), line('2', 'MUG', { parentId: '1', quantity: '2.5' })));
    expect(stockOf(world)).toEqual({ MUG: -2.5 });
  });

  test('that no product is known for are told, and booked once it is known and the order changes', async () => {
    const world = await createTillWorld();
    await send(world, withLines(line('1', 'HAT')));
    expect(lastEvent(world)?.warnings).toContainEqual({
      code: 'stock_unmatched',
      message: 'No product is known for "HAT": its stock was not moved',
      path: '/lines/0',
    });
    await post(world, [{ id: 'p9', sku: 'HAT' }], { type: 'product' });
    await drain(world);
    await send(world, { ...withLines(line('1', 'HAT')), ...later(1), note: 'again' });
    expect(stockOf(world)).toEqual({ HAT: -1 });
  });

  test('stay with the product they were booked with, whatever becomes of the catalogue', async () => {
    const world = await createTillWorld();
    await send(world, sale('1', 2));
    await post(world, [{ id: 'p1', sku: 'CUP', updatedAt: '2026-11-21T00:00:00Z' }], { type: 'product' });
    await drain(world);
    const matchSkus = () => Promise.reject(new Error('nobody is asked'));
    const ports = { ...world.ports, store: { ...world.ports.store, matchSkus } };
    await post(world, [sale('1', 3, 'Cash', later(1))]);
    await drain(world, ports);
    expect(stockOf(world)).toEqual({ MUG: -3 });
  });

  test('are left alone where the till keeps no stock', async () => {
    const world = await createTillWorld(tillProfile({ stock: false }));
    await send(world, sale('1', 2));
    expect([booked(world), stockOf(world)]).toEqual([{ cash: '20.00' }, {}]);
  });

  test('stay as they were booked when the till stops to keep stock', async () => {
    const world = await createTillWorld();
    await send(world, sale('1', 2));
    await world.ports.profiles.put(tillProfile({ stock: false }));
    await send(world, sale('1', 3, 'Cash', later(1)));
    expect([booked(world), stockOf(world)]).toEqual([{ cash: '30.00' }, { MUG: -2 }]);
  });
});

test('an order from which a person was removed stays as it was booked, though what it was matched by is gone', async () => {
  const world = await createTillWorld();
  const attributes = { productId: 'p1' };
  const lines = [{ id: '1', sku: 'MUG', quantity: '2', attributes }];
  const payments = [{ id: '1', amount: '20', attributes: { paymentMode: '2' } }];
  await send(world, sale('1', 2, 'Cash', { lines, payments }));
  expect(booked(world)).toEqual({ card: '20.00' });
  const { item } = (await orderOf(world, '1')) as StoredRecordAt;
  const erased = eraseItem(item, { at: '2026-11-21T00:00:00Z', requestId: 'r1' }) as StoredRecord;
  await settleOrder(world.ports, tillProfile(), 'e2', erased);
  expect(settlementOf(world, '1')).toMatchObject({ version: erased.version, entries: [{ number: 1 }] });
  expect([booked(world), stockOf(world)]).toEqual([{ card: '20.00' }, { MUG: -2 }]);
});

describe('an order that the till cannot book', () => {
  async function refuse(profile: Profile, order: object) {
    const world = await createTillWorld(profile);
    await send(world, order);
    return { world, letter: world.ports.deadLetters.letters()[0], stored: await orderOf(world, '1') };
  }

  test('waits while no session is open and none may be opened, and goes through once one is', async () => {
    const profile = tillProfile({ autoOpen: false });
    const { world, letter, stored } = await refuse(profile, sale('1', 2));
    expect(letter).toMatchObject({ code: 'session_not_open', retry: { tries: 1 } });
    expect([stored, world.ports.till.settlements()]).toEqual([null, []]);
    expect(await openTill(world.ports, profile, { by: 'Ada', openingCash: '50' })).toMatchObject({
      session: { number: 1, openedBy: 'Ada', openingCash: '50.00' },
      opened: true,
      queued: 1,
    });
    await drain(world);
    expect([booked(world), world.ports.deadLetters.letters()]).toEqual([{ cash: '20.00' }, []]);
    expect(await openTill(world.ports, profile, { by: 'Bob' })).toMatchObject({
      session: { openedBy: 'Ada' },
      opened: false,
      queued: 0,
    });
  });

  test('that was given up for want of a session goes through once one is opened', async () => {
    const profile = tillProfile({ autoOpen: false });
    const world = await createTillWorld(profile);
    await send(world, sale('1', 2));
    const [letter] = world.ports.deadLetters.letters();
    const dead = { ...(letter as DeadLetter), code: 'retries_exhausted', retry: null };
    await retryDeadLetters(world.ports, { all: true });
    for (const name of world.ports.queue.names()) await world.ports.queue.delete(name);
    await world.ports.deadLetters.put({ ...dead, message: `session_not_open: ${dead.message}` });
    expect(await openTill(world.ports, profile, { by: 'Ada' })).toMatchObject({ queued: 1 });
    await drain(world);
    expect(booked(world)).toEqual({ cash: '20.00' });
  });

  test.each([
    ['without methods', tillProfile({ methods: [] }), sale('1', 2), 'payment_method_missing', true],
    ['in another currency', tillProfile({ currency: 'CHF' }), sale('1', 2), 'till_currency_differs', false],
    [
      'with a payment in another currency',
      tillProfile(),
      sale('1', 2, 'Cash', { payments: [{ id: '1', amount: '20', currency: 'USD' }] }),
      'till_currency_differs',
      false,
    ],
    [
      'of a quantity that is not exact in millionths',
      tillProfile(),
      sale('1', 2, 'Cash', { lines: [{ id: '1', sku: 'MUG', quantity: '0.0000001' }] }),
      'quantity_not_stockable',
      false,
    ],
  ])('%s is refused before anything is stored', async (_what, profile, order, code, isRetried) => {
    const { letter, stored, world } = await refuse(profile, order);
    expect(letter).toMatchObject({ code, retry: isRetried ? { tries: 1 } : null });
    expect([stored, world.ports.till.settlements()]).toEqual([null, []]);
  });

  test('is none, where there is nothing to book', async () => {
    const { letter } = await refuse(tillProfile({ methods: [] }), sale('1', 0));
    expect(letter).toBeUndefined();
  });
});

test('a profile without a till costs nothing and says nothing', async () => {
  const world = createWorld([apiProfile()]);
  const never = new Proxy({}, { get: () => () => Promise.reject(new Error('nobody is asked')) });
  await post(world, [sale('1', 2)]);
  await drain(world, { ...world.ports, till: never as never, movements: never as never });
  expect(lastEvent(world)).toMatchObject({ outcome: 'created' });
  expect(lastEvent(world)).not.toHaveProperty('bookings');
});

test('an older version of an order that comes to the books late never undoes a newer one', async () => {
  const world = await createTillWorld();
  await send(world, sale('1', 2));
  const old = ((await orderOf(world, '1')) as StoredRecordAt).item;
  // Nothing to book, but the books must know that this version was there.
  await send(world, sale('1', 2, 'Cash', { note: 'x', ...later(1) }));
  const older = { ...old, record: { ...old.record, status: 'cancelled' } };
  expect(await settleOrder(world.ports, tillProfile(), 'late', older)).toEqual({ bookings: null, warnings: [] });
  expect(booked(world)).toEqual({ cash: '20.00' });
});
