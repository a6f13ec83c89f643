import type { Step } from '../../src/cli/output/progress.js';
import { createRunHere } from '../../src/cli/run-here.js';
import { PipelineError } from '../../src/model/errors.js';
import { requestSync } from '../../src/orchestration/request-sync.js';
import { createFakeShop, createPulling, shopInvoice, shopOrder } from '../orchestration/fake-shop.js';

const wish = { profileId: 'shop-a', kind: 'changes' } as const;

function setUp(count: number, changes: Record<string, unknown> = {}) {
  const shop = createFakeShop(count);
  const pulling = createPulling(shop, changes);
  const here = createRunHere(pulling.ports);
  const steps: Step[] = [];
  const progress = { show: (step: Step) => void steps.push(step), end: () => {} };
  return { shop, pulling, here, steps, work: () => here.work(progress) };
}

test('what is asked for is pulled and processed to its end, without a host', async () => {
  const { shop, pulling, here, steps, work } = setUp(7, { pull: { pageSize: 2 } });
  shop.orders[2] = shopOrder(3, { invoices: [shopInvoice('9', '3')] });
  const [run] = await requestSync(here.ports, wish);
  await work();
  expect(pulling.storedIds()).toEqual(['invoice 9', ...[1, 2, 3, 4, 5, 6, 7].map((id) => `order ${id}`)]);
  expect(await pulling.run(run?.runId ?? null)).toMatchObject({ status: 'success', counts: { records: 7 } });
  expect(pulling.ports.queue.names()).toEqual([]);
  expect(steps.at(-1)).toMatchObject({ done: 8 });
});

test('no running host sees the request', async () => {
  const { pulling, here, work } = setUp(1);
  await requestSync(here.ports, wish);
  const seen = [];
  for await (const { name } of pulling.ports.pullRequests.list()) seen.push(name);
  expect(seen).toEqual([]);
  await work();
  expect(pulling.storedIds()).toEqual(['order 1']);
});

test('a backfill goes on through its slices', async () => {
  const { shop, pulling, here, work } = setUp(6, { pull: { pageSize: 1 } });
  shop.before = () => pulling.world.clock.advance(50_000);
  await requestSync(here.ports, { ...wish, kind: 'backfill', since: '2026-11-20T00:00:00Z' });
  await work();
  expect(pulling.storedIds()).toHaveLength(6);
});

test('a pull that another run has is refused, and says so', async () => {
  const { pulling, here, work } = setUp(1);
  const held = await pulling.ports.cursors.hold('shop-a', 'orders');
  await requestSync(here.ports, wish);
  await expect(work()).rejects.toMatchObject({ code: 'pull_busy' });
  await held?.release();
});

test('a source that fails ends the run, and what was queued before is processed', async () => {
  const { shop, pulling, here, work } = setUp(4, { pull: { pageSize: 2 } });
  shop.before = () => {
    if (shop.asked.lists.length === 1) throw new Error('gone');
  };
  const [run] = await requestSync(here.ports, wish);
  await work();
  expect(await pulling.run(run?.runId ?? null)).toMatchObject({ status: 'error' });
  expect(pulling.storedIds()).toEqual(['order 1', 'order 2']);
});

describe('a backfill that cannot come to its end here', () => {
  const backfill = { ...wish, kind: 'backfill', since: '2026-11-20T00:00:00Z' } as const;

  test('as the source fails for a while is left to a host, which resumes it', async () => {
    const { shop, pulling, here, work } = setUp(4, { pull: { pageSize: 2 } });
    shop.before = () => {
      if (shop.asked.lists.length === 1) throw new PipelineError('channel_unavailable', 'gone');
    };
    const [run] = await requestSync(here.ports, backfill);
    expect(await work()).toMatchObject([{ runId: run?.runId, retry: { tries: 1 } }]);
    expect(pulling.ports.pullRequests.requests()).toMatchObject([{ runId: run?.runId, kind: 'backfill' }]);
    shop.before = () => {};
    pulling.world.clock.advance(60_000);
    await pulling.pullAll();
    await pulling.process();
    expect(await pulling.run(run?.runId ?? null)).toMatchObject({ status: 'success', counts: { records: 4 } });
    expect(pulling.storedIds()).toHaveLength(4);
  });

  test('as another run comes between two slices is left to a host too', async () => {
    const { shop, pulling, here, work } = setUp(6, { pull: { pageSize: 1 } });
    shop.before = () => pulling.world.clock.advance(50_000);
    await requestSync(here.ports, backfill);
    // The continuation is put once the leases are free: just then somebody else takes one.
    const { put } = here.ports.pullRequests;
    here.ports.pullRequests.put = async (request) => {
      await pulling.ports.cursors.hold('shop-a', 'orders');
      return put(request);
    };
    await expect(work()).rejects.toMatchObject({ code: 'pull_busy', advice: expect.stringContaining('running host') });
    expect(pulling.ports.pullRequests.requests()).toMatchObject([{ kind: 'backfill', slice: 1 }]);
  });

  test('as our own stores fail is left to a host too', async () => {
    const { pulling, here, work } = setUp(1);
    await requestSync(here.ports, backfill);
    here.ports.runs = { ...here.ports.runs, write: () => Promise.reject(new Error('no database')) };
    await expect(work()).rejects.toThrow('no database');
    expect(pulling.ports.pullRequests.requests()).toMatchObject([{ kind: 'backfill', slice: 0 }]);
  });
});

test('a pull that was not begun as another run has it leaves nothing behind', async () => {
  const { pulling, here, work } = setUp(1);
  await pulling.ports.cursors.hold('shop-a', 'orders');
  await requestSync(here.ports, wish);
  await expect(work()).rejects.toMatchObject({ code: 'pull_busy' });
  expect(pulling.ports.pullRequests.requests()).toEqual([]);
});
