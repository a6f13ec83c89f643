import { type OrderNaming, syncOrder } from '../../src/orchestration/sync-order.js';
import { createFakeShop, createPulling, type FakeShop, shopInvoice, shopOrder } from './fake-shop.js';

/** Order 123 has the number 000000123, and order 7 the number 123. */
function createShop(): FakeShop {
  const shop = createFakeShop(0);
  shop.orders = [
    shopOrder(123, { number: '000000123' }),
    shopOrder(7, { number: '123' }),
    shopOrder(8, { number: '1000000008' }),
    shopOrder(9, { number: 'A-9' }),
  ];
  return shop;
}

const cases: [
  text: string,
  naming: OrderNaming,
  recordId: string | null,
  by: 'number' | 'id',
  finds: number,
  gets: number,
][] = [
  ['000000123', 'auto', '123', 'number', 1, 0],
  ['1000000008', 'auto', '8', 'number', 1, 0],
  ['A-9', 'auto', '9', 'number', 1, 0],
  ['123', 'auto', '7', 'number', 1, 0],
  [' 123 ', 'auto', '7', 'number', 1, 0],
  ['8', 'auto', '8', 'id', 1, 1],
  ['123', 'id', '123', 'id', 0, 1],
  ['123', 'number', '7', 'number', 1, 0],
  ['000000008', 'auto', null, 'number', 1, 0],
  ['1000000009', 'auto', null, 'number', 1, 0],
  ['5', 'auto', null, 'number', 1, 1],
  ['000000123', 'id', null, 'id', 0, 1],
  ['8', 'number', null, 'number', 1, 0],
];

test.each(cases)('%j by %s is order %s', async (text, naming, recordId, by, finds, gets) => {
  const shop = createShop();
  const pulling = createPulling(shop);
  const synced = syncOrder(pulling.ports, 'shop-a', text, naming);
  if (recordId === null) await expect(synced).rejects.toMatchObject({ code: 'not_found' });
  else expect(await synced).toMatchObject({ recordId, by });
  expect([shop.asked.finds.length, shop.asked.gets.length]).toEqual([finds, gets]);
});

test('the order is queued with what came inside it, and its event can be told', async () => {
  const shop = createFakeShop(0);
  shop.orders = [shopOrder(1, { invoices: [shopInvoice('5', '1')] })];
  const pulling = createPulling(shop);
  const { eventId, queueBlob } = await syncOrder(pulling.ports, 'shop-a', '00001', 'auto');
  expect(pulling.ports.queue.names()).toEqual([queueBlob]);
  await pulling.process();
  expect(pulling.storedIds()).toEqual(['invoice 5', 'order 1']);
  const events = pulling.world.ports.events.events();
  expect(events.find(({ id }) => id === eventId)).toMatchObject({ recordId: '1', origin: 'pull', outcome: 'created' });
  expect(await pulling.cursor()).toBeNull();
});

test('an order that the filters leave out is refused with the reason', async () => {
  const pulling = createPulling(createShop(), { settings: { statuses: ['closed'] } });
  await expect(syncOrder(pulling.ports, 'shop-a', '8', 'id')).rejects.toMatchObject({ code: 'record_filtered' });
  expect(pulling.ports.queue.names()).toEqual([]);
});

test('an order that the channel cannot take apart is a dead letter, and the caller is told why', async () => {
  const shop = createFakeShop(0);
  shop.orders = [shopOrder(1, { invoices: 'odd' })];
  const pulling = createPulling(shop);
  await expect(syncOrder(pulling.ports, 'shop-a', '1', 'id')).rejects.toMatchObject({ code: 'mapping_failed' });
  expect(pulling.world.ports.deadLetters.letters()).toHaveLength(1);
});

test.each([
  ['an empty name', '  ', 'auto', {}],
  ['a number where the channel looks up ids only', '000000123', 'auto', { find: undefined }],
  ['an id where the channel looks up numbers only', '5', 'id', { get: undefined }],
] as const)('%s is refused', async (_, text, naming, without) => {
  const shop = createShop();
  Object.assign(shop.channel.resources.orders ?? {}, without);
  const { ports } = createPulling(shop);
  await expect(syncOrder(ports, 'shop-a', text, naming)).rejects.toMatchObject({ code: 'parameter_invalid' });
});

test('a channel that looks up ids only is asked by id for what may be one', async () => {
  const shop = createShop();
  Object.assign(shop.channel.resources.orders ?? {}, { find: undefined });
  expect(await syncOrder(createPulling(shop).ports, 'shop-a', '8', 'auto')).toMatchObject({ recordId: '8', by: 'id' });
});
