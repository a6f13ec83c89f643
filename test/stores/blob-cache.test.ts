import { createBlobCache } from '../../src/stores/blob-cache.js';
import { spreadName } from '../../src/stores/blob-container.js';
import { cacheEntry } from '../contracts/samples.js';
import { newContainer } from './blob-under-test.js';

const entry = cacheEntry('1', 'event-1');

test.each([
  ['is not JSON', '{"recordKey":'],
  ['is empty', ''],
  ['is not an entry', '{"recordKey":1}'],
  ['is another record’s entry', JSON.stringify(cacheEntry('2', 'event-2'))],
])('a blob that %s counts as none and is overwritten', async (_, text) => {
  const container = await newContainer('cache');
  const cache = createBlobCache({ container });
  await container.getBlockBlobClient(spreadName(entry.recordKey)).upload(text, Buffer.byteLength(text));
  expect(await cache.read(entry.recordKey)).toBeNull();
  expect(await cache.write(entry, null)).toBe('written');
  expect((await cache.read(entry.recordKey))?.entry).toEqual(entry);
});

test('the event that is cached already is written, whoever wrote it', async () => {
  const cache = createBlobCache({ container: await newContainer('cache') });
  await cache.write(entry, null);
  expect(await cache.write(entry, null)).toBe('written');
  expect(await cache.write(entry, '"0x1"')).toBe('written');
});

test('a cached record costs one read, a write one write', async () => {
  const counted: string[] = [];
  const cache = createBlobCache({ container: await newContainer('cache'), count: (one) => counted.push(one) });
  await cache.write(entry, null);
  const cached = await cache.read(entry.recordKey);
  await cache.write({ ...entry, eventId: 'event-2' }, cached?.etag ?? '');
  expect(counted).toEqual(['blob.write', 'blob.read', 'blob.write']);
});

test('an entry that an earlier release wrote, without raw payload and format, is read', async () => {
  const container = await newContainer('cache');
  const { raw: _raw, format: _format, ...old } = entry;
  const text = JSON.stringify(old);
  await container.getBlockBlobClient(spreadName(entry.recordKey)).upload(text, Buffer.byteLength(text));
  expect((await createBlobCache({ container }).read(entry.recordKey))?.entry).toEqual(entry);
});
