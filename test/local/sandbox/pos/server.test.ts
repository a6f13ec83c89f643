import { startPosLife } from '../../../../src/local/sandbox/pos/life.js';
import { createPos, type Pos } from '../../../../src/local/sandbox/pos/pos.js';
import { totalOf } from '../../../../src/local/sandbox/pos/sale-book.js';
import { type PosServer, startPosServer } from '../../../../src/local/sandbox/pos/server.js';

const NOW = new Date('2026-11-20T10:00:00Z');
let pos: Pos;
let server: PosServer;

beforeEach(async () => {
  pos = createPos({ seed: 1, sales: 30, apiKey: 'k', now: () => NOW });
  server = await startPosServer({ pos });
});
afterEach(() => server.stop());

async function ask(path: string, key = 'k') {
  const answer = await fetch(`${server.baseUrl}${path}`, { headers: { 'x-api-key': key } });
  const text = await answer.text();
  return { status: answer.status, headers: answer.headers, text, json: () => JSON.parse(text) };
}

test('gives nothing without its key', async () => {
  expect(await ask('/v1/sales', 'wrong')).toMatchObject({ status: 401, text: expect.stringContaining('API key') });
});

test('gives what came behind a version, page by page, and what was sent again with a new one', async () => {
  const first = (await ask('/v1/sales?limit=20')).json();
  expect([first.data.length, first.next_version, first.has_more]).toEqual([20, 20, true]);
  const rest = (await ask('/v1/sales?limit=20&since_version=20')).json();
  expect([rest.data.length, rest.next_version, rest.has_more]).toEqual([10, 30, false]);
  const again = pos.reconnect();
  const news = (await ask('/v1/sales?since_version=30')).json();
  expect(news.data).toMatchObject([{ OrderID: again?.orderId, Version: 31 }]);
});

test('gives a late sale with its old date as new', async () => {
  const late = pos.uploadLate(50);
  const since = NOW.toISOString();
  const listed = (await ask(`/orders?since=${since}`)).json();
  expect(listed).toMatchObject([
    { OrderID: late.orderId, OrderDate: '2026-11-18T11:00:00', BusinessDate: '2026-11-18' },
  ]);
});

test('links its pages, and counts them where it is asked to', async () => {
  const { headers } = await ask('/orders?limit=20');
  expect(headers.get('link')).toBe('</orders?limit=20&page=2>; rel="next"');
  expect((await ask('/orders?limit=20&page=2')).headers.get('link')).toBeNull();
  expect((await ask('/orders/paged?limit=20&page=2')).json()).toMatchObject({ total: 30, orders: { length: 10 } });
  expect((await ask('/orders/paged?limit=20&page=3')).json().orders).toEqual([]);
  server.faults.switches.repeatLastPage = true;
  expect((await ask('/orders/paged?limit=20&page=9')).json().orders).toHaveLength(10);
});

test('spells the same receipts in another way where registers are older', async () => {
  const [old] = (await ask('/old/orders')).json();
  expect(old).toMatchObject({
    CheckoutDate: expect.stringMatching(/^\d\d-\d\d-\d{4} \d\d:\d\d:\d\d [AP]M$/),
    OrderDetails: [{ Name: expect.any(String) }, ...Array(old.OrderDetails.length - 1).fill({})],
  });
  expect(old).not.toHaveProperty('UpdatedAt');
});

test.each([429, 500, 503] as const)('answers %d when it is made to, once', async (status) => {
  server.faults.failNext(1, { kind: 'status', status, retryAfterSeconds: 7 });
  const { status: given, headers } = await ask('/orders');
  expect([given, headers.get('retry-after')]).toEqual([status, '7']);
  expect((await ask('/orders')).status).toBe(200);
});

test('keeps books that add up through a life of sales, returns, exchanges, refunds and voids', () => {
  const beats: (() => void)[] = [];
  const schedule = (run: () => void) => {
    beats.push(run);
    return () => {};
  };
  const life = startPosLife(pos, { everyMs: 1, schedule });
  for (let beat = 0; beat < 200; beat += 1) beats.shift()?.();
  life.stop();
  expect(new Set(pos.books().map(({ kind }) => kind)).size).toBe(4);
  for (const { lines, grand, rounding, tenders, change, voided } of pos.books()) {
    expect(totalOf(lines)).toBe(grand);
    const paid = tenders.reduce((sum, { amount }) => sum + amount, 0) - change;
    expect(paid).toBe(voided ? 0 : grand + rounding);
  }
});
