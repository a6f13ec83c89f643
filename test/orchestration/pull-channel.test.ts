import { z } from 'zod';
import { PipelineError } from '../../src/model/errors.js';
import type { Profile } from '../../src/model/profile.js';
import type { RecordType } from '../../src/model/record-type.js';
import { pullChannel } from '../../src/orchestration/pull-channel.js';
import { newRequest, schedulePulls } from '../../src/orchestration/schedule-pulls.js';
import type { Channel, ChannelPage, ListRequest } from '../../src/ports/channel.js';
import { apiProfile, createWorld, drain, order } from './world.js';

type List = (request: ListRequest) => ChannelPage;

function fakeChannel(list: List, type: RecordType = 'order'): Channel {
  return {
    key: 'fake',
    title: 'Fake',
    settings: z.record(z.string(), z.unknown()),
    secretNames: () => [],
    mappingVersion: '1',
    resources: {
      orders: {
        type,
        list: async (_context, request) => list(request),
        identify: () => ({ recordId: '1', sourceVersion: null }),
        map: (raw) => ({ record: raw, warnings: [] }),
      },
    },
  };
}

const raw = (id: string, updatedAt: string) => ({
  raw: JSON.stringify(order(id, { updatedAt })),
  recordId: id,
  sourceVersion: updatedAt,
});

function page(ids: string[], position: number | null, announced: number | null = null): ChannelPage {
  const records = ids.map((id) => raw(id, `2026-11-20T09:0${id}:00Z`));
  return { records, unreadable: [], watermark: records.at(-1)?.sourceVersion ?? null, position, announced };
}

/** Three hundred new records a page, and no end. */
function endless(at: number): ChannelPage {
  const records = Array.from({ length: 300 }, (_, index) => raw(`${at}-${index}`, '2026-11-20T09:00:00Z'));
  return { records, unreadable: [], watermark: '2026-11-20T09:00:00Z', position: at + 1, announced: 10 };
}

const pullProfile = (pull: Record<string, unknown> = {}): Profile => apiProfile({ channel: 'fake', pull });

function createPulling(list: List, profile = pullProfile(), type: RecordType = 'order') {
  const world = createWorld([profile], [fakeChannel(list, type)]);
  const ports = { ...world.ports, createHttp: () => ({ send: () => Promise.reject(new Error('no network')) }) };
  const pull = async () =>
    pullChannel(ports, await ports.pullRequests.put(newRequest(ports, profile.id, 'orders', 'command')));
  return { world, ports, pull };
}

const threePages: List = ({ position }) =>
  position === null ? page(['1', '2'], 1, 5) : position === 1 ? page(['2', '3', '4'], 2) : page(['5'], null);

test('a pull queues every record once, moves the cursor and leaves a run document', async () => {
  const { world, ports, pull } = createPulling(threePages);
  const summary = await pull();
  expect(summary).toMatchObject({ status: 'success', records: 5, queued: 5, message: 'Queued 5 records from 3 pages' });
  await drain(world);
  expect(world.ports.store.items()).toHaveLength(5);
  expect(await ports.cursors.read('shop-a', 'orders')).toMatchObject({
    watermark: '2026-11-20T09:05:00Z',
    position: null,
  });
  const run = await ports.runs.read('shop-a', summary.runId ?? '');
  expect(run).toMatchObject({ status: 'success', counts: { pages: 3, records: 5, queued: 5, skipped: 1 } });
});

test('the next pull begins the overlap before the watermark, and repeats end in Ignores that change no ETag', async () => {
  const asked: (string | null)[] = [];
  const { world, pull } = createPulling((request) => {
    asked.push(request.since);
    return page(['1', '2'], null);
  });
  await pull();
  await drain(world);
  const before = JSON.stringify(world.ports.store.items());
  await pull();
  await drain(world);
  expect(asked).toEqual(['2026-10-21T10:00:00.000Z', '2026-11-20T08:57:00.000Z']);
  expect(JSON.stringify(world.ports.store.items())).toBe(before);
  expect(world.ports.events.events().map(({ action }) => action)).toEqual(['Update', 'Update', 'Ignore', 'Ignore']);
});

test('a page that fails ends the run with an error; what was read is queued, and the next run goes on from there', async () => {
  let broken = true;
  const { world, ports, pull } = createPulling((request) => {
    if (request.position === 1 && broken) throw new PipelineError('channel_page_invalid', 'The answer is HTML');
    return threePages(request);
  });
  expect(await pull()).toMatchObject({ status: 'error', queued: 2 });
  expect(await ports.cursors.read('shop-a', 'orders')).toMatchObject({ position: 1 });
  broken = false;
  expect(await pull()).toMatchObject({ status: 'success' });
  await drain(world);
  expect(world.ports.store.items()).toHaveLength(5);
});

test.each([
  { says: 'fewer records than announced', list: () => page(['1', '2'], null, 3), code: 'channel_count_mismatch' },
  { says: 'a position that comes back', list: () => page(['1'], 1), code: 'channel_page_repeated' },
  {
    says: 'a page that comes back under another position',
    list: ({ position }: ListRequest) => page(['1', '2'], Number(position ?? 0) + 1),
    code: 'channel_page_repeated',
  },
  {
    says: 'pages that take turns under new positions',
    list: ({ position }: ListRequest) => page([`${Number(position ?? 0) % 3}`], Number(position ?? 0) + 1),
    code: 'channel_page_repeated',
  },
  {
    says: 'empty pages without an end',
    list: ({ position }: ListRequest) => page([], Number(position ?? 0) + 1),
    code: 'channel_page_repeated',
  },
  {
    says: 'more and more records than were announced',
    list: ({ position }: ListRequest) => endless(Number(position ?? 0)),
    code: 'channel_page_repeated',
  },
])('$says is an error, never a success, and the cursor does not pass it', async ({ list, code }) => {
  const { ports, pull } = createPulling(list);
  const { status, runId } = await pull();
  expect(status).toBe('error');
  expect((await ports.runs.read('shop-a', runId ?? ''))?.error?.code).toBe(code);
  const cursor = await ports.cursors.read('shop-a', 'orders');
  expect(cursor?.watermark === null || cursor?.position !== null).toBe(true);
});

test('nothing to read is no_orders', async () => {
  const { pull } = createPulling(() => page([], null, 0));
  expect(await pull()).toMatchObject({ status: 'no_orders', message: 'No orders found to sync' });
});

test('a run past its time budget goes on in a continuation of the same run', async () => {
  const { world, ports, pull } = createPulling(({ position }) => {
    world.clock.advance(50_000);
    const at = typeof position === 'number' ? position : 1;
    return page([`${at}`], at < 7 ? at + 1 : null, position === null ? 7 : null);
  });
  const first = await pull();
  expect(first.status).toBe('continued');
  for await (const { name } of ports.pullRequests.list()) {
    expect(await pullChannel(ports, name)).toMatchObject({ status: 'success', runId: first.runId, records: 7 });
  }
  await drain(world);
  expect(world.ports.store.items()).toHaveLength(7);
});

test('a record without an id is dead-lettered, not lost', async () => {
  const { world, pull } = createPulling(() => ({ ...page(['1'], null, 2), unreadable: ['{"odd":true}'] }));
  expect(await pull()).toMatchObject({ status: 'success', records: 2 });
  await drain(world);
  expect(world.ports.deadLetters.letters()).toMatchObject([{ code: 'record_id_missing' }]);
  expect(world.ports.store.items()).toHaveLength(1);
});

test('while one run holds the cursor, another gives way', async () => {
  const { ports, pull } = createPulling(threePages);
  const held = await ports.cursors.hold('shop-a', 'orders');
  expect(await pull()).toMatchObject({ status: 'skipped' });
  await held?.release();
  expect(await pull()).toMatchObject({ status: 'success' });
});

test('a scheduled pull that finds another under way is forgotten, a person’s stays for the sweeper', async () => {
  const { ports } = createPulling(threePages);
  await ports.cursors.hold('shop-a', 'orders');
  for (const reason of ['schedule', 'command'] as const) {
    const name = await ports.pullRequests.put(newRequest(ports, 'shop-a', 'orders', reason));
    expect(await pullChannel(ports, name)).toMatchObject({ status: 'skipped' });
  }
  expect(ports.pullRequests.requests()).toMatchObject([{ reason: 'command' }]);
});

test('a run that fails lists anew from its watermark less the overlap, so that what was committed late is read', async () => {
  const asked: (string | null)[] = [];
  let broken = true;
  const { pull } = createPulling((request) => {
    if (request.position === null) asked.push(request.since);
    if (request.position === 1 && broken) throw new PipelineError('channel_unavailable', 'gone');
    return threePages(request);
  });
  await pull();
  broken = false;
  await pull();
  expect(asked[1]).toBe('2026-11-20T08:57:00.000Z');
});

test('an empty first listing leaves a watermark, so that what comes next is not skipped', async () => {
  const asked: (string | null)[] = [];
  const { world, pull } = createPulling(
    (request) => {
      asked.push(request.since);
      return page([], null, 0);
    },
    pullProfile({ backfillDays: 0 }),
  );
  await pull();
  world.clock.advance(86_400_000);
  await pull();
  expect(asked).toEqual(['2026-11-20T10:00:00.000Z', '2026-11-20T09:55:00.000Z']);
});

test.each([
  ['order', '2026-10-21T10:00:00.000Z'],
  ['invoice', '2026-10-21T10:00:00.000Z'],
  ['customer', '1970-01-01T00:00:00.000Z'],
  ['product', '1970-01-01T00:00:00.000Z'],
  ['stock', '1970-01-01T00:00:00.000Z'],
] as const)('the first pull of %s records reads from %s on, and the next from what is new', async (type, first) => {
  const asked: (string | null)[] = [];
  const { pull } = createPulling(
    (request) => {
      asked.push(request.since);
      return page(['1'], null);
    },
    pullProfile(),
    type,
  );
  await pull();
  await pull();
  expect(asked).toEqual([first, '2026-11-20T08:56:00.000Z']);
});

test('every page of a listing is asked for with the same date, also in its continuations', async () => {
  const asked: (string | null)[] = [];
  const { world, ports, pull } = createPulling(({ position, since }) => {
    asked.push(since);
    world.clock.advance(50_000);
    const at = typeof position === 'number' ? position : 1;
    return page([`${at}`], at < 7 ? at + 1 : null);
  });
  expect((await pull()).status).toBe('continued');
  for await (const { name } of ports.pullRequests.list()) await pullChannel(ports, name);
  expect(asked).toEqual(Array.from({ length: 7 }, () => '2026-10-21T10:00:00.000Z'));
});

test('empty pages in between are no end, and a page may begin with the record that the one before ended with', async () => {
  const pages = [page(['1'], 1, 2), page([], 2), page([], 3), page(['2'], 4), page(['2'], null)];
  const { world, pull } = createPulling(({ position }) => pages[Number(position ?? 0)] as ChannelPage);
  expect(await pull()).toMatchObject({ status: 'success', records: 2 });
  await drain(world);
  expect(world.ports.store.items()).toHaveLength(2);
});

test('a request that comes again after its run ended pulls nothing', async () => {
  let lists = 0;
  const { ports } = createPulling(() => {
    lists += 1;
    return page(['1'], null);
  });
  const request = newRequest(ports, 'shop-a', 'orders', 'schedule');
  await pullChannel(ports, await ports.pullRequests.put(request));
  expect(await pullChannel(ports, await ports.pullRequests.put(request))).toMatchObject({ status: 'skipped' });
  expect(lists).toBe(1);
});

test('records that are missing after a continuation send the cursor back to where the listing began', async () => {
  const { world, ports, pull } = createPulling(({ position }) => {
    world.clock.advance(50_000);
    const at = typeof position === 'number' ? position : 1;
    return page([`${at}`], at < 7 ? at + 1 : null, position === null ? 8 : null);
  });
  expect((await pull()).status).toBe('continued');
  for await (const { name } of ports.pullRequests.list()) expect((await pullChannel(ports, name)).status).toBe('error');
  expect(await ports.cursors.read('shop-a', 'orders')).toMatchObject({
    watermark: null,
    position: null,
    listing: null,
  });
});

test('one cursor that cannot be read does not keep other profiles from being pulled', async () => {
  const world = createWorld([pullProfile(), { ...pullProfile(), id: 'shop-b' }], [fakeChannel(threePages)]);
  const read = (profileId: string, resource: string) =>
    profileId === 'shop-a' ? Promise.reject(new Error('not a cursor')) : world.ports.cursors.read(profileId, resource);
  const createHttp = () => ({ send: () => Promise.reject(new Error('no network')) });
  const ports = { ...world.ports, createHttp, cursors: { ...world.ports.cursors, read } };
  await expect(schedulePulls(ports)).rejects.toThrow('not a cursor');
  expect(world.ports.pullRequests.requests()).toMatchObject([{ profileId: 'shop-b' }]);
});
