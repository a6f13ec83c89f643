import { recordKey } from '../../src/model/record-key.js';
import { readHistory } from '../../src/orchestration/read-history.js';
import { createWorld, order, send } from './world.js';

/** Order 1 was created and changed, order 2 created and sent once more. */
async function setUp() {
  const world = createWorld();
  await send(world, order('1'), order('2'));
  await send(world, order('1', { status: 'complete', updatedAt: '2026-11-20T09:05:00Z' }), order('2'));
  return world.ports;
}

describe('readHistory', () => {
  test('tells who changed what; what changed nothing only when asked', async () => {
    const ports = await setUp();
    const of = { profileId: 'shop-a', recordKey: recordKey('shop-a', 'order', '1') };
    const {
      items: [last, first],
    } = await readHistory(ports, { ...of, all: false, limit: 10 });
    expect(last).toMatchObject({ who: 'api', outcome: 'patched' });
    expect(last?.changes).toContainEqual({ op: 'replace', path: '/status', from: 'processing', to: 'complete' });
    expect(first).toMatchObject({ outcome: 'created' });
    const two = { profileId: 'shop-a', recordKey: recordKey('shop-a', 'order', '2') };
    expect((await readHistory(ports, { ...two, all: false, limit: 10 })).items).toHaveLength(1);
    expect((await readHistory(ports, { ...two, all: true, limit: 10 })).items).toHaveLength(2);
  });

  test('reads large events from where they lie', async () => {
    const ports = await setUp();
    const of = { profileId: 'shop-a', recordKey: recordKey('shop-a', 'order', '1') };
    const { items } = await ports.events.query({ ...of, limit: 1 });
    const event = { ...items[0], recordsBlob: 'x', operations: [] };
    const kept = {
      operations: [{ op: 'add', path: '/note', value: 'n' }],
      conflicts: [],
      effect: null,
      before: null,
      after: null,
    };
    const split = {
      events: { query: async () => ({ items: [event], continuation: null }) },
      eventRecords: { read: async () => kept },
    } as unknown as Parameters<typeof readHistory>[0];
    const {
      items: [entry],
    } = await readHistory(split, { ...of, all: true, limit: 1 });
    expect(entry?.changes).toEqual([{ op: 'add', path: '/note', to: 'n' }]);
  });
});
