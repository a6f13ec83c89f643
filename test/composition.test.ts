import { randomUUID } from 'node:crypto';
import { createServer as createHttpServer } from 'node:http';
import { connect, createServer } from 'node:net';
import { findChannel } from '../src/channels/index.js';
import { compose } from '../src/composition.js';
import { health } from '../src/functions/health.js';
import { profile } from '../src/model/profile.js';
import type { Channel } from '../src/ports/channel.js';
import { bodyOf, createContext, shopA } from './functions/test-request.js';

const CLOSED = 'http://127.0.0.1:1';
const env = {
  TRIBUTARY_QUEUE_CONNECTION: process.env.TRIBUTARY_TEST_BLOB,
  TRIBUTARY_COSMOS_ENDPOINT: process.env.TRIBUTARY_TEST_COSMOS,
  TRIBUTARY_COSMOS_KEY: process.env.TRIBUTARY_TEST_COSMOS_KEY,
  TRIBUTARY_COSMOS_DATABASE: `composition-${randomUUID()}`,
  TRIBUTARY_TOKEN_SECRET: 'x'.repeat(32),
  SHOP_TOKEN: 'the token of the shop',
};
const noBlobs = `DefaultEndpointsProtocol=http;AccountName=a;AccountKey=YQ==;BlobEndpoint=${CLOSED}/a;`;

describe('compose', () => {
  test('makes the containers when they are first needed, and the adapters work', async () => {
    const ports = await compose(env).withStore();
    await ports.profiles.put(shopA);
    expect(await ports.profiles.read('shop-a')).toEqual(shopA);
    expect(await ports.store.read({ kind: 'order', id: 'none', recordKey: 'none' })).toBeNull();
    expect((await ports.events.query({ profileId: 'shop-a', limit: 1 })).items).toEqual([]);
  });

  test('receives without the order store', async () => {
    const ports = await compose({ ...env, TRIBUTARY_COSMOS_ENDPOINT: CLOSED }).withBlobs();
    expect(await ports.queue.put(`${randomUUID()}.ndjson`, '')).toBe('created');
  });

  test('tries again to make the containers after a failure', async () => {
    const port = await freePort();
    const blob = env.TRIBUTARY_QUEUE_CONNECTION?.replace(/127\.0\.0\.1:\d+/, `127.0.0.1:${port}`);
    const ports = compose({ ...env, TRIBUTARY_QUEUE_CONNECTION: blob });
    await expect(ports.withBlobs()).rejects.toMatchObject({ code: 'blob_unavailable' });
    const relay = await relayTo(port, String(env.TRIBUTARY_QUEUE_CONNECTION));
    await expect(ports.withBlobs()).resolves.toBe(ports);
    await relay.stop();
  });

  test('names the setting when a connection string cannot be read, and does not quote it', () => {
    const broken = () => compose({ ...env, TRIBUTARY_QUEUE_CONNECTION: 'AccountName=hunter2' });
    expect(broken).toThrow(expect.objectContaining({ code: 'setting_invalid', path: 'TRIBUTARY_QUEUE_CONNECTION' }));
    expect(broken).toThrow(expect.objectContaining({ message: expect.not.stringContaining('hunter2') }));
  });

  test('resolves the secrets of profiles from the environment, but never its own', async () => {
    const { secrets } = compose(env);
    expect(await secrets.resolve('env:SHOP_TOKEN', 'shop')).toBe('the token of the shop');
    for (const name of ['TRIBUTARY_TOKEN_SECRET', 'TRIBUTARY_COSMOS_KEY', 'TRIBUTARY_QUEUE_CONNECTION']) {
      await expect(secrets.resolve(`env:${name}`, 'shop')).rejects.toMatchObject({ code: 'secret_unavailable' });
    }
  });

  test('binds the client of a channel to the origin of its profile', async () => {
    const { createHttp } = compose(env);
    const channel = findChannel('api');
    if (channel === null) throw new Error('there is no channel api');
    expect(() => createHttp(shopA, channel, () => {})).toThrow(
      expect.objectContaining({ code: 'channel_url_refused' }),
    );
    const own = profile.parse({ ...shopA, settings: { baseUrl: 'https://shop.example/rest' } });
    const url = 'https://other.example/rest';
    const sent = createHttp(own, channel, () => {}).send({ method: 'GET', url, headers: () => ({}) });
    await expect(sent).rejects.toMatchObject({ code: 'channel_url_refused' });
  });

  test('lets all clients of one profile share its rate limit, which goes before that of the channel', async () => {
    const shop = createHttpServer((_, response) => response.end('{}'));
    await new Promise<void>((resolve) => shop.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(shop.address() as { port: number }).port}/`;
    const { createHttp } = compose({ ...env, TRIBUTARY_ALLOW_PRIVATE_CHANNELS: 'true' });
    const channel = { ...(findChannel('api') as Channel), rateLimit: { perSecond: 1_000, burst: 1_000 } };
    const limited = { settings: { baseUrl: url }, pull: { rateLimit: { perSecond: 20, burst: 1 } } };
    const own = profile.parse({ ...shopA, ...limited });
    const startedMs = performance.now();
    const clients = [1, 2, 3].map(() => createHttp(own, channel, () => {}));
    await Promise.all(clients.map((client) => client.send({ method: 'GET', url, headers: () => ({}) })));
    expect(performance.now() - startedMs).toBeGreaterThanOrEqual(95);
    shop.closeAllConnections();
    await new Promise((resolve) => shop.close(resolve));
  });

  test('gives ids that only grow', () => {
    const { ids } = compose(env);
    const given = Array.from({ length: 1_000 }, () => ids.ulid());
    expect(given).toEqual([...new Set(given)].sort());
  });
});

/** The composition with a clock that keeps no process alive while it waits. */
function composeIdle(given: Record<string, string | undefined>) {
  const sleep = (ms: number) => new Promise<void>((resolve) => void setTimeout(resolve, ms).unref());
  return { ...compose(given), clock: { now: () => new Date(), sleep } };
}

describe('health', () => {
  test('is good when both dependencies answer', async () => {
    const answer = await health(composeIdle(env), createContext());
    expect(answer.status).toBe(200);
    expect(bodyOf(answer)).toMatchObject({ status: 'ok', version: expect.stringMatching(/^\d+\.\d+\.\d+/) });
  });

  test.each([
    ['blobs', { TRIBUTARY_QUEUE_CONNECTION: noBlobs }, 'blob_unavailable'],
    ['orders', { TRIBUTARY_COSMOS_ENDPOINT: CLOSED }, 'store_unavailable'],
  ])('names %s when they do not answer, without an address', async (name, given, code) => {
    const answer = await health(composeIdle({ ...env, ...given }), createContext());
    expect(answer.status).toBe(503);
    expect(bodyOf(answer)).toMatchObject({ code, down: [name], dependencies: { [name]: 'down' } });
    expect(String(answer.body)).not.toContain('127.0.0.1');
  });
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Passes what comes to the port on to the emulator of the connection string. */
async function relayTo(port: number, connection: string): Promise<{ stop(): Promise<void> }> {
  const target = Number(/127\.0\.0\.1:(\d+)/.exec(connection)?.[1]);
  const sockets = new Set<{ destroy(): unknown }>();
  const server = createServer((near) => {
    const far = connect(target, '127.0.0.1');
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('error', () => {});
    }
    near.pipe(far).pipe(near);
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    async stop() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
