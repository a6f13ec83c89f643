import { randomBytes } from 'node:crypto';
import { HostProcess, openContainer } from './host-process.js';

let host: HostProcess;
beforeAll(async () => {
  host = await HostProcess.start();
});
afterAll(HostProcess.killAll);

test('a blob is given once with its content and metadata, though its container came after the host', async () => {
  const container = host.container('take');
  await container.create();
  await container.uploadBlockBlob('outside/the/pattern', 'no', 2);
  const blob = container.getBlockBlobClient('in/folder/one.json');
  await blob.upload('{"a":1}', 7, { metadata: { origin: 'test' }, blobHTTPHeaders: { blobContentType: 'text/x' } });

  const [line = ''] = await host.logs('take', 1);
  expect(JSON.parse(line)).toEqual({
    isBuffer: true,
    text: '{"a":1}',
    metadata: expect.objectContaining({
      blobTrigger: `${container.containerName}/in/folder/one.json`,
      name: 'folder/one.json',
      uri: blob.url,
      metadata: { origin: 'test' },
      properties: expect.objectContaining({
        eTag: (await blob.getProperties()).etag,
        lastModified: expect.stringMatching(/^\d{4}-/),
        contentLength: 7,
        contentType: 'text/x',
      }),
    }),
  });

  await blob.upload('second', 6);
  await container.uploadBlockBlob('in/two', 'two', 3);
  const texts = (await host.logs('take', 3)).map((entry) => JSON.parse(entry).text);
  expect(texts.sort()).toEqual(['second', 'two', '{"a":1}']);
});

test('a blob that fails is given five times, then left alone with a warning, and does not hold up others', async () => {
  const container = host.container('fail');
  await container.create();
  await container.uploadBlockBlob('bad', 'x', 1);
  const warning = await host.said(({ functionName, level }) => functionName === 'fail' && level === 'warning');
  expect(warning.message).toBe('blob "bad" failed 5 times and is left alone');
  await container.uploadBlockBlob('next', 'x', 1);
  const given = await host.logs('fail', 10);
  expect(given.filter((line) => line === 'given bad')).toHaveLength(5);
  expect(given.filter((line) => line === 'given next')).toHaveLength(5);
});

test('no more blobs are with a function at once than host.json allows', async () => {
  const container = host.container('hold');
  await container.create();
  for (let index = 0; index < 6; index += 1) await container.uploadBlockBlob(`b${index}`, 'x', 1);
  for (let round = 1; round <= 3; round += 1) {
    await host.said(({ message }) => message === 'running 2', round);
    host.release();
    await host.said(({ message }) => message === 'released', 2 * round);
  }
  const peaks = host.logsOf('hold').filter((line) => line.startsWith('running'));
  expect(peaks.sort()).toEqual(['running 1', 'running 1', 'running 1', 'running 2', 'running 2', 'running 2']);
});

test('a blob that was listed but is gone before its turn is skipped without a word', async () => {
  const RUN = randomBytes(6).toString('hex');
  const container = openContainer(`hold-${RUN}`);
  await container.create();
  for (const name of ['b1', 'b2', 'b3', 'b4']) await container.uploadBlockBlob(name, 'x', 1);
  const later = await HostProcess.start({ RUN });
  await later.logs('hold', 2);
  await container.deleteBlob('b3');
  later.release();
  await later.said(({ message }) => message === 'running 1', 2);
  later.release();
  await later.said(({ message }) => message === 'released', 3);
  expect(await later.stop()).toBe(0);
  expect(later.logsOf('hold').filter((line) => line.startsWith('running'))).toHaveLength(3);
  expect(later.messages.filter(({ category }) => category === 'system')).toEqual([]);
});
