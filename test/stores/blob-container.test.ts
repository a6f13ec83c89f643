import { type BlobContainer, openBlobContainer } from '../../src/stores/blob-container.js';
import { ensureBlobContainers } from '../../src/stores/blob-containers.js';
import { createBlobService } from '../../src/stores/blob-service.js';
import { collect } from '../contracts/samples.js';
import { blobConnectionString, blobConnectionStringAt, newContainer } from './blob-under-test.js';

const calls: [string, (blobs: BlobContainer) => Promise<unknown>][] = [
  ['create', (blobs) => blobs.create('a/b', 'text')],
  ['replace', (blobs) => blobs.replace('a/b', 'text', '"0x1"')],
  ['put', (blobs) => blobs.put('a/b', 'text')],
  ['read', (blobs) => blobs.read('a/b')],
  ['delete', (blobs) => blobs.delete('a/b')],
  ['list', (blobs) => collect(blobs.list())],
];

describe.each(calls)('%s never takes a failure for an absence:', (_, call) => {
  test('a closed port is blob_unavailable, and the message holds no address', async () => {
    const service = createBlobService({ connectionString: blobConnectionStringAt(9) });
    const blobs = openBlobContainer({ container: service.getContainerClient('queue') });
    await expect(call(blobs)).rejects.toMatchObject({
      code: 'blob_unavailable',
      message: expect.not.stringContaining('127'),
    });
  });

  test('a missing container is blob_refused', async () => {
    const service = createBlobService({ connectionString: blobConnectionString() });
    const blobs = openBlobContainer({ container: service.getContainerClient('never-made') });
    await expect(call(blobs)).rejects.toMatchObject({ code: 'blob_refused', message: expect.stringContaining('404') });
  });

  test('a wrong key is blob_refused', async () => {
    const wrong = blobConnectionString().replace(/AccountKey=..../, 'AccountKey=AAAA');
    const service = createBlobService({ connectionString: wrong });
    const blobs = openBlobContainer({ container: service.getContainerClient('queue') });
    await expect(call(blobs)).rejects.toMatchObject({ code: 'blob_refused', message: expect.stringContaining('403') });
  });
});

test.each([
  '../x',
  'a/../b',
  'a/./b',
  '/a',
  'a//b',
  'a\\b',
  'a\u0000',
  'a%2e',
  'a?b',
  'a#b',
  '',
  'é',
  'x'.repeat(1_025),
])('the name %j is refused before a request is made', async (name) => {
  const requests: string[] = [];
  const container = (await newContainer('queue')) as Parameters<typeof openBlobContainer>[0]['container'];
  const blobs = openBlobContainer({ container, count: (operation) => requests.push(operation) });
  await expect(blobs.put(name, 'text')).rejects.toMatchObject({ code: 'blob_refused' });
  await expect(blobs.read(name)).rejects.toMatchObject({ code: 'blob_refused' });
  expect(await collect(blobs.list())).toEqual([]);
});

test('every operation is counted once', async () => {
  const counted: string[] = [];
  const blobs = openBlobContainer({ container: await newContainer('queue'), count: (one) => counted.push(one) });
  const etag = (await blobs.create('a', '1')) ?? '';
  await blobs.replace('a', '2', etag);
  await blobs.read('a');
  await collect(blobs.list());
  await blobs.delete('a');
  expect(counted).toEqual(['blob.write', 'blob.write', 'blob.read', 'blob.list', 'blob.delete']);
});

test('containers are made once, and making them again is fine', async () => {
  const service = createBlobService({ connectionString: blobConnectionString() });
  const first = await ensureBlobContainers(service, 'again-');
  await ensureBlobContainers(service, 'again-');
  expect(first.deadLetters.containerName).toBe('again-dead-letter');
  for (const container of Object.values(first)) expect(await container.exists()).toBe(true);
});

test('containers of an account that does not answer are blob_unavailable', async () => {
  const service = createBlobService({ connectionString: blobConnectionStringAt(9) });
  await expect(ensureBlobContainers(service)).rejects.toMatchObject({ code: 'blob_unavailable' });
});
