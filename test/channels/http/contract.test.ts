import { http } from '../../../src/channels/http/index.js';
import { createPos } from '../../../src/local/sandbox/pos/pos.js';
import { startPosServer } from '../../../src/local/sandbox/pos/server.js';
import type { Channel } from '../../../src/ports/channel.js';
import type { Remote, RemoteScript } from '../contract/channel-fixtures.js';
import { openContractWorld } from '../contract/contract-world.js';
import { runChannelContract } from '../contract/run-channel-contract.js';

const apiKey = 'sandbox-pos-key';

async function startPos({ records, sameInstant, repeatLastPage, now }: RemoteScript): Promise<Remote> {
  const pos = createPos({ seed: 11, sales: sameInstant ? 0 : records, apiKey, now });
  if (sameInstant) for (let count = 0; count < records; count += 1) pos.sell();
  const server = await startPosServer({ pos, faults: { repeatLastPage } });
  const { switches } = server.faults;
  return {
    origin: server.baseUrl,
    ids: () => pos.books().map(({ orderId }) => orderId),
    add: () => pos.sell().orderId,
    spoil: (id) => Object.assign(switches, { badRecords: [...switches.badRecords, id] }),
    stop: () => server.stop(),
  };
}

const since = { parameter: 'since' };
const order = ['OrderID', 'Version', 'Currency', 'OrderItems', 'Price', 'Quantity'];

/** Each way of paging and of asking for what is new that can be told apart by what a source answers. */
const dialects = [
  {
    name: 'by the numbers of the server',
    needs: ['data', 'next_version', 'has_more'],
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
  { name: 'by links', needs: [], orders: { path: 'orders', since, paging: { by: 'link', sizeParameter: 'limit' } } },
  {
    name: 'by page and total',
    needs: ['orders', 'total'],
    orders: {
      path: 'orders/paged',
      since,
      paging: { by: 'page', parameter: 'page', sizeParameter: 'limit', totalPath: 'total' },
    },
  },
];

describe.each(dialects)('a POS that is read $name', ({ orders, needs }) => {
  runChannelContract(http, {
    settings: (baseUrl) => ({ baseUrl, auth: { header: 'X-Api-Key' }, prices: 'gross', resources: { orders } }),
    secrets: { apiKey },
    resources: { orders: { start: startPos, needs: [...needs, ...order] } },
  });
});

test('a POS that can only send everything each time costs one Ignore for what has not changed, though its orders have no version', async () => {
  const settings = { auth: { header: 'X-Api-Key' }, prices: 'gross', resources: { orders: { path: 'old/orders' } } };
  const at = await openContractWorld(
    http as Channel,
    {
      settings: (baseUrl) => ({ baseUrl, ...settings }),
      secrets: { apiKey },
      resources: { orders: { start: startPos, needs: [] } },
    },
    'orders',
  );
  try {
    await at.pull();
    await at.drain();
    const added = at.remote.add();
    const before = at.world.ports.events.events().length;
    expect(await at.pull()).toMatchObject({ status: 'success', counts: { records: 26 } });
    await at.drain();
    const events = at.world.ports.events.events().slice(before);
    const unchanged = events.filter(({ outcome, reason }) => outcome === 'ignored' && reason === 'unchanged');
    expect(unchanged).toHaveLength(25);
    expect(events.filter(({ outcome }) => outcome === 'created').map(({ recordId }) => recordId)).toEqual([added]);
    // A look at the store would be a read each: the events say that none was made.
    expect(unchanged.every(({ steps }) => steps.join() === 'Ignore')).toBe(true);
  } finally {
    await at.stop();
  }
});
