import type { CosmosClient } from '@azure/cosmos';
import { type CosmosOptions, createCosmosClient } from '../../src/stores/cosmos-client.js';
import { ensureCosmosContainers } from '../../src/stores/cosmos-containers.js';
import { createCosmosEventLog } from '../../src/stores/cosmos-event-log.js';
import { createCosmosOrderStore } from '../../src/stores/cosmos-order-store.js';
import { createCosmosRunLog } from '../../src/stores/cosmos-run-log.js';
import { nextHead, pipelineEvent, sampleRun, storedOrder, storeKeyOf } from '../contracts/samples.js';
import { cosmosConnection, newDatabase } from './cosmos-under-test.js';
import { type Fault, startFaultyProxy } from './faulty-proxy.js';

const order = storedOrder('shop', '1');
const operations = [{ op: 'replace', path: '/status', value: 'paid', before: 'new' } as const];

/** Each call of an adapter, and the HTTP method of its request. */
const calls: [string, string, (options: CosmosOptions) => Promise<unknown>][] = [
  ['read', 'POST', (options) => createCosmosOrderStore(options).read(storeKeyOf(order))],
  ['create', 'POST', (options) => createCosmosOrderStore(options).create(order)],
  ['replace', 'POST', (options) => createCosmosOrderStore(options).replace(order, '"1"')],
  [
    'patch',
    'PATCH',
    (options) => createCosmosOrderStore(options).patch({ ...order, ...nextHead(order) }, operations, '"1"'),
  ],
  ['delete', 'DELETE', (options) => createCosmosOrderStore(options).delete(storeKeyOf(order), '"1"')],
  ['query', 'POST', (options) => createCosmosOrderStore(options).query({ kind: 'order', profileId: 'shop', limit: 1 })],
  ['append', 'POST', (options) => createCosmosEventLog(options).append(pipelineEvent('shop', '01A'))],
  [
    'erasing an event',
    'PUT',
    (options) =>
      createCosmosEventLog(options).erase({ ...pipelineEvent('shop', '01A'), erased: { at: '', requestId: 'r' } }),
  ],
  ['read of an event', 'POST', (options) => createCosmosEventLog(options).read('shop', '01A')],
  ['query of events', 'POST', (options) => createCosmosEventLog(options).query({ profileId: 'shop', limit: 1 })],
  ['read of a run', 'POST', (options) => createCosmosRunLog(options).read('shop', 'run')],
  ['query of runs', 'POST', (options) => createCosmosRunLog(options).latest('shop', 1)],
  ['write of a run', 'POST', (options) => createCosmosRunLog(options).write(sampleRun('shop', 'run'))],
];

const clients: CosmosClient[] = [];

function clientAt(port: number): CosmosClient {
  const client = createCosmosClient({ ...cosmosConnection(), endpoint: `http://127.0.0.1:${port}` });
  clients.push(client);
  return client;
}

afterAll(() => {
  for (const client of clients) client.dispose();
});

describe.each(calls)('%s never takes a failure for an absence:', (name, method, call) => {
  test('a closed port is store_unavailable, and the message holds no address', async () => {
    await expect(call({ client: clientAt(9), database: 'none' })).rejects.toMatchObject({
      code: 'store_unavailable',
      message: expect.not.stringContaining('127'),
    });
  });

  test('a database that does not exist is store_refused', async () => {
    const { client } = await newDatabase();
    await expect(call({ client, database: 'none' })).rejects.toMatchObject({ code: 'store_refused' });
  });

  const isRepeated = name.includes('query') || name === 'read of an event';
  const answers: [string, string, Fault][] = [
    ['429', 'store_unavailable', { status: 429, headers: { 'x-ms-retry-after-ms': '1' } }],
    ['503', 'store_unavailable', { status: 503 }],
    ['408', 'store_unavailable', { status: 408 }],
    ['401', 'store_refused', { status: 401 }],
    ['403', 'store_refused', { status: 403 }],
    // The SDK asks again by itself where nothing is written.
    ...(isRepeated ? [] : [['lost', 'store_unavailable', 'drop'] as [string, string, Fault]]),
  ];
  test.each(answers)('an answer that is %s is %s', async (_, code, fault) => {
    const proxy = await startFaultyProxy(Number(new URL(cosmosConnection().endpoint).port));
    try {
      const { database } = await newDatabase();
      const options = { client: clientAt(proxy.port), database };
      await createCosmosOrderStore(options).query({ kind: 'order', profileId: 'warm', limit: 1 });
      proxy.spoil(method, '/docs', fault, 30);
      await expect(call(options)).rejects.toMatchObject({ code, message: expect.not.stringContaining('s3cret') });
      expect(proxy.spoiled).toBeGreaterThan(0);
    } finally {
      await proxy.stop();
    }
  });
});

test('a create whose answer was lost is unavailable, and exists when it is asked again', async () => {
  const proxy = await startFaultyProxy(Number(new URL(cosmosConnection().endpoint).port));
  const { database } = await newDatabase();
  const store = createCosmosOrderStore({ client: clientAt(proxy.port), database });
  proxy.spoil('POST', '/docs', 'drop');
  await expect(store.create(order)).rejects.toMatchObject({ code: 'store_unavailable' });
  expect(await store.create(order)).toMatchObject({ done: false, why: 'exists' });
  expect((await store.read(storeKeyOf(order)))?.item).toEqual(order);
  await proxy.stop();
});

test('a query whose answer was lost is asked again', async () => {
  const proxy = await startFaultyProxy(Number(new URL(cosmosConnection().endpoint).port));
  const { database } = await newDatabase();
  const store = createCosmosOrderStore({ client: clientAt(proxy.port), database });
  await store.create(order);
  proxy.spoil('POST', '/docs', 'drop');
  expect((await store.query({ kind: 'order', profileId: 'shop', limit: 1 })).items).toHaveLength(1);
  expect(proxy.spoiled).toBe(1);
  await proxy.stop();
});

test('containers of a server that does not answer are store_unavailable', async () => {
  await expect(ensureCosmosContainers(clientAt(9), 'none')).rejects.toMatchObject({ code: 'store_unavailable' });
});

test('containers are made once, and making them again keeps what they hold', async () => {
  const options = await newDatabase();
  const store = createCosmosOrderStore(options);
  await store.create(order);
  await ensureCosmosContainers(options.client, options.database);
  expect(await store.read(storeKeyOf(order))).not.toBeNull();
});
