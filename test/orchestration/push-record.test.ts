import { z } from 'zod';
import type { Json } from '../../src/diff/json.js';
import { type PushRequest, pushRecord } from '../../src/orchestration/push-record.js';
import type { Channel, ChannelWriter } from '../../src/ports/channel.js';
import { createMemorySentPayloads } from '../doubles/memory-sent-payloads.js';
import { apiProfile, createWorld } from './world.js';

const profile = apiProfile({ channel: 'shop' });

/** A shop that keeps what is written to it under ids that count up, and adopts what has a known reference. */
function createShop(options: { canUpdate?: boolean; serialize?: ChannelWriter['serialize'] } = {}) {
  const kept = new Map<string, Json>();
  const calls: string[] = [];
  const writer: ChannelWriter = {
    serialize: options.serialize ?? (({ id, state }) => ({ reference: id, state: state ?? null })),
    async create(_context, payload) {
      calls.push('create');
      const { reference } = payload as { reference: string };
      const known = [...kept].find(([, one]) => (one as { reference: string }).reference === reference);
      if (known !== undefined) return { remoteId: known[0], adopted: true };
      const remoteId = String(kept.size + 1);
      kept.set(remoteId, payload);
      return { remoteId, adopted: false };
    },
  };
  const update: NonNullable<ChannelWriter['update']> = async (_context, remoteId, payload) => {
    calls.push(`update ${remoteId}`);
    kept.set(remoteId, payload);
  };
  const channel: Channel = {
    key: 'shop',
    title: 'Shop',
    settings: z.looseObject({}),
    secretNames: () => [],
    mappingVersion: '1',
    resources: {
      shipments: {
        type: 'shipment',
        identify: () => ({ recordId: '1', sourceVersion: null }),
        map: () => ({ record: {}, warnings: [] }),
        write: options.canUpdate === false ? writer : { ...writer, update },
      },
      orders: {
        type: 'order',
        identify: () => ({ recordId: '1', sourceVersion: null }),
        map: () => ({ record: {}, warnings: [] }),
      },
    },
  };
  const world = createWorld([profile], [channel]);
  const ports = {
    ...world.ports,
    sentPayloads: createMemorySentPayloads(),
    createHttp: () => ({ send: () => Promise.reject(new Error('no network')) }),
  };
  const push = (changes: Partial<PushRequest> & { state?: string } = {}) => {
    const record = { id: 'S1', state: changes.state ?? 'in_transit' };
    return pushRecord(ports, { profile, resource: 'shipments', record, ...changes });
  };
  return { kept, calls, ports, push };
}

test('a record is created once; the same payload is not sent again, a changed one is an update', async () => {
  const { push, calls, kept } = createShop();
  expect(await push()).toEqual({ outcome: 'created', remoteId: '1' });
  expect(await push()).toEqual({ outcome: 'unchanged', remoteId: '1' });
  expect(calls).toEqual(['create']);
  expect(await push({ state: 'delivered' })).toEqual({ outcome: 'updated', remoteId: '1' });
  expect(await push({ state: 'delivered' })).toEqual({ outcome: 'unchanged', remoteId: '1' });
  expect(calls).toEqual(['create', 'update 1']);
  expect(kept.get('1')).toEqual({ reference: 'S1', state: 'delivered' });
});

test('the order of keys is no change', async () => {
  let turn = 0;
  const serialize: ChannelWriter['serialize'] = ({ id }) => {
    turn += 1;
    return turn === 1 ? { reference: id, track: { a: 1, b: [1, 2] } } : { track: { b: [1, 2], a: 1 }, reference: id };
  };
  const { push } = createShop({ serialize });
  await push();
  expect(await push()).toMatchObject({ outcome: 'unchanged' });
});

test('a record whose id there the caller knows is updated, and what was sent under another id says nothing', async () => {
  const { push, calls } = createShop();
  expect(await push({ remoteId: '77' })).toEqual({ outcome: 'updated', remoteId: '77' });
  expect(await push({ remoteId: '77' })).toMatchObject({ outcome: 'unchanged' });
  expect(await push({ remoteId: '78' })).toEqual({ outcome: 'updated', remoteId: '78' });
  expect(calls).toEqual(['update 77', 'update 78']);
});

test('a push that died before it was remembered is done again: the channel’s own record is adopted and brought up to date', async () => {
  const { push, ports, calls, kept } = createShop();
  const { write } = ports.sentPayloads;
  ports.sentPayloads.write = () => Promise.reject(new Error('killed'));
  await expect(push()).rejects.toThrow('killed');
  ports.sentPayloads.write = write;
  expect(await push({ state: 'delivered' })).toEqual({ outcome: 'adopted', remoteId: '1' });
  expect(calls).toEqual(['create', 'create', 'update 1']);
  expect([...kept]).toEqual([['1', { reference: 'S1', state: 'delivered' }]]);
  expect(await push({ state: 'delivered' })).toMatchObject({ outcome: 'unchanged' });
});

test('a create that failed is a create again', async () => {
  const { push, ports, calls } = createShop();
  ports.createHttp = () => {
    throw new Error('no way there');
  };
  await expect(push()).rejects.toThrow('no way there');
  ports.createHttp = () => ({ send: () => Promise.reject(new Error('no network')) });
  expect(await push()).toMatchObject({ outcome: 'created' });
  expect(calls).toEqual(['create']);
});

test('of two pushes at once one is told to try again, and then the memory is what is there', async () => {
  const { push, kept } = createShop();
  await push();
  const settled = await Promise.allSettled([push({ state: 'delivered' }), push({ state: 'exception' })]);
  const failed = settled.filter((one) => one.status === 'rejected');
  expect(failed).toMatchObject([{ reason: { code: 'store_conflict', disposition: 'retry' } }]);
  const again = settled[0]?.status === 'rejected' ? 'delivered' : 'exception';
  expect(await push({ state: again })).toMatchObject({ outcome: 'updated' });
  expect(kept.get('1')).toMatchObject({ state: again });
});

test('what one profile sent says nothing about another', async () => {
  const { push, calls } = createShop();
  await push();
  await push({ profile: { ...profile, id: 'shop-b' }, record: { id: 'S1', state: 'in_transit' } });
  expect(calls).toEqual(['create', 'create', 'update 1']);
});

test.each([
  ['a resource that the channel does not write', { resource: 'orders' }, 'write_unsupported'],
  ['a resource that it does not have', { resource: 'toString' }, 'write_unsupported'],
  ['a profile that is switched off', { profile: { ...profile, active: false } }, 'profile_inactive'],
  ['a channel that does not exist', { profile: { ...profile, channel: 'none' } }, 'channel_unknown'],
])('%s is refused', async (_, changes, code) => {
  const { push, calls } = createShop();
  await expect(push(changes)).rejects.toMatchObject({ code });
  expect(calls).toEqual([]);
});

test('a changed record of a channel that cannot update is refused, and stays remembered as it was sent', async () => {
  const { push } = createShop({ canUpdate: false });
  await push();
  await expect(push({ state: 'delivered' })).rejects.toMatchObject({ code: 'write_unsupported' });
  expect(await push()).toMatchObject({ outcome: 'unchanged' });
});
