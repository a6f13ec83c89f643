import { discardDeadLetters } from '../../src/orchestration/discard-dead-letters.js';
import { createFakeShop, createPulling, type FakeShop, shopOrder } from './fake-shop.js';

const MINUTE = 60_000;

/** A shop whose pages hold, besides its orders, texts without an id. */
function withUnreadable(shop: FakeShop, unreadable: string[]): FakeShop {
  const list = shop.channel.resources.orders?.list;
  Object.assign(shop.channel.resources.orders ?? {}, {
    list: async (...asked: Parameters<NonNullable<typeof list>>) => ({ ...(await list?.(...asked)), unreadable }),
  });
  return shop;
}

async function pullTimes(pulling: ReturnType<typeof createPulling>, times: number): Promise<void> {
  for (let time = 0; time < times; time += 1) {
    await pulling.pull();
    await pulling.process();
    pulling.world.clock.advance(30 * MINUTE);
  }
}

const letters = (pulling: ReturnType<typeof createPulling>) => pulling.ports.deadLetters.letters();
const outcomes = (pulling: ReturnType<typeof createPulling>, recordId: string | null) =>
  pulling.ports.events.events().flatMap((event) => (event.recordId === recordId ? [event.outcome] : []));

test.each([
  ['cannot be mapped', { currency: 'nonsense' }, 'record_invalid'],
  ['cannot be taken apart', { invoices: 'odd' }, 'mapping_failed'],
])(
  'a record that %s is one dead letter however often it is pulled, and each pull of it has its event',
  async (_, odd, code) => {
    const shop = createFakeShop(2);
    shop.orders.push(shopOrder(3, odd));
    const pulling = createPulling(shop);
    await pullTimes(pulling, 4);
    expect(letters(pulling)).toMatchObject([{ recordId: '3', code }]);
    expect(outcomes(pulling, '3')).toEqual(['dead-lettered', 'ignored', 'ignored', 'ignored']);
    const last = pulling.ports.events.events().findLast(({ recordId }) => recordId === '3');
    expect(last).toMatchObject({
      action: 'Ignore',
      reason: 'duplicate',
      explanation: expect.stringMatching(/^The same payload is a dead letter already: ./),
    });
  },
);

test('another payload of the same record, and one whose dead letter is gone, is a dead letter of its own', async () => {
  const shop = createFakeShop(2);
  shop.orders.push(shopOrder(3, { currency: 'nonsense' }));
  const pulling = createPulling(shop);
  await pullTimes(pulling, 1);
  shop.orders[2] = shopOrder(3, { currency: 'nonsense', updatedAt: '2026-11-20T08:04:00Z' });
  await pullTimes(pulling, 2);
  expect(letters(pulling)).toHaveLength(2);
  await discardDeadLetters(pulling.ports, { all: true }, 'ann');
  await pullTimes(pulling, 1);
  expect(letters(pulling)).toHaveLength(1);
});

test('a text without an id is one dead letter with one event, and stays away once it was discarded', async () => {
  const pulling = createPulling(withUnreadable(createFakeShop(1), ['{"odd":true}']));
  await pullTimes(pulling, 3);
  expect(letters(pulling)).toMatchObject([{ code: 'record_id_missing' }]);
  expect(outcomes(pulling, null)).toEqual(['dead-lettered']);
  await discardDeadLetters(pulling.ports, { all: true }, 'ann');
  await pullTimes(pulling, 1);
  expect(letters(pulling)).toEqual([]);
});

test('a record that failed is applied once the source has corrected it', async () => {
  const shop = createFakeShop(1);
  shop.orders.push(shopOrder(2, { currency: 'nonsense' }));
  const pulling = createPulling(shop);
  await pullTimes(pulling, 2);
  shop.orders[1] = shopOrder(2, { updatedAt: '2026-11-20T08:03:00Z' });
  await pullTimes(pulling, 1);
  expect(pulling.storedIds()).toEqual(['order 1', 'order 2']);
});
