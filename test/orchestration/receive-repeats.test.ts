import { PipelineError } from '../../src/model/errors.js';
import { createFakeShop, shopInvoice, shopOrder } from './fake-shop.js';
import { apiProfile, createWorld, drain, order, post } from './world.js';

const unversioned = (id: number, changes: Record<string, unknown> = {}) =>
  shopOrder(id, { updatedAt: undefined, ...changes });

function setUp(settings: Record<string, unknown> = {}) {
  const profile = apiProfile({ channel: 'fake', settings });
  const world = createWorld([profile], [createFakeShop(0).channel]);
  const push = (records: unknown[], idempotencyKey: string | null = null) => {
    world.clock.advance(1_000);
    return post(world, records, { profile, format: 'channel', idempotencyKey });
  };
  const apply = async (...records: unknown[]) => {
    const result = await push(records);
    await drain(world);
    return result;
  };
  const statusOf = (id: string) => world.ports.store.items().find(({ remoteId }) => remoteId === id)?.record.status;
  return { world, push, apply, statusOf };
}

type Told = { index: number; eventId: string; recordId: string }[];
const indexes = (told: Told) => told.map(({ index }) => index);

test('a record that comes twice in one request is taken once, and told by the event that took it', async () => {
  const { world, push } = setUp();
  const { accepted, duplicates } = await push([shopOrder(1), shopOrder(2), shopOrder(1), shopOrder(1)]);
  expect(indexes(accepted)).toEqual([0, 1]);
  const eventId = accepted[0]?.eventId;
  expect(duplicates).toEqual([
    { index: 2, recordId: '1', eventId },
    { index: 3, recordId: '1', eventId },
  ]);
  await drain(world);
  expect(world.ports.events.events()).toHaveLength(2);
});

test('a record of another id or another text is no duplicate', async () => {
  const { push } = setUp();
  const refund = { ...shopOrder(1), id: '1:REFUND' };
  const { accepted, duplicates } = await push([shopOrder(1), refund, shopOrder(1, { status: 'complete' })]);
  expect([indexes(accepted), duplicates]).toEqual([[0, 1, 2], []]);
});

test.each([[shopOrder], [unversioned]])('a record that goes back to what it said before is a change', async (make) => {
  const { world, push, statusOf } = setUp();
  const { accepted, duplicates } = await push([make(1), make(1, { status: 'complete' }), make(1)]);
  expect([indexes(accepted), duplicates]).toEqual([[0, 1, 2], []]);
  await drain(world);
  expect(statusOf('1')).toBe('processing');
});

test('a record that was applied with the same text is told by the event that applied it, and not queued', async () => {
  const { world, push, apply } = setUp();
  const first = await apply(shopOrder(1));
  const { accepted, duplicates } = await push([shopOrder(2), shopOrder(1), shopOrder(1)]);
  expect(indexes(accepted)).toEqual([0]);
  const eventId = first.accepted[0]?.eventId;
  expect(duplicates.map((one) => [one.index, one.eventId])).toEqual([
    [1, eventId],
    [2, eventId],
  ]);
  await drain(world);
  expect(world.ports.events.events()).toHaveLength(2);
});

test('a request of nothing but duplicates writes nothing', async () => {
  const { world, push, apply } = setUp();
  await apply(shopOrder(1), shopOrder(2));
  expect(await push([shopOrder(1), shopOrder(2)])).toMatchObject({
    accepted: [],
    duplicates: [{ index: 0 }, { index: 1 }],
  });
  expect(world.ports.queue.names()).toEqual([]);
});

test('what repeats an applied record after another text of it is a change', async () => {
  const { world, push, apply, statusOf } = setUp();
  await apply(unversioned(1));
  const { accepted, duplicates } = await push([unversioned(1, { status: 'complete' }), unversioned(1)]);
  expect([indexes(accepted), duplicates]).toEqual([[0, 1], []]);
  await drain(world);
  expect(statusOf('1')).toBe('processing');
});

test('a duplicate without a version still counts as the latest word, when something else was waiting', async () => {
  const { world, push, apply, statusOf } = setUp();
  const first = await apply(unversioned(1));
  await push([unversioned(1, { status: 'complete' })]);
  const { accepted, duplicates } = await push([unversioned(1)]);
  expect(accepted).toEqual([]);
  expect(duplicates).toEqual([{ index: 0, recordId: '1', eventId: first.accepted[0]?.eventId }]);
  await drain(world);
  expect(statusOf('1')).toBe('processing');
  expect(world.ports.store.items()).toHaveLength(1);
});

test('an applied record is no duplicate once its cache is too old to be believed, or the mapping is another', async () => {
  const { world, push, apply } = setUp();
  await apply(shopOrder(1));
  world.clock.advance(8 * 24 * 60 * 60_000);
  expect((await push([shopOrder(1)])).duplicates).toEqual([]);
  const profile = apiProfile({ channel: 'fake', mapping: { order: { fields: { note: 'memo' } } } });
  await apply(shopOrder(2));
  const told = await post(world, [shopOrder(2)], { profile, format: 'channel' });
  expect(told.duplicates).toEqual([]);
});

test('the record of another profile, and a canonical one, is never a duplicate', async () => {
  const { world, apply } = setUp();
  await apply(shopOrder(1));
  const other = apiProfile({ id: 'shop-b', channel: 'fake' });
  expect((await post(world, [shopOrder(1)], { profile: other, format: 'channel' })).duplicates).toEqual([]);
  expect((await post(world, [order('7'), order('7')])).duplicates).toEqual([]);
});

test('what came inside a duplicate is not queued again either', async () => {
  const { world, push, apply } = setUp();
  const withInvoice = () => shopOrder(1, { invoices: [shopInvoice('7', '1')] });
  await apply(withInvoice());
  const { duplicates } = await push([withInvoice()]);
  expect(indexes(duplicates)).toEqual([0]);
  expect(world.ports.queue.names()).toEqual([]);
});

test('with an idempotency key the answer stays what it was, whatever was applied since', async () => {
  const { world, push } = setUp();
  const records = [shopOrder(1), shopOrder(1), shopOrder(2)];
  const first = await push(records, 'key');
  expect([indexes(first.accepted), indexes(first.duplicates)]).toEqual([[0, 2], [1]]);
  await drain(world);
  expect(await push(records, 'key')).toEqual(first);
  await drain(world);
  expect(world.ports.events.events()).toHaveLength(2);
});

describe('while the cache', () => {
  const down = () => Promise.reject(new PipelineError('blob_unavailable', 'The cache does not answer'));

  test('does not answer, records are taken in, and duplicates of the request are told', async () => {
    const { world, push, apply } = setUp();
    await apply(shopOrder(1));
    world.ports.cache.read = down;
    const { accepted, duplicates } = await push([shopOrder(1), shopOrder(2), shopOrder(2)]);
    expect([indexes(accepted), indexes(duplicates)]).toEqual([[0, 1], [2]]);
    expect(world.ports.queue.names()).toHaveLength(1);
  });

  test('does not answer, it is not asked for each of 500 records', async () => {
    const { world, push } = setUp();
    let asked = 0;
    world.ports.cache.read = () => {
      asked += 1;
      return down();
    };
    expect((await push(Array.from({ length: 500 }, (_, at) => shopOrder(at)))).accepted).toHaveLength(500);
    expect(asked).toBeLessThan(40);
  });

  test('hangs, nobody waits longer than three seconds', async () => {
    const { world, push } = setUp();
    let asked = 0;
    world.ports.cache.read = () => {
      asked += 1;
      return new Promise(() => {});
    };
    const result = push([shopOrder(1)]);
    for (let turn = 0; asked === 0 && turn < 100; turn += 1) await Promise.resolve();
    world.clock.advance(3_000);
    expect((await result).accepted).toHaveLength(1);
  });

  test('answers something that nobody foresaw, the request fails', async () => {
    const { world, push } = setUp();
    world.ports.cache.read = () => Promise.reject(new TypeError('oops'));
    await expect(push([shopOrder(1)])).rejects.toThrow('oops');
    expect(world.ports.queue.names()).toEqual([]);
  });
});

test('each id of a request is looked up once, at most sixteen at a time', async () => {
  const { world, push } = setUp();
  let [asked, underWay, most] = [0, 0, 0];
  world.ports.cache.read = async () => {
    asked += 1;
    underWay += 1;
    most = Math.max(most, underWay);
    await Promise.resolve();
    underWay -= 1;
    return null;
  };
  await push(Array.from({ length: 400 }, (_, at) => shopOrder(at % 100, { note: `${at}` })));
  expect(asked).toBe(100);
  expect(most).toBe(16);
});
