import { createBlobCache } from '../../src/stores/blob-cache.js';
import type { BlobContainers } from '../../src/stores/blob-containers.js';
import { createBlobCredentials } from '../../src/stores/blob-credentials.js';
import { createBlobCursors } from '../../src/stores/blob-cursors.js';
import { createBlobIdempotency } from '../../src/stores/blob-idempotency.js';
import { createBlobQueue } from '../../src/stores/blob-queue.js';
import { createBlobService } from '../../src/stores/blob-service.js';
import { cacheEntry, sampleCursor } from '../contracts/samples.js';
import { createManualClock } from '../doubles/manual-clock.js';
import { blobConnectionString, blobConnectionStringAt, newContainer } from './blob-under-test.js';
import { type FaultyProxy, startFaultyProxy } from './faulty-proxy.js';

const clock = createManualClock();
let proxy: FaultyProxy;

beforeEach(async () => {
  proxy = await startFaultyProxy(Number(/127\.0\.0\.1:(\d+)/.exec(blobConnectionString())?.[1]));
});

afterEach(async () => {
  expect(proxy.spoiled).toBe(1);
  await proxy.stop();
});

const behindProxy = (kind: keyof BlobContainers) =>
  newContainer(kind, createBlobService({ connectionString: blobConnectionStringAt(proxy.port) }));

test('a first cache write whose answer was lost is written', async () => {
  const cache = createBlobCache({ container: await behindProxy('cache') });
  proxy.spoil('PUT', '/', 'drop');
  expect(await cache.write(cacheEntry('1', 'event-1'), null)).toBe('written');
});

test('a later cache write whose answer was lost is written', async () => {
  const cache = createBlobCache({ container: await behindProxy('cache') });
  const entry = cacheEntry('1', 'event-1');
  await cache.write(entry, null);
  const etag = (await cache.read(entry.recordKey))?.etag ?? '';
  proxy.spoil('PUT', '/', 'drop');
  expect(await cache.write(cacheEntry('1', 'event-2'), etag)).toBe('written');
  expect((await cache.read(entry.recordKey))?.entry.eventId).toBe('event-2');
});

test('a queue blob whose answer was lost waits once, with its body', async () => {
  const queue = createBlobQueue({ container: await behindProxy('queue') });
  proxy.spoil('PUT', '/', 'drop');
  expect(await queue.put('ab/1.ndjson', 'body')).toBe('exists');
  expect((await queue.read('ab/1.ndjson'))?.body).toBe('body');
});

test('a delete whose answer was lost is a delete', async () => {
  const queue = createBlobQueue({ container: await behindProxy('queue') });
  await queue.put('ab/1.ndjson', 'body');
  proxy.spoil('DELETE', '/', 'drop');
  await queue.delete('ab/1.ndjson');
  expect(await queue.read('ab/1.ndjson')).toBeNull();
});

test('a claim whose answer was lost gets its own mark', async () => {
  const marks = createBlobIdempotency({ container: await behindProxy('idempotency') });
  const mark = { bodyHash: 'hash', receivedAt: '2026-11-20T10:00:00Z', receipt: '01A' };
  proxy.spoil('PUT', '/', 'drop');
  expect(await marks.claim('shop', 'key', mark)).toEqual(mark);
});

test('credentials whose answer was lost are written', async () => {
  const credentials = createBlobCredentials({ container: await behindProxy('credentials') });
  const handedOver = (clientId: string) => ({ secrets: { clientId }, registeredAt: '2026-11-20T10:00:00.000Z' });
  await credentials.write('shop', handedOver('first'), null);
  const etag = (await credentials.read('shop'))?.etag ?? '';
  proxy.spoil('PUT', '/', 'drop');
  expect(await credentials.write('shop', handedOver('second'), etag)).toBe('written');
  expect((await credentials.read('shop'))?.handedOver).toEqual(handedOver('second'));
});

test('a cursor whose advance lost its answer has advanced, and advances again', async () => {
  const cursors = createBlobCursors({ container: await behindProxy('cursors'), clock });
  const held = await cursors.hold('shop', 'orders');
  proxy.spoil('PUT', '/', 'drop');
  await held?.advance(sampleCursor('shop', 'orders', 'first'));
  await held?.advance(sampleCursor('shop', 'orders', 'second'));
  expect((await cursors.read('shop', 'orders'))?.watermark).toBe('second');
});

test('a lease whose answer was lost is held by the one that asked', async () => {
  const cursors = createBlobCursors({ container: await behindProxy('cursors'), clock });
  await (await cursors.hold('shop', 'orders'))?.release();
  proxy.spoil('PUT', 'comp=lease', 'drop');
  expect(await cursors.hold('shop', 'orders')).not.toBeNull();
});
