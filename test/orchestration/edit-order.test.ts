import type { Json } from '../../src/diff/json.js';
import { recordKey } from '../../src/model/record-key.js';
import type { StoredRecordAt } from '../../src/model/stored-record.js';
import { editOrder } from '../../src/orchestration/edit-order.js';
import { mortal } from './crash.js';
import { apiProfile, createWorld, drain, order, post, send, type World } from './world.js';

const KEY = recordKey('shop-a', 'order', 'A');
const later = (minute: number) => `2026-11-20T09:0${minute}:00Z`;

async function stored(world: World): Promise<StoredRecordAt> {
  const found = await world.ports.store.read({ kind: 'order', id: KEY, recordKey: KEY });
  if (found === null) throw new Error('the order is not there');
  return found;
}

async function edit(world: World, record: Json, ports: World['ports'] = world.ports, at?: StoredRecordAt) {
  world.clock.advance(1_000);
  const found = at ?? (await stored(world));
  const { id, profileId, record: current } = found.item;
  const shown = { id, profileId, record: current };
  return editOrder(ports, { stored: found, shown, patch: { record }, actor: 'Alice' });
}

async function worldWithOrder(conflicts: Record<string, 'local' | 'remote'> = {}): Promise<World> {
  const world = createWorld([apiProfile({ policies: { conflicts } })]);
  await send(world, order('A'));
  return world;
}

const last = (world: World) => world.ports.events.events().at(-1);

test('an edit is in the order, in its event with who did it, and not in the cache', async () => {
  const world = await worldWithOrder();
  const { item, etag } = await edit(world, { note: 'Leave it with the neighbour', tags: ['vip'] });
  expect(await stored(world)).toEqual({ item, etag });
  expect(item).toMatchObject({ version: 2, record: { note: 'Leave it with the neighbour', tags: ['vip'] } });
  expect(item.remote).toMatchObject({ note: null, tags: [] });
  expect(last(world)).toMatchObject({
    id: item.appliedEventId,
    origin: 'local',
    actor: 'Alice',
    action: 'Patch',
    outcome: 'patched',
    reason: 'local-edit',
    explanation: '2 changes by Alice, here in the order store.',
    operations: [
      { op: 'replace', path: '/tags', before: [], value: ['vip'] },
      { op: 'replace', path: '/note', before: null, value: 'Leave it with the neighbour' },
    ],
  });
  expect(world.ports.queue.names()).toEqual([]);
});

test('a line that is cancelled is a removal', async () => {
  const world = await worldWithOrder();
  await edit(world, { lines: [] });
  expect(last(world)).toMatchObject({ action: 'Update', outcome: 'replaced', operations: [{ path: '/lines/0' }] });
  expect((await stored(world)).item.record.lines).toEqual([]);
});

test('a change of the source to other fields merges around the edit, and both stand', async () => {
  const world = await worldWithOrder();
  await edit(world, { note: 'from here' });
  await send(world, order('A', { status: 'complete', updatedAt: later(1) }));
  expect((await stored(world)).item.record).toMatchObject({ note: 'from here', status: 'complete' });
  expect(last(world)).toMatchObject({ outcome: 'patched', conflicts: [], steps: ['Patch', 'Get', 'Patch'] });
  await send(world, order('A', { status: 'closed', updatedAt: later(2) }));
  expect((await stored(world)).item.record).toMatchObject({ note: 'from here', status: 'closed' });
});

test.each([
  { policy: {}, winner: 'local', note: 'from here', changed: ['/updatedAt'] },
  { policy: { '/note': 'remote' as const }, winner: 'remote', note: 'from the shop', changed: ['/updatedAt', '/note'] },
])('a change of both sides to one field is a conflict, and by $policy $winner wins', async (row) => {
  const world = await worldWithOrder(row.policy);
  await edit(world, { note: 'from here' });
  await send(world, order('A', { note: 'from the shop', updatedAt: later(1) }));
  expect((await stored(world)).item.record.note).toBe(row.note);
  const event = last(world);
  expect(event?.conflicts).toEqual([
    { path: '/note', base: null, theirs: 'from the shop', ours: 'from here', winner: row.winner },
  ]);
  expect(event?.operations.map(({ path }) => path)).toEqual(['/updatedAt', '/note']);
  expect(event?.effect?.map(({ path }) => path)).toEqual(row.changed);
});

test('a source that comes to say what people edited leaves no difference behind', async () => {
  const world = await worldWithOrder();
  await edit(world, { note: 'the same' });
  await send(world, order('A', { note: 'the same', updatedAt: later(1) }));
  expect((await stored(world)).item.remote).toBeNull();
  expect(last(world)?.conflicts).toEqual([]);
});

test('amounts that only the edit keeps from adding up are a warning of the merge', async () => {
  const world = await worldWithOrder();
  await edit(world, { totals: { grand: '20.00', tax: '0.00' }, lines: [] });
  await send(
    world,
    order('A', { status: 'complete', totals: { subtotal: '30.00', tax: '3.80', grand: '33.80' }, updatedAt: later(1) }),
  );
  const warnings = last(world)?.warnings.map(({ message }) => message) ?? [];
  expect(warnings.some((message) => message.startsWith('With the local edits'))).toBe(true);
});

test('an edit that changes nothing writes nothing', async () => {
  const world = await worldWithOrder();
  const before = await stored(world);
  expect(await edit(world, { status: 'processing', attributes: {} })).toEqual(before);
  expect(world.ports.events.events()).toHaveLength(1);
});

test.each<{ says: string; patch: Json; code: string; path: string }>([
  { says: 'the record key', patch: { id: 'x' }, code: 'field_read_only', path: '/id' },
  { says: 'the profile', patch: { profileId: 'shop-b' }, code: 'field_read_only', path: '/profileId' },
  { says: 'the id in the source', patch: { record: { id: 'B' } }, code: 'field_read_only', path: '/record/id' },
  { says: 'the id by removal', patch: { record: { id: null } }, code: 'field_read_only', path: '/record/id' },
  {
    says: 'when the source changed it',
    patch: { record: { updatedAt: null } },
    code: 'field_read_only',
    path: '/record/updatedAt',
  },
  { says: 'a field beside the record', patch: { note: 'x' }, code: 'record_invalid', path: '/note' },
  {
    says: 'a field that orders lack',
    patch: { record: { stauts: 'x' } },
    code: 'record_invalid',
    path: '/record/stauts',
  },
  {
    says: 'an unknown field of a line',
    patch: { record: { lines: [{ id: '1', quantity: '1', q: 1 }] } },
    code: 'record_invalid',
    path: '/record/lines/0/q',
  },
  {
    says: 'a status that is no text',
    patch: { record: { status: 7 } },
    code: 'record_invalid',
    path: '/record/status',
  },
  { says: 'a status taken away', patch: { record: { status: null } }, code: 'record_invalid', path: '/record/status' },
  {
    says: 'a line without an id',
    patch: { record: { lines: [{ quantity: '1' }] } },
    code: 'record_invalid',
    path: '/record/lines/0/id',
  },
  {
    says: 'an amount that is none',
    patch: { record: { totals: { grand: '1,00' } } },
    code: 'record_invalid',
    path: '/record/totals/grand',
  },
  { says: 'the whole record', patch: { record: null }, code: 'record_invalid', path: '/record' },
  { says: 'a name of Object', patch: { constructor: 1 }, code: 'record_invalid', path: '/constructor' },
  { says: 'no object at all', patch: ['x'], code: 'record_invalid', path: '' },
])('$says cannot be edited: $code', async ({ patch, code, path }) => {
  const world = await worldWithOrder();
  const before = await stored(world);
  const { id, profileId, record } = before.item;
  const request = { stored: before, shown: { id, profileId, record }, patch, actor: 'Alice' };
  await expect(editOrder(world.ports, request)).rejects.toMatchObject({ code, path });
  expect(await stored(world)).toEqual(before);
  expect(world.ports.queue.names()).toEqual([]);
});

test('says what a field must be that is missing', async () => {
  const world = await worldWithOrder();
  await expect(edit(world, { lines: [{ id: '1' }] })).rejects.toMatchObject({
    message: expect.stringContaining('/record/lines/0/quantity must be a plain decimal'),
  });
});

test('under a strict profile an edit that does not add up is refused', async () => {
  const world = createWorld([apiProfile({ policies: { arithmetic: 'strict' } })]);
  await send(world, order('A'));
  await expect(edit(world, { totals: { grand: '99.00' } })).rejects.toMatchObject({ code: 'arithmetic_off' });
  expect(world.ports.queue.names()).toEqual([]);
});

test('of two edits of one version the second is refused and says so in its event', async () => {
  const world = await worldWithOrder();
  const seen = await stored(world);
  await edit(world, { note: 'first' }, world.ports, seen);
  await expect(edit(world, { note: 'second' }, world.ports, seen)).rejects.toMatchObject({
    code: 'precondition_failed',
  });
  expect((await stored(world)).item.record.note).toBe('first');
  expect(last(world)).toMatchObject({ outcome: 'ignored', reason: 'precondition-failed', effect: [] });
  expect(world.ports.queue.names()).toEqual([]);
});

test('an order store that is down keeps the edit waiting, and it is applied when it is back', async () => {
  const world = await worldWithOrder();
  const down = { ...world.ports.store, replace: () => Promise.reject(new Error('down')) };
  await expect(edit(world, { note: 'late' }, { ...world.ports, store: down })).rejects.toMatchObject({
    code: 'internal',
  });
  expect(world.ports.queue.names()).toHaveLength(1);
  await drain(world);
  expect((await stored(world)).item.record.note).toBe('late');
  expect(last(world)).toMatchObject({ outcome: 'patched', actor: 'Alice' });
});

describe('a process that dies during an edit', () => {
  async function editAndDie(call: number, when: 'before' | 'after') {
    const world = await worldWithOrder();
    const process = mortal(world.ports, { call, when });
    const seen = await stored(world);
    const answered = await edit(world, { note: 'edited' }, process.ports, seen).catch(() => null);
    return { world, answered, calls: process.calls() };
  }

  const points = Array.from({ length: 5 }, (_, index) => index + 1).flatMap((call) => [
    { call, when: 'before' as const },
    { call, when: 'after' as const },
  ]);

  test('the calls of an edit are all that are enumerated', async () => {
    expect((await editAndDie(99, 'before')).calls).toBe(points.length / 2);
  });

  test.each(points)('$when call $call: the order and the events agree', async ({ call, when }) => {
    const { world, answered } = await editAndDie(call, when);
    await drain(world);
    const { item } = await stored(world);
    const edits = world.ports.events.events().filter(({ origin }) => origin === 'local');
    expect(edits.map(({ outcome }) => outcome)).toEqual(item.record.note === 'edited' ? ['patched'] : []);
    if (answered !== null) expect(item.record.note).toBe('edited');
    expect(world.ports.queue.names()).toEqual([]);
  });

  test.each(points)(
    '$when call $call, and the source changes the order before the edit goes on',
    async ({ call, when }) => {
      const { world } = await editAndDie(call, when);
      const waiting = world.ports.queue.names();
      world.clock.advance(1_000);
      const blobs = await Promise.all(
        waiting.map(async (name) => ({ name, blob: await world.ports.queue.read(name) })),
      );
      for (const name of waiting) await world.ports.queue.delete(name);
      await post(world, [order('A', { status: 'complete', updatedAt: later(1) })]);
      await drain(world);
      for (const { name, blob } of blobs) await world.ports.queue.put(name, blob?.body ?? '');
      await drain(world);
      const { item } = await stored(world);
      expect(item.record.status).toBe('complete');
      const edits = world.ports.events.events().filter(({ origin }) => origin === 'local');
      const outcome = item.record.note === 'edited' ? 'patched' : 'ignored';
      expect(edits.map((event) => event.outcome)).toEqual(waiting.length === 0 && edits.length === 0 ? [] : [outcome]);
    },
  );
});

test('a record whose event is missing is known again after a local edit', async () => {
  const world = createWorld();
  await send(world, order('A'));
  world.clock.advance(1_000);
  await post(world, [order('A', { status: 'complete', updatedAt: later(1) })]);
  const [name] = world.ports.queue.names();
  // Dies after the store write: its fourth call, after the queue, the cache and the store.
  const process = mortal(world.ports, { call: 4, when: 'before' });
  await drain(world, process.ports).catch(() => {});
  expect((await stored(world)).item.record.status).toBe('complete');
  await edit(world, { note: 'from here' });
  await drain(world);
  expect(name).toBeDefined();
  expect(last(world)).toMatchObject({ outcome: 'patched', reason: 'changed' });
  expect(last(world)?.operations.map(({ path }) => path)).toEqual(['/status', '/updatedAt']);
  expect((await stored(world)).item.record).toMatchObject({ status: 'complete', note: 'from here' });
});
