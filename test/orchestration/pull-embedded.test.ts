import type { Envelope } from '../../src/model/envelope.js';
import { createFakeShop, createPulling, type FakeShop, shopInvoice, shopOrder } from './fake-shop.js';

async function queuedEnvelopes({ ports }: ReturnType<typeof createPulling>): Promise<Envelope[][]> {
  const blobs: Envelope[][] = [];
  for await (const { name } of ports.queue.list()) {
    const { body = '' } = (await ports.queue.read(name)) ?? {};
    blobs.push(
      body
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line)),
    );
  }
  return blobs;
}

function shopWithInvoices(orders: number, invoices: number): FakeShop {
  const shop = createFakeShop(orders);
  for (const one of shop.orders) {
    one.invoices = Array.from({ length: invoices }, (_, at) => shopInvoice(`${one.id}-${at}`, one.id));
  }
  return shop;
}

test('what came inside a record is queued directly behind it, with a later receipt, and ends in its own event', async () => {
  const pulling = createPulling(shopWithInvoices(2, 2));
  const { runId, status } = await pulling.pull();
  expect(status).toBe('success');
  const [lines = []] = await queuedEnvelopes(pulling);
  expect(lines.map(({ type, recordId }) => `${type} ${recordId}`)).toEqual([
    'order 1',
    'invoice 1-0',
    'invoice 1-1',
    'order 2',
    'invoice 2-0',
    'invoice 2-1',
  ]);
  const receipts = lines.map(({ receipt }) => receipt);
  expect([...receipts].sort()).toEqual(receipts);
  expect(new Set([...receipts, ...lines.map(({ eventId }) => eventId)]).size).toBe(12);
  expect(await pulling.run(runId)).toMatchObject({
    announced: 2,
    counts: { records: 2, queued: 2, embedded: 4, skipped: 0 },
    message: 'Queued 2 records from 1 page; 4 more came inside them',
  });
  await pulling.process();
  expect(pulling.storedIds()).toEqual([
    'invoice 1-0',
    'invoice 1-1',
    'invoice 2-0',
    'invoice 2-1',
    'order 1',
    'order 2',
  ]);
});

test('a page with more records inside than a blob holds is spread over several', async () => {
  const pulling = createPulling(shopWithInvoices(90, 9));
  await pulling.pull();
  const blobs = await queuedEnvelopes(pulling);
  expect(blobs.map((lines) => lines.length).sort()).toEqual([400, 500]);
  expect(blobs.every(([first]) => first?.type === 'order')).toBe(true);
});

test('a record that the profile does not want is read and counted, and not queued', async () => {
  const shop = createFakeShop(3);
  shop.orders[1] = shopOrder(2, { status: 'closed' });
  const pulling = createPulling(shop, { settings: { statuses: ['processing'] } });
  const { runId, status, records, queued } = await pulling.pull();
  expect({ status, records, queued }).toEqual({ status: 'success', records: 3, queued: 2 });
  expect(await pulling.run(runId)).toMatchObject({
    announced: 3,
    counts: { records: 3, queued: 2, skipped: 1, filtered: 1 },
    message: 'Queued 2 records from 1 page; 1 not wanted by the profile',
  });
  await pulling.process();
  expect(pulling.storedIds()).toEqual(['order 1', 'order 3']);
  expect((await pulling.cursor())?.watermark).toBe('2026-11-20T08:03:00Z');
});

test('a record that the channel cannot take apart is a dead letter by itself, and the page goes on', async () => {
  const shop = createFakeShop(3);
  shop.orders[1] = shopOrder(2, { invoices: 'odd' });
  const pulling = createPulling(shop);
  const { runId } = await pulling.pull();
  expect(await pulling.run(runId)).toMatchObject({
    status: 'success',
    counts: { records: 3, queued: 2, failed: 1 },
    message: 'Queued 2 records from 1 page; 1 dead-lettered at once',
  });
  await pulling.process();
  expect(pulling.storedIds()).toEqual(['order 1', 'order 3']);
  const [letter] = pulling.world.ports.deadLetters.letters();
  expect(letter).toMatchObject({ code: 'mapping_failed', recordId: '2', retry: null });
  expect(JSON.parse(JSON.parse(letter?.envelope ?? '').raw)).toEqual(shop.orders[1]);
  const events = pulling.world.ports.events.events();
  expect(events.map(({ recordId, outcome }) => `${recordId} ${outcome}`).sort()).toEqual([
    '1 created',
    '2 dead-lettered',
    '3 created',
  ]);
});

test('a profile whose settings no longer fit its channel ends the run with an error that says where', async () => {
  const pulling = createPulling(createFakeShop(1), { settings: { statuses: 'processing' } });
  const { runId } = await pulling.pull();
  const run = await pulling.run(runId);
  expect(run).toMatchObject({ status: 'error', error: { code: 'profile_unreadable' } });
  expect(run?.message).toContain('settings.statuses');
});
