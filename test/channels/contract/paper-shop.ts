import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ChannelFixtures, Remote, RemoteScript } from './channel-fixtures.js';

type Row = Record<string, unknown> & { order_id: number; changed: string };

/** Zone-less and to the second, as such systems write. */
const stamp = (at: Date) => at.toISOString().slice(0, 19).replace('T', ' ');

function orderOf(id: number, at: Date): Row {
  return {
    order_id: id,
    reference: `P-${id}`,
    state: 'N',
    currency: 'EUR',
    placed: stamp(at),
    changed: stamp(at),
    buyer: { email: `buyer${id}@example.com ` },
    rows: [
      { sku: 'CHAIR', qty: 1, total: '1,000.00' },
      { sku: 'TABLE', qty: '2', total: 23.5 },
    ],
    total: '1,023.50',
  };
}

/** Where the page begins: behind the row that the token names, by change and then by id. */
function pageOf(rows: readonly Row[], query: URLSearchParams): { orders: Row[]; next: string | null } {
  const key = (row: Row) => `${row.changed}|${String(row.order_id).padStart(9, '0')}`;
  const since = stamp(new Date(query.get('since') ?? 0));
  const after = query.get('after') ?? '';
  const wanted = rows
    .filter((row) => row.changed >= since && key(row) > after)
    .sort((a, b) => (key(a) < key(b) ? -1 : 1));
  const orders = wanted.slice(0, Number(query.get('limit') ?? 10));
  const last = orders.at(-1);
  return { orders, next: wanted.length > orders.length && last !== undefined ? key(last) : null };
}

async function startPaperShop({ records, sameInstant, now }: RemoteScript): Promise<Remote> {
  const rows: Row[] = [];
  const add = (minutesAgo: number) => {
    const id = rows.length + 1;
    rows.push(orderOf(id, new Date(now().getTime() - minutesAgo * 60_000)));
    return String(id);
  };
  for (let count = records; count > 0; count -= 1) add(sameInstant ? 60 : count * 7);
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://paper.test');
    const isKnown = request.headers.authorization === 'Bearer paper-token';
    const body = isKnown ? pageOf(rows, url.searchParams) : { message: 'Who are you?' };
    response.writeHead(isKnown ? 200 : 401, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    ids: () => rows.map((row) => String(row.order_id)),
    add: () => add(0),
    spoil: (id) => {
      for (const row of rows) if (String(row.order_id) === id) row.total = 'a lot';
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** The contract's fixtures of the paper channel. */
export const paperFixtures: ChannelFixtures = {
  settings: (baseUrl) => ({ baseUrl }),
  secrets: { token: 'paper-token' },
  resources: {
    orders: { start: startPaperShop, needs: ['orders', 'next', 'order_id', 'changed', 'currency', 'rows', 'total'] },
  },
};
