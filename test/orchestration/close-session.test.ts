import { closeDueSessions } from '../../src/orchestration/close-due-sessions.js';
import { closeSession } from '../../src/orchestration/close-session.js';
import { listSessions, readSession } from '../../src/orchestration/read-sessions.js';
import { openSession } from '../../src/orchestration/till-register.js';
import { interrupted, mortal } from './crash.js';
import { amountsOf, close, createTillWorld, MAIN, sale, tillProfile } from './till-world.js';
import { send, type World } from './world.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const profile = tillProfile();
const numbersOf = (items: readonly { number: number; status: string }[]) =>
  items.map(({ number, status }) => `${number} ${status}`);
const registerOf = async (world: World) => (await world.ports.till.readRegister(MAIN))?.item;

describe('closing a session', () => {
  test('gives its totals by method and what is missing in the drawer', async () => {
    const world = await createTillWorld(tillProfile({ openingCash: '50.00' }));
    await send(world, sale('1', 2), sale('2', 3, 'Visa'), sale('3', 1));
    await send(world, sale('3:REFUND', -1));
    const session = await close(world, '69.5', tillProfile({ openingCash: '50.00' }));
    expect(session).toMatchObject({
      number: 1,
      status: 'closed',
      openedBy: 'automatic',
      closedBy: 'Ada',
      orders: 4,
      totals: [
        { methodId: 'cash', name: 'Cash', kind: 'cash', amount: '20.00', bookings: 3 },
        { methodId: 'card', name: 'Card (Visa)', kind: 'card', amount: '30.00', bookings: 1 },
      ],
      rounding: '0.00',
      cash: { opening: '50.00', expected: '70.00', counted: '69.50', difference: '-0.50' },
    });
    expect(await readSession(world.ports.till, profile, 1)).toMatchObject({ orders: 4, cash: session.cash });
    expect(await registerOf(world)).toMatchObject({ open: null, closing: null, closed: null, lastNumber: 1 });
    expect(world.ports.till.settlements().map(({ pending }) => pending)).toEqual([[], [], [], []]);
  });

  test('without a count knows no difference', async () => {
    const world = await createTillWorld();
    await send(world, sale('1', 2));
    expect((await close(world)).cash).toEqual({ opening: '0.00', expected: '20.00', counted: null, difference: null });
  });

  test('adds up what cash was rounded by, and change that was given', async () => {
    const rounding = tillProfile({ cashRounding: '0.05' });
    const world = await createTillWorld(rounding);
    const odd = { totals: { grand: '9.98', subtotal: '9.98' }, payments: [{ id: '1', method: 'Cash', amount: '20' }] };
    await send(world, sale('1', 1, 'Cash', odd));
    expect(await close(world, null, rounding)).toMatchObject({ rounding: '0.02', cash: { expected: '10.00' } });
  });

  test('names a method that the profile does not have any more by its id', async () => {
    const world = await createTillWorld();
    await send(world, sale('1', 2, 'Visa'));
    const changed = tillProfile({ methods: [{ id: 'cash', name: 'Cash', kind: 'cash' }] });
    expect((await close(world, null, changed)).totals).toMatchObject([
      { methodId: 'cash', amount: '0.00', bookings: 0 },
      { methodId: 'card', name: 'card', kind: 'other', amount: '20.00' },
    ]);
  });

  test('needs one that is open', async () => {
    const world = await createTillWorld();
    await expect(close(world)).rejects.toMatchObject({ code: 'session_not_open' });
    await send(world, sale('1', 2));
    await close(world);
    await expect(close(world)).rejects.toMatchObject({ code: 'session_not_open' });
    expect(world.ports.till.sessions()).toHaveLength(1);
  });

  test('by its number is the same as once, however often', async () => {
    const world = await createTillWorld();
    await send(world, sale('1', 2));
    const first = await closeSession(world.ports, profile, { by: 'Ada', counted: '20', number: 1 });
    await send(world, sale('2', 1));
    expect(await closeSession(world.ports, profile, { by: 'Bob', counted: '99', number: 1 })).toEqual(first);
    expect(await registerOf(world)).toMatchObject({ open: { number: 2 } });
    const unknown = closeSession(world.ports, profile, { by: 'Ada', counted: null, number: 7 });
    await expect(unknown).rejects.toMatchObject({ code: 'not_found' });
  });

  test('that several people do at once is done once, and they get the same session', async () => {
    const world = await createTillWorld();
    await send(world, ...Array.from({ length: 40 }, (_, at) => sale(String(at), 1)));
    const all = await Promise.all([close(world, '400'), close(world, '400'), close(world, '400')].map(settle));
    const closed = all.filter((one) => typeof one !== 'string');
    expect(closed.length).toBeGreaterThan(0);
    for (const one of closed) expect(one).toMatchObject({ number: 1, orders: 40, cash: { difference: '0.00' } });
    // Time stands still here, so one that waits for the others may give up.
    const others = all.filter((one) => typeof one === 'string');
    expect(['session_not_open', 'session_busy']).toEqual(expect.arrayContaining(others));
    expect(world.ports.till.sessions()).toMatchObject([{ number: 1, orders: 40 }]);
  });

  test('leaves what comes meanwhile to the next session', async () => {
    const world = await createTillWorld();
    await send(world, sale('1', 2));
    // From here on the register is closing, and the entries are being looked for.
    const ports = interrupted(world.ports, { call: 5, when: 'before' }, () => send(world, sale('2', 1)));
    const session = await closeSession(ports, profile, { by: 'Ada', counted: null });
    expect(session).toMatchObject({ number: 1, orders: 1 });
    expect(await registerOf(world)).toMatchObject({ open: { number: 2 }, closing: null });
    expect(await close(world)).toMatchObject({ number: 2, orders: 1, cash: { expected: '10.00' } });
  });
});

function settle<T>(work: Promise<T>): Promise<T | string> {
  return work.catch((error: { code: string }) => error.code);
}

describe('opening a session', () => {
  test('never makes two, however many open one at once', async () => {
    const world = await createTillWorld();
    const opened = await Promise.all(Array.from({ length: 10 }, () => openSession(world.ports, profile, { by: 'x' })));
    expect(opened.filter((one) => one.opened)).toHaveLength(1);
    expect(new Set(opened.map(({ session }) => session.number))).toEqual(new Set([1]));
  });
});

describe('the end of the business day', () => {
  test('closes what is still open, and the next order opens the next session', async () => {
    const world = await createTillWorld();
    await send(world, sale('1', 2));
    // 10:00 UTC is 11:00 in Berlin; the day ends at 02:00 there, which is 01:00 UTC.
    world.clock.advance(15 * HOUR - 2_000);
    expect(await closeDueSessions(world.ports)).toEqual({ closed: 0 });
    world.clock.advance(2_000);
    expect(await closeDueSessions(world.ports)).toEqual({ closed: 1 });
    expect(await closeDueSessions(world.ports)).toEqual({ closed: 0 });
    expect(world.ports.till.sessions()).toMatchObject([{ number: 1, closedBy: 'automatic', cash: { counted: null } }]);
    await send(world, sale('2', 2));
    expect(await registerOf(world)).toMatchObject({ open: { number: 2 } });
  });

  test('ends a close that was cut short, with what was counted, but not one that is under way', async () => {
    const world = await createTillWorld();
    await send(world, sale('1', 2));
    const dying = mortal(world.ports, { call: 5, when: 'before' });
    await expect(closeSession(dying.ports, profile, { by: 'Ada', counted: '19' })).rejects.toThrow('killed');
    expect(await registerOf(world)).toMatchObject({ closing: { number: 1, counted: '19' } });
    expect(await closeDueSessions(world.ports)).toEqual({ closed: 0 });
    world.clock.advance(2 * MINUTE);
    expect(await closeDueSessions(world.ports)).toEqual({ closed: 1 });
    expect(world.ports.till.sessions()).toMatchObject([{ closedBy: 'Ada', orders: 1, cash: { difference: '-1.00' } }]);
  });

  test('of one till that fails does not keep the others waiting', async () => {
    const world = await createTillWorld();
    await world.ports.profiles.put({ ...profile, id: 'another-shop' });
    await send(world, sale('1', 2));
    world.clock.advance(24 * HOUR);
    const readRegister = (key: string) =>
      key === MAIN ? world.ports.till.readRegister(key) : Promise.reject(new Error('reset'));
    const ports = { ...world.ports, till: { ...world.ports.till, readRegister } };
    await expect(closeDueSessions(ports)).rejects.toThrow('reset');
    expect(world.ports.till.sessions()).toHaveLength(1);
  });
});

describe('sessions are shown', () => {
  test('newest first, the open one with its totals so far', async () => {
    const world = await createTillWorld();
    for (let day = 1; day <= 3; day += 1) {
      await send(world, sale(String(day), day));
      if (day < 3) await close(world);
    }
    const { till } = world.ports;
    const page = await listSessions(till, profile, { limit: 2 });
    expect(numbersOf(page.items)).toEqual(['3 open', '2 closed']);
    expect(page.items.map(({ totals }) => amountsOf(totals))).toEqual([{ cash: '30.00' }, { cash: '20.00' }]);
    const rest = await listSessions(till, profile, { limit: 2, continuation: page.continuation ?? '' });
    expect([numbersOf(rest.items), rest.continuation]).toEqual([['1 closed'], null]);
    expect(await readSession(till, profile, 3)).toEqual(page.items[0]);
    await expect(readSession(till, profile, 4)).rejects.toMatchObject({ code: 'not_found' });
    await expect(listSessions(till, profile, { limit: 2, continuation: 'x' })).rejects.toMatchObject({
      code: 'parameter_invalid',
    });
    expect(await listSessions(till, tillProfile({ register: 'other' }), { limit: 9 })).toEqual({
      items: [],
      continuation: null,
    });
  });

  test('while one is being closed, and while it is not yet kept by itself', async () => {
    const world = await createTillWorld();
    await send(world, sale('1', 2));
    const seen = new Set<string>();
    for (let call = 1; call <= 14; call += 1) {
      const copy = await createTillWorld();
      await send(copy, sale('1', 2));
      const dying = mortal(copy.ports, { call, when: 'after' });
      await closeSession(dying.ports, profile, { by: 'Ada', counted: '20' }).catch(() => null);
      const { items } = await listSessions(copy.ports.till, profile, { limit: 9 });
      expect(items).toHaveLength(1);
      expect(amountsOf(items[0]?.totals ?? [])).toEqual({ cash: '20.00' });
      expect(await readSession(copy.ports.till, profile, 1)).toEqual(items[0]);
      seen.add(items[0]?.status ?? '');
    }
    expect([...seen]).toEqual(['open', 'closing', 'closed']);
  });
});
