import { recordKey } from '../../src/model/record-key.js';
import type { ProcessPorts } from '../../src/orchestration/process-queue-blob.js';
import { sweepQueue } from '../../src/orchestration/sweep-queue.js';
import { interrupted, mortal } from './crash.js';
import {
  emptyWorld,
  last,
  queueNews,
  sell,
  setAside,
  ship,
  shipment,
  shippedWorld,
  stateOf,
  stored,
  tell,
} from './shipped-world.js';
import { drain, post, type World } from './world.js';

const MINUTE = 60_000;

describe('news of a parcel', () => {
  test('is in its shipment, in an event of its own, and in the cache; nothing else of the shipment changes', async () => {
    const world = await shippedWorld();
    const before = stored(world);
    const id = await tell(world, { state: 'delivered', deliveredAt: '2026-11-20T11:00:00+01:00', carrier: 'ups' });
    const record = { ...before?.record, state: 'delivered', deliveredAt: '2026-11-20T10:00:00Z' };
    expect(stored(world)).toMatchObject({ version: 2, record, remote: null });
    expect(world.ports.cache.entries().find(({ recordId }) => recordId === 'S')).toMatchObject({ record });
    expect(last(world)).toMatchObject({
      id,
      recordId: 'S',
      recordKey: recordKey('shop-a', 'shipment', 'S'),
      receipt: expect.stringMatching(/^\w{26}-000$/),
      origin: 'webhook',
      action: 'Patch',
      outcome: 'patched',
      warnings: [],
      operations: [
        { op: 'replace', path: '/state', before: 'in_transit', value: 'delivered' },
        { op: 'replace', path: '/deliveredAt', before: null, value: '2026-11-20T10:00:00Z' },
      ],
    });
  });

  test('of a delivery without its time is of the time of receipt, unless the time is known', async () => {
    const world = await shippedWorld();
    await tell(world, { state: 'delivered' });
    const deliveredAt = world.clock.now().toISOString().replace('.000Z', 'Z');
    expect(stateOf(world)).toEqual(['delivered', deliveredAt]);
    await tell(world, { state: 'delivered' });
    expect(stateOf(world)).toEqual(['delivered', deliveredAt]);
    expect(last(world)).toMatchObject({ outcome: 'ignored', reason: 'unchanged' });
  });

  test('never takes a state back, and says so', async () => {
    const world = await shippedWorld();
    await tell(world, { state: 'delivered', deliveredAt: '2026-11-20T10:00:00Z' });
    await tell(world, { state: 'in_transit' });
    expect(stateOf(world)).toEqual(['delivered', '2026-11-20T10:00:00Z']);
    expect(last(world)).toMatchObject({ outcome: 'ignored', warnings: [{ code: 'state_kept', path: '/state' }] });
    await tell(world, { state: 'exception' });
    expect(stateOf(world)).toEqual(['exception', '2026-11-20T10:00:00Z']);
  });

  test('of another carrier is taken, with a warning', async () => {
    const world = await shippedWorld();
    await tell(world, { state: 'delivered', carrier: 'DHL' });
    expect(stateOf(world)[0]).toBe('delivered');
    expect(last(world)).toMatchObject({ outcome: 'patched', warnings: [{ code: 'carrier_differs', path: '/tracks' }] });
  });

  test('of a parcel that two shipments went in is of one of them, always the same, with a warning', async () => {
    const world = await shippedWorld();
    await post(world, [shipment({ id: 'T' })], { type: 'shipment' });
    await drain(world);
    for (const id of ['S', 'T']) {
      await ship(world, { id, number: `touched after the other, ${id}` });
      await tell(world, { state: 'exception' });
    }
    const states = ['S', 'T'].map((id) => stored(world, id)?.record.state);
    expect(states.sort()).toEqual(['exception', 'in_transit']);
    expect(last(world)?.warnings).toMatchObject([{ code: 'tracking_ambiguous' }]);
  });

  test('reaches a shipment behind more orders of its number, and more shipments, than one page holds', async () => {
    const world = await shippedWorld();
    await sell(world, 'B', { number: 'NA' });
    const others = Array.from({ length: 250 }, (_, index) => shipment({ id: `s${index}`, tracks: [] }));
    await post(world, others, { type: 'shipment' });
    await drain(world);
    await tell(world, { state: 'delivered' });
    expect(stateOf(world)[0]).toBe('delivered');
  });

  test('does not reach an order of another profile', async () => {
    const world = await shippedWorld();
    await tell(world, { state: 'delivered' }, { profileId: 'shop-b' });
    expect(stateOf(world)[0]).toBe('in_transit');
    expect(world.ports.deadLetters.letters()).toMatchObject([{ code: 'order_pending', profileId: 'shop-b' }]);
  });

  test('that cannot be read is a dead letter', async () => {
    const world = await shippedWorld();
    await tell(world, { state: 'lost' as 'delivered' });
    expect(last(world)).toMatchObject({ outcome: 'dead-lettered', error: { code: 'envelope_invalid' } });
  });
});

describe('a later record of the source', () => {
  test('that knows nothing of the delivery keeps it', async () => {
    const world = await shippedWorld();
    await tell(world, { state: 'delivered', deliveredAt: '2026-11-20T10:00:00Z' });
    await ship(world, { updatedAt: '2026-11-20T10:30:00Z', number: '1000', deliveredAt: null });
    expect(stored(world)?.record).toMatchObject({ number: '1000', state: 'delivered' });
    expect(stateOf(world)).toEqual(['delivered', '2026-11-20T10:00:00Z']);
  });

  test('keeps the delivery too when the cache was lost', async () => {
    const world = await shippedWorld();
    await tell(world, { state: 'delivered', deliveredAt: '2026-11-20T10:00:00Z' });
    world.ports.cache.read = async () => null;
    await ship(world, { updatedAt: '2026-11-20T10:30:00Z', state: 'in_transit', number: '1000' });
    expect(stored(world)?.record).toMatchObject({ number: '1000', state: 'delivered' });
  });

  test.each([
    ['that has a version', { updatedAt: '2026-11-20T09:45:00Z' }],
    ['that has none', {}],
  ])('%s and came before the news, but is processed after it, is not stale for it', async (_what, version) => {
    const world = await shippedWorld();
    await post(world, [shipment({ ...version, number: '1000' })], { type: 'shipment' });
    const putBack = await setAside(world);
    await tell(world, { state: 'delivered' });
    await putBack();
    await drain(world);
    expect(stored(world)?.record).toMatchObject({ number: '1000', state: 'delivered' });
  });
});

describe('news that comes before its shipment', () => {
  test.each([
    [
      'order',
      async (world: World) => {
        await sell(world, 'A');
        await ship(world);
      },
    ],
    ['shipment', async (world: World) => ship(world, { updatedAt: '2026-11-20T10:30:00Z' })],
  ])('waits for the %s, and is not stale then', async (what, arrive) => {
    const world = emptyWorld();
    if (what === 'shipment') await sell(world, 'A');
    const id = await tell(world, { state: 'delivered' });
    expect(world.ports.deadLetters.letters()).toMatchObject([{ code: 'order_pending', retry: { tries: 1 } }]);
    await arrive(world);
    world.clock.advance(2 * MINUTE);
    await sweepQueue(world.ports as unknown as Parameters<typeof sweepQueue>[0]);
    await drain(world);
    expect(stateOf(world)[0]).toBe('delivered');
    expect(last(world)).toMatchObject({ id, outcome: 'patched' });
    expect(world.ports.deadLetters.letters()).toEqual([]);
  });

  test('waits for a person after the last try', async () => {
    const world = emptyWorld();
    await tell(world, { state: 'delivered' });
    for (let tries = 1; tries <= 6; tries += 1) {
      world.clock.advance(13 * 60 * MINUTE);
      await sweepQueue(world.ports as unknown as Parameters<typeof sweepQueue>[0]);
      await drain(world);
    }
    expect(last(world)).toMatchObject({ outcome: 'dead-lettered', error: { code: 'retries_exhausted' } });
  });

  test('does not overtake later news of the same parcel', async () => {
    const world = await shippedWorld();
    await queueNews(world, { state: 'exception' });
    const putBack = await setAside(world);
    await tell(world, { state: 'delivered' });
    await putBack();
    await drain(world);
    expect(stateOf(world)[0]).toBe('delivered');
    expect(last(world)).toMatchObject({ outcome: 'ignored', reason: 'stale' });
  });
});

describe('news whose process dies', () => {
  /** Processes the news until it dies at the call, or to its end. */
  async function until(world: World, call: number, when: 'before' | 'after'): Promise<number> {
    const { ports, calls } = mortal<ProcessPorts>(world.ports, { call, when });
    await drain(world, ports as World['ports']).catch(() => {});
    return calls();
  }

  test('at any call is applied once, and has one event', async () => {
    const counted = await shippedWorld();
    await queueNews(counted, { state: 'delivered', carrier: 'DHL' });
    const calls = await until(counted, 1_000, 'before');
    expect(calls).toBeGreaterThan(5);
    for (let call = 1; call <= calls; call += 1) {
      for (const when of ['before', 'after'] as const) {
        const world = await shippedWorld();
        const id = await queueNews(world, { state: 'delivered', carrier: 'DHL' });
        await until(world, call, when);
        await drain(world);
        expect([call, when, ...stateOf(world), stored(world)?.version]).toEqual([
          call,
          when,
          'delivered',
          expect.any(String),
          2,
        ]);
        const events = world.ports.events.events().filter((event) => event.id === id);
        expect(events).toMatchObject([{ outcome: 'patched', warnings: [{ code: 'carrier_differs' }] }]);
      }
    }
  });

  test('is not stale for a record that came in between its look-up and its write', async () => {
    const counted = await shippedWorld();
    await queueNews(counted, { state: 'delivered' });
    const calls = await until(counted, 1_000, 'before');
    for (let call = 1; call <= calls; call += 1) {
      const world = await shippedWorld();
      await queueNews(world, { state: 'delivered' });
      const meanwhile = async () => {
        const putBack = await setAside(world);
        await ship(world, { updatedAt: '2026-11-20T10:30:00Z', number: '1000' });
        await putBack();
      };
      const ports = interrupted(world.ports, { call, when: 'after' }, meanwhile);
      await drain(world, ports);
      await drain(world);
      expect([call, stored(world)?.record.number, stateOf(world)[0]]).toEqual([call, '1000', 'delivered']);
    }
  });
});
