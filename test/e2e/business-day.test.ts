import { catalog } from '../../src/local/sandbox/pos/catalog.js';
import { createPos } from '../../src/local/sandbox/pos/pos.js';
import { type PosServer, startPosServer } from '../../src/local/sandbox/pos/server.js';
import { profile } from '../../src/model/profile.js';
import type { Settlement } from '../../src/model/settlement.js';
import { registerKey } from '../../src/model/till-session.js';
import { dayBooks, nameOf, receiptsOf, spelled } from './business-day/day-books.js';
import { type RunningTill, startTill } from './business-day/running-till.js';
import { eventually } from './stack.js';
import { deadLettersOf, drained, notableEvents, storedRecords } from './three-shops/puller.js';

const ID = 'day';
const REGISTER = registerKey(ID, 'main');
const ADMIN = { profileId: 'boss', admin: true };
const OWN = { profileId: ID };
const MINUTE_MS = 60_000;
const RECEIPTS = 300;
const OPENING = 50_000;
/** What is missing in the drawer at night. */
const MISSING = 1_235;

/** The day began thirteen hours ago, to the second: registers tell no more. */
const from = new Date(Math.floor(Date.now() / 1_000) * 1_000 - 13 * 60 * MINUTE_MS);
let now = from;
const pos = createPos({ seed: 11, sales: 20, apiKey: 'pos-key', now: () => now });
let server: PosServer;
let till: RunningTill;

/** The business day must not end while the test runs. */
const dayEnd = new Date(Date.now() + 12 * 60 * MINUTE_MS).toISOString().slice(11, 16);

/** The drawer is known by its code only, the cards by their names. */
const methods = [
  { id: 'card', name: 'Cards (Card, Mada, Visa)', kind: 'card' },
  { id: 'drawer', name: 'Notes and coins', kind: 'cash', modes: ['1'] },
  { id: 'tabby', name: 'Tabby', kind: 'other' },
  { id: 'gift', name: 'Gift Card', kind: 'voucher' },
];
const methodOf: Record<string, string> = {
  Cash: 'drawer',
  Card: 'card',
  Visa: 'card',
  Tabby: 'tabby',
  'Gift Card': 'gift',
};

const dayProfile = () =>
  profile.parse({
    id: ID,
    tenantId: ID,
    name: 'A day',
    channel: 'http',
    settings: {
      baseUrl: server.baseUrl,
      auth: { header: 'X-Api-Key' },
      resources: {
        orders: {
          path: 'v1/sales',
          itemsPath: 'data',
          since: { parameter: 'since_version', format: 'cursor', path: 'next_version' },
          paging: {
            by: 'cursor',
            parameter: 'since_version',
            nextPath: 'next_version',
            morePath: 'has_more',
            sizeParameter: 'limit',
          },
        },
      },
      prices: 'gross',
      cancelledStatuses: [105],
      dates: { zone: pos.zone },
    },
    secrets: { apiKey: 'env:T_POS' },
    pull: { enabled: false, pageSize: 50, rateLimit: { perSecond: 100, burst: 100 } },
    pos: {
      register: 'main',
      currency: pos.currency,
      timeZone: 'UTC',
      dayEnd,
      openingCash: spelled(OPENING),
      methods,
      from: from.toISOString(),
    },
  });

/** Most products have the POS's id; one is known by its SKU only, one by its name, and a car wash lies on no shelf. */
const products = catalog.map(({ itemId, sku, name }) => ({
  id: sku === 'AIR' || sku === 'BULB-H7' ? `P-${itemId}` : String(itemId),
  sku: sku === 'BULB-H7' ? 'SHELF-H7' : sku,
  name,
  stockTracked: sku !== 'WASH',
}));
const shelfOf = (sku: string): string | null => (sku === 'WASH' ? null : sku === 'BULB-H7' ? 'SHELF-H7' : sku);

/** The shop goes on until it has had so many receipts in the day: two of three sell, the others take back, change or upload late. */
function trade(receipts: number): void {
  const others = [pos.refund, pos.takeBack, pos.exchange, pos.void, pos.reconnect, pos.uploadLate];
  for (let turn = 1; receiptsOf(pos.books(), from).length < receipts; turn += 1) {
    now = new Date(now.getTime() + 2 * MINUTE_MS);
    if (turn % 3 !== 0) pos.sell();
    else others[(turn / 3) % others.length]?.();
  }
}

async function pull(): Promise<void> {
  const { status, json } = await till.call(ADMIN, `profiles/${ID}/sync`, {});
  expect(status).toBe(202);
  const run = await eventually('the end of the run', async () => {
    const found = await till.ports.runs.read(ID, json.runs[0].runId);
    return found === null || found.status === 'running' ? null : found;
  });
  expect(run.error).toBeNull();
  // A process that is killed sooner leaves the lease of its cursor, and what it was asked for waits for the end of that.
  await eventually('the end of the request', async () => {
    for await (const _ of till.ports.pullRequests.list()) return null;
    return true;
  });
}

/** The books of each order of the day, by the id of its record. */
async function settlements(): Promise<Map<string, { item: Settlement; etag: string }>> {
  const orders = await storedRecords(till.ports, ID, 'order');
  const read = orders.map(async ({ id, remoteId }) => [remoteId, await till.ports.till.readSettlement(id)] as const);
  const found = await Promise.all(read);
  return new Map(found.flatMap(([remoteId, at]) => (at === null ? [] : [[remoteId, at] as const])));
}

/** Kills the app as soon as so many orders are booked: of those that were pulled with them, many still wait then. */
async function killWhenBooked(orders: number): Promise<void> {
  await eventually(`${orders} booked orders`, async () =>
    (await till.ports.till.pendingSettlements(REGISTER, '', 1_000)).length >= orders ? true : null,
  );
  await till.kill();
}

/** Kills the app when it has begun to close the session, and starts it again. */
async function killWhileClosing(close: () => Promise<unknown>): Promise<void> {
  const cut = close().catch(() => null);
  await eventually('a close under way', async () => {
    const register = await till.ports.till.readRegister(REGISTER);
    return register?.item.open === null ? true : null;
  });
  await till.kill();
  await cut;
  await till.start();
}

beforeAll(async () => {
  server = await startPosServer({ pos });
  till = await startTill({ T_POS: 'pos-key' });
  await till.ports.profiles.put(dayProfile());
  expect((await till.call(OWN, 'ingest/product', products)).status).toBe(202);
  await drained(till.ports);
}, 90_000);

afterAll(async () => {
  await till?.stop();
  await server?.stop();
});

test('the first order of the day opens the session, and two kills in the middle of it lose nothing', async () => {
  expect((await till.call(OWN, `profiles/${ID}/sessions`)).json.items).toEqual([]);
  for (const receipts of [RECEIPTS / 2, RECEIPTS]) {
    trade(receipts);
    await pull();
    await killWhenBooked(receipts - 120);
    await till.start();
    await drained(till.ports);
  }
  expect((await till.call(OWN, `profiles/${ID}/sessions`)).json.items).toMatchObject([
    { number: 1, status: 'open', openedBy: 'automatic' },
  ]);
  expect(await deadLettersOf(till.ports, ID)).toEqual([]);
  const orders = await storedRecords(till.ports, ID, 'order');
  expect(orders.map(({ remoteId }) => remoteId).sort()).toEqual(pos.books().map(nameOf).sort());
}, 180_000);

test('the session, closed by a process that is killed and by the next one, says what the books of the POS say, to the cent', async () => {
  const { byType, rounding } = dayBooks(pos.books(), from);
  const wanted = Object.fromEntries(methods.map(({ id }) => [id, 0]));
  for (const [type, amount] of Object.entries(byType))
    wanted[methodOf[type] ?? type] = (wanted[methodOf[type] ?? type] ?? 0) + amount;
  const expected = OPENING + (byType.Cash ?? 0);
  const counted = spelled(expected - MISSING);
  const close = () => till.call(OWN, `profiles/${ID}/sessions/close`, { counted, number: 1 });
  await killWhileClosing(close);
  const { status, json } = await close();
  expect(status).toBe(200);
  const totals = json.totals.map(({ methodId, amount }: { methodId: string; amount: string }) => [methodId, amount]);
  expect(Object.fromEntries(totals)).toEqual(
    Object.fromEntries(Object.entries(wanted).map(([id, amount]) => [id, spelled(amount)])),
  );
  expect(json).toMatchObject({
    status: 'closed',
    rounding: spelled(rounding),
    cash: { opening: spelled(OPENING), expected: spelled(expected), counted, difference: spelled(-MISSING) },
  });
  expect((await close()).json).toEqual(json);
});

test('the stock is what the books of the POS say, to the piece', async () => {
  const { pieces } = dayBooks(pos.books(), from);
  const wanted = Object.entries(pieces).flatMap(([sku, count]) => {
    const shelf = shelfOf(sku);
    return shelf === null ? [] : [[shelf, String(count)] as const];
  });
  const { json } = await till.call(OWN, 'stock');
  const stock = json.items.map(({ sku, quantity }: { sku: string; quantity: string }) => [sku, quantity]);
  expect(Object.fromEntries(stock)).toEqual(Object.fromEntries(wanted));
});

test('each receipt of the day is settled and counted in this session alone, and none from before it', async () => {
  const books = await settlements();
  expect([...books.keys()].sort()).toEqual(dayBooks(pos.books(), from).receipts);
  for (const [name, { item }] of books) {
    const sessions = item.entries.map(({ session, countedIn }) => [session, countedIn]);
    expect([name, sessions]).toEqual([name, item.entries.map(() => [1, 1])]);
  }
  for (const receipt of receiptsOf(pos.books(), from)) {
    const { paymentStatus, warnings } = books.get(nameOf(receipt))?.item ?? {};
    const status = receipt.voided ? 'voided' : receipt.grand < 0 ? 'refunded' : 'paid';
    expect([nameOf(receipt), paymentStatus, warnings]).toEqual([nameOf(receipt), status, []]);
  }
  const events = await notableEvents(till.ports, ID);
  const created = events.filter(({ type, outcome }) => type === 'order' && outcome === 'created');
  expect(created).toHaveLength(pos.books().length);
});

test('the same day pulled once more from its beginning books nothing and opens no session', async () => {
  const state = async () => ({
    stock: (await till.call(OWN, 'stock')).json,
    sessions: (await till.call(OWN, `profiles/${ID}/sessions`)).json,
    books: [...(await settlements())].map(([name, { etag }]) => `${name} ${etag}`).sort(),
  });
  const before = await state();
  const held = await till.ports.cursors.hold(ID, 'orders');
  await held?.advance({ ...held.cursor, watermark: null, position: null, bookmark: null });
  await held?.release();
  await pull();
  await drained(till.ports);
  const [run] = await till.ports.runs.latest(ID, 1, 'orders');
  expect(run?.counts.records).toBe(pos.books().length);
  expect(await state()).toEqual(before);
}, 120_000);

test('what is sold after the close is in the next session, and so is what is taken back of the day before', async () => {
  const before = dayBooks(pos.books(), from);
  const sold = pos.sell();
  const [sale] = receiptsOf(pos.books(), from).filter(
    (one) => one.kind === 'sale' && !one.voided && pos.find(one.orderId).length === 1,
  );
  const voided = pos.void(sale?.orderId);
  await pull();
  await drained(till.ports);
  const books = await settlements();
  const sessionsOf = (name: string) => books.get(name)?.item.entries.map(({ session }) => session);
  expect([sessionsOf(sold.orderId), sessionsOf(voided?.orderId ?? '')]).toEqual([[2], [1, 2]]);
  const cash = (dayBooks(pos.books(), from).byType.Cash ?? 0) - (before.byType.Cash ?? 0);
  const { json } = await till.call(OWN, `profiles/${ID}/sessions/2`);
  expect(json).toMatchObject({ status: 'open', orders: 2, cash: { expected: spelled(OPENING + cash) } });
});
