import { recordKey } from '../../../src/model/record-key.js';
import { answerRequest } from '../../../src/orchestration/privacy/answer-request.js';
import { requestPrivacy } from '../../../src/orchestration/privacy/request-privacy.js';
import { sweepPrivacy } from '../../../src/orchestration/privacy/sweep-requests.js';
import { drain, type World, withoutStore } from '../world.js';
import {
  answer,
  arrive,
  ask,
  EMAIL,
  everything,
  fillWorld,
  MARKERS,
  markersIn,
  NAME,
  openWorld,
  orderOf,
  other,
  profile,
  STREET,
  settle,
  theirs,
  toTheEnd,
} from './private-world.js';

const MINUTE = 60_000;
const keyOf = (type: 'order' | 'customer' | 'shipment', id: string) => recordKey('shop-a', type, id);
const itemOf = (world: World, id: string) => world.ports.store.items().find((item) => item.id === id);
const eventsOf = (world: World, key: string) => world.ports.events.events().filter(({ recordKey: own }) => own === key);

test('the world of these tests does hold the person before', async () => {
  expect(await markersIn(await fillWorld())).toEqual(MARKERS);
});

describe('after a person was erased', () => {
  test('nothing anywhere holds them, and the orders stand in the books', async () => {
    const world = await fillWorld();
    await answer(world);
    const receipt = await toTheEnd(world);
    expect(await markersIn(world)).toEqual([]);
    expect(itemOf(world, keyOf('order', 'A'))).toMatchObject({
      record: { id: 'A', number: 'NA', customer: null, billingAddress: null, totals: { grand: '23.80' } },
      erased: { requestId: 'r1' },
    });
    expect(itemOf(world, keyOf('customer', '42'))).toBeUndefined();
    expect(receipt).toMatchObject({ state: 'done', kind: 'erase-person', from: 'command', by: 'Ada', failure: null });
    expect(receipt?.total).toMatchObject({ orders: 2, documents: 1, customers: 1, cache: 4, events: 5 });
    expect(receipt?.passes.at(-1)?.removed).toEqual(expect.objectContaining({ orders: 0, events: 0, cache: 0 }));
    expect(world.ports.privacyRequests.requests()).toEqual([]);
  });

  test('somebody else is as they were', async () => {
    const world = await fillWorld();
    const key = keyOf('order', 'C');
    const before = [itemOf(world, key), eventsOf(world, key), (await world.ports.cache.read(key))?.entry];
    await answer(world);
    await toTheEnd(world);
    expect([itemOf(world, key), eventsOf(world, key), (await world.ports.cache.read(key))?.entry]).toEqual(before);
  });

  test('the events say what was done and that the values were removed', async () => {
    const world = await fillWorld();
    await answer(world);
    const [created, changed] = eventsOf(world, keyOf('order', 'A'));
    expect(created).toMatchObject({ outcome: 'created', before: null, after: null, erased: { requestId: 'r1' } });
    expect(changed).toMatchObject({ outcome: 'patched', explanation: expect.stringContaining('r1') });
    expect(changed?.operations).toContainEqual({ op: 'replace', path: '/note' });
  });

  test('they stay out of the order, whatever the shop still says of them', async () => {
    const world = await fillWorld();
    await answer(world);
    await toTheEnd(world);
    const later = (at: string, status: string) => orderOf('A', { id: '42', email: EMAIL }, { status, updatedAt: at });
    await settle(world, 'order', later('2026-11-21T09:00:00Z', 'complete'));
    await settle(world, 'order', later('2026-11-21T09:05:00Z', 'closed'));
    expect(itemOf(world, keyOf('order', 'A'))?.record).toMatchObject({ status: 'closed', customer: null, note: null });
    expect(await markersIn(world)).toEqual([]);
  });

  test('an account that is made again later is a new one, and stays', async () => {
    const world = await fillWorld();
    await answer(world);
    world.clock.advance(16 * MINUTE);
    await settle(world, 'customer', theirs.account);
    await toTheEnd(world);
    expect(itemOf(world, keyOf('customer', '42'))).toBeDefined();
  });
});

describe('who is meant', () => {
  test.each<[string, { customerIds?: string[]; emails?: string[]; orderIds?: string[] }, string[]]>([
    ['an id finds the account, its address and the orders of both', { customerIds: ['42'] }, ['A', 'B', 'S']],
    ['an address, in any case, finds the account and its orders', { emails: [' ZOE@example.COM'] }, ['A', 'B', 'S']],
    ['an order alone is that order with its documents', { orderIds: ['A'] }, ['A', 'S']],
    ['an order that is not here is nobody', { orderIds: ['Z'] }, []],
  ])('%s', async (_what, subject, erased) => {
    const world = await fillWorld();
    await answer(world, { subject: { customerIds: [], emails: [], orderIds: [], ...subject } });
    await toTheEnd(world);
    const found = world.ports.store.items().filter((item) => item.erased !== undefined);
    expect(found.map(({ remoteId }) => remoteId).sort()).toEqual(erased);
  });

  test('another profile is never touched', async () => {
    const world = await fillWorld();
    const before = await everything(world);
    await answer(world, { profileId: 'shop-b' });
    expect((await everything(world)).length).toBeGreaterThan(before.length);
    expect(world.ports.store.items().every(({ erased }) => erased === undefined)).toBe(true);
  });
});

describe('what waits', () => {
  const broken = { body: { id: 'X' }, broken: `"${NAME}" of ${EMAIL}` };

  test('the person’s lines of a queue blob end in their events, and the others go on', async () => {
    const world = openWorld();
    await arrive(world, 'order', theirs.byEmail, other, theirs.byId);
    expect((await answer(world)).removed).toMatchObject({ queuedRecords: 2 });
    const ended = world.ports.events.events();
    expect(ended.map(({ outcome, reason, action }) => [action, outcome, reason])).toEqual([
      ['Ignore', 'ignored', 'erased'],
      ['Ignore', 'ignored', 'erased'],
    ]);
    await drain(world);
    expect(world.ports.store.items().map(({ remoteId }) => remoteId)).toEqual(['C']);
    await toTheEnd(world);
    expect(await markersIn(world)).toEqual([]);
  });

  test('a document that waits is theirs by its order', async () => {
    const world = openWorld();
    await settle(world, 'order', theirs.byId);
    await arrive(world, 'shipment', theirs.shipment, { ...theirs.shipment, id: 'T', orderId: 'C' });
    expect((await answer(world)).removed).toMatchObject({ queuedRecords: 1 });
  });

  test('a product is nobody’s', async () => {
    const world = openWorld();
    await arrive(world, 'product', { id: 'P', name: EMAIL });
    expect((await answer(world)).removed).toMatchObject({ queuedRecords: 0 });
  });

  test('a final dead letter goes, and its event no longer quotes it', async () => {
    const world = openWorld();
    await settle(world, 'order', broken);
    expect(world.ports.deadLetters.letters()).toHaveLength(1);
    expect(await markersIn(world)).toEqual([EMAIL, NAME]);
    expect((await answer(world)).removed).toMatchObject({ deadLetters: 1, events: 1 });
    expect(world.ports.deadLetters.letters()).toEqual([]);
    expect(world.ports.events.events()).toMatchObject([
      { outcome: 'dead-lettered', error: { code: 'mapping_failed' } },
    ]);
    await toTheEnd(world);
    expect(await markersIn(world)).toEqual([]);
  });

  test('a parked one ends in the event erased, and is not tried again', async () => {
    const world = openWorld();
    await arrive(world, 'order', theirs.byId, other);
    await drain(world, withoutStore(world).ports);
    expect(world.ports.deadLetters.letters().map(({ retry }) => retry?.tries)).toEqual([1, 1]);
    expect((await answer(world)).removed).toMatchObject({ deadLetters: 1 });
    expect(world.ports.deadLetters.letters()).toHaveLength(1);
    expect(world.ports.events.events()).toMatchObject([{ reason: 'erased', outcome: 'ignored' }]);
  });

  test('one that was queued again at that moment is not applied: its event stands', async () => {
    const world = openWorld();
    await arrive(world, 'order', theirs.byId);
    await drain(world, withoutStore(world).ports);
    const [letter] = world.ports.deadLetters.letters();
    await answer(world);
    const envelope = { ...JSON.parse(letter?.envelope ?? '{}'), tries: 1 };
    await world.ports.queue.put('ab/again.ndjson', `${JSON.stringify(envelope)}\n`);
    await drain(world);
    expect(world.ports.store.items()).toEqual([]);
  });
});

describe('a record that is under way during the first pass', () => {
  test('is met by a later one, and the request does not end before', async () => {
    const world = openWorld();
    await arrive(world, 'order', theirs.byId);
    const [name = ''] = world.ports.queue.names();
    const body = (await world.ports.queue.read(name))?.body ?? '';
    expect(await answer(world)).toMatchObject({ status: 'working' });
    // Its process had read the blob before, and writes now.
    world.clock.advance(5 * MINUTE);
    await world.ports.queue.put('zz/under-way.ndjson', body);
    await drain(world);
    expect(await markersIn(world)).toContain(EMAIL);
    const receipt = await toTheEnd(world);
    expect(await markersIn(world)).toEqual([]);
    expect(receipt?.passes.length).toBeGreaterThanOrEqual(3);
    expect(receipt?.total).toMatchObject({ orders: 1, queuedRecords: 1 });
  });

  test('leaves no cache entry and no bodies behind that were written last', async () => {
    const world = await fillWorld();
    const entries = world.ports.cache.entries();
    await answer(world);
    for (const entry of entries) await world.ports.cache.write(entry, null);
    const [event] = eventsOf(world, keyOf('order', 'A'));
    const bodies = { before: null, after: NAME, operations: [], conflicts: [], effect: null };
    const blob = await world.ports.eventRecords.put(event?.id ?? '', bodies);
    const receipt = await toTheEnd(world);
    expect(await markersIn(world)).toEqual([]);
    expect(await world.ports.eventRecords.read(blob)).toBeNull();
    expect(receipt?.total).toMatchObject({ eventBodies: 1, cache: 8 });
  });
});

describe('the passes', () => {
  test('end only with one that finds nothing and began 15 minutes after the request', async () => {
    const world = openWorld();
    const { status } = await answer(world);
    expect(status).toBe('working');
    world.clock.advance(14 * MINUTE);
    expect(await sweepPrivacy(world.ports)).toMatchObject({ worked: 0 });
    world.clock.advance(MINUTE);
    expect(await sweepPrivacy(world.ports)).toMatchObject({ worked: 1, done: 1 });
    expect(await world.ports.privacyReceipts.read('shop-a', 'r1')).toMatchObject({ state: 'done' });
  });

  test('are made by one worker at a time', async () => {
    const world = await fillWorld();
    const name = await requestPrivacy(world.ports, ask(world));
    const [first, second] = await Promise.all([answerRequest(world.ports, name), answerRequest(world.ports, name)]);
    expect([first.status, second.status].sort()).toEqual(['waiting', 'working']);
    expect((await world.ports.privacyReceipts.read('shop-a', 'r1'))?.passes).toHaveLength(1);
  });

  test('go on where the time of one run was over', async () => {
    const world = openWorld();
    for (let page = 0; page < 3; page += 1)
      await settle(world, 'order', ...Array.from({ length: 90 }, (_, at) => orderOf(`${page}-${at}`, { id: '42' })));
    const slow = {
      ...world.ports.store,
      replace: (...args: Parameters<typeof world.ports.store.replace>) => {
        world.clock.advance(3_000);
        return world.ports.store.replace(...args);
      },
    };
    const name = await requestPrivacy(world.ports, ask(world));
    const first = await answerRequest({ ...world.ports, store: slow }, name);
    expect(first.status).toBe('working');
    expect(first.removed.orders).toBeLessThan(270);
    const receipt = await toTheEnd(world);
    expect(receipt?.total).toMatchObject({ orders: 270 });
    expect(await markersIn(world)).toEqual([]);
  });

  test('that fail are noted with their code and repeated, with growing waits', async () => {
    const world = await fillWorld();
    const name = await requestPrivacy(world.ports, ask(world));
    const down = withoutStore(world).ports;
    expect(await answerRequest(down, name)).toMatchObject({ status: 'failed', failure: 'store_unavailable' });
    expect((await world.ports.privacyReceipts.read('shop-a', 'r1'))?.failure).toMatchObject({
      code: 'store_unavailable',
    });
    expect(await answerRequest(down, name)).toMatchObject({ status: 'waiting' });
    world.clock.advance(MINUTE);
    expect(await answerRequest(world.ports, name)).toMatchObject({ status: 'working' });
    expect((await world.ports.privacyReceipts.read('shop-a', 'r1'))?.failure).toBeNull();
  });
});

describe('everybody of a shop', () => {
  test('is erased, whatever they are called, and products stay', async () => {
    const world = await fillWorld();
    await settle(world, 'product', { id: 'P', sku: 'TSHIRT-M', name: 'T-shirt' });
    await settle(world, 'order', { body: { id: 'X' }, broken: EMAIL });
    await arrive(world, 'order', orderOf('D', { id: '9', email: 'dora@example.com' }));
    const nobody = { customerIds: [], emails: [], orderIds: [] };
    await answer(world, { kind: 'erase-shop', subject: nobody });
    const receipt = await toTheEnd(world);
    const text = await everything(world);
    for (const marker of [...MARKERS, 'Bert', 'bert@example.com', 'dora@example.com'])
      expect(text).not.toContain(marker);
    const kinds = world.ports.store.items().map(({ kind }) => kind);
    expect(kinds.sort()).toEqual(['order', 'order', 'order', 'product', 'shipment']);
    expect(receipt?.total).toMatchObject({ orders: 3, customers: 1, documents: 1, queuedRecords: 1, deadLetters: 1 });
  });
});

test('whoever comes to a shop after everybody was erased is new, and stays', async () => {
  const world = openWorld();
  await settle(world, 'order', theirs.byId);
  await answer(world, { kind: 'erase-shop', subject: { customerIds: [], emails: [], orderIds: [] } });
  world.clock.advance(16 * MINUTE);
  await settle(world, 'order', other);
  await settle(world, 'customer', { id: '7', email: 'bert@example.com' });
  await toTheEnd(world);
  expect(itemOf(world, keyOf('customer', '7'))?.record.email).toBe('bert@example.com');
  expect(itemOf(world, keyOf('order', 'C'))).toMatchObject({ record: { note: 'ring' } });
  expect((await world.ports.cache.read(keyOf('order', 'C')))?.entry.raw).toContain('bert@example.com');
  expect(eventsOf(world, keyOf('order', 'C'))).toMatchObject([{ outcome: 'created', after: { note: 'ring' } }]);
  expect(await markersIn(world)).toEqual([]);
});

describe('an export', () => {
  test('holds everything that is held of the person, and nothing of anybody else', async () => {
    const world = await fillWorld();
    await settle(world, 'order', { body: { id: 'X' }, broken: EMAIL });
    await arrive(world, 'order', orderOf('D', { id: '42', email: EMAIL }));
    const before = world.ports.store.items();
    expect(await answer(world, { kind: 'export-person' })).toMatchObject({ status: 'done' });
    const document = JSON.parse((await world.ports.privacyExports.read('shop-a', 'r1')) ?? '{}');
    const text = JSON.stringify(document);
    for (const marker of MARKERS) expect(text).toContain(marker);
    expect(text).not.toContain('bert@example.com');
    expect(document.records.map(({ type }: { type: string }) => type).sort()).toEqual([
      'customer',
      'order',
      'order',
      'order',
      'shipment',
    ]);
    expect(document.waiting.map(({ place }: { place: string }) => place).sort()).toEqual(['dead-letter', 'queue']);
    expect(world.ports.store.items()).toEqual(before);
    const receipt = await world.ports.privacyReceipts.read('shop-a', 'r1');
    expect(receipt).toMatchObject({
      state: 'done',
      total: { orders: 2, customers: 1, documents: 1, queuedRecords: 1 },
    });
    expect(JSON.stringify(receipt)).not.toContain(EMAIL);
  });

  test('is deleted after 30 days', async () => {
    const world = await fillWorld();
    await answer(world, { kind: 'export-person' });
    world.clock.advance(30 * 24 * 60 * MINUTE - 1);
    expect(await sweepPrivacy(world.ports)).toMatchObject({ exportsDeleted: 0 });
    world.clock.advance(1);
    expect(await sweepPrivacy(world.ports)).toMatchObject({ exportsDeleted: 1 });
    expect(await world.ports.privacyExports.read('shop-a', 'r1')).toBeNull();
  });

  test('goes with the person', async () => {
    const world = await fillWorld();
    await answer(world, { kind: 'export-person' });
    await answer(world, { id: 'r2' });
    const receipt = await toTheEnd(world, 'r2');
    expect(receipt?.total.exports).toBe(1);
    expect(await markersIn(world)).toEqual([]);
  });
});

test('what was sent to the shop for a record is forgotten', async () => {
  const world = await fillWorld();
  const recordKeyOf = keyOf('shipment', 'S');
  const sent = { recordKey: recordKeyOf, resource: 'shipments', hash: 'h', remoteId: '1', at: '' };
  await world.ports.sentPayloads.write(sent, null);
  expect((await answer(world)).removed).toMatchObject({ sentPayloads: 1 });
  expect(await world.ports.sentPayloads.read(recordKeyOf, 'shipments')).toBeNull();
});

test('a profile that is switched off, or gone, is answered for all the same', async () => {
  for (const change of [{ ...profile, active: false }, null]) {
    const world = await fillWorld();
    if (change !== null) await world.ports.profiles.put(change);
    const ports =
      change === null ? { ...world.ports, profiles: { ...world.ports.profiles, read: async () => null } } : world.ports;
    await requestPrivacy(ports, ask(world));
    await toTheEnd(world, 'r1', ports);
    expect(await markersIn(world)).toEqual([]);
  }
});

test('a street that somebody else lives in is theirs', async () => {
  const world = await fillWorld();
  await settle(world, 'order', orderOf('E', { id: '8', email: 'eve@example.com' }));
  await answer(world);
  await toTheEnd(world);
  expect(JSON.stringify(itemOf(world, keyOf('order', 'E')))).toContain(STREET);
});
