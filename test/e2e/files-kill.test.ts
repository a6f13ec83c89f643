import { fileURLToPath } from 'node:url';
import { compose } from '../../src/composition.js';
import { profile } from '../../src/model/profile.js';
import { dropFile } from '../../src/orchestration/files/drop-file.js';
import { createBlobService } from '../../src/stores/blob-service.js';
import { HostProcess } from '../local/functions-host/host-process.js';
import { eventually } from './stack.js';

const appRoot = fileURLToPath(new URL('../..', import.meta.url));
const ROWS = 30_000;

async function* content(): AsyncIterable<Uint8Array> {
  const rows = Array.from({ length: ROWS }, (_, at) => (at % 10_000 === 99 ? `S${at},many` : `S${at},${at}`));
  yield Buffer.from(`sku,quantity\n${rows.join('\n')}\n`);
}

test('a host that is killed while it reads a file loses no row of it and queues none twice', async () => {
  const { startAzurite } = await import('../../dist/local/emulators/azurite.js' as string);
  const { startCosmos } = await import('../../dist/local/emulators/cosmos.js' as string);
  const [blobs, cosmos] = [await startAzurite({ inMemory: true }), await startCosmos()];
  const env = {
    TRIBUTARY_QUEUE_CONNECTION: blobs.connectionString as string,
    TRIBUTARY_COSMOS_ENDPOINT: cosmos.endpoint as string,
    TRIBUTARY_COSMOS_KEY: cosmos.key as string,
    TRIBUTARY_TOKEN_SECRET: 'a-secret-of-at-least-thirty-two-characters',
    // What is queued stays in the queue, where it can be counted.
    'AzureWebJobs.process-queue.Disabled': 'true',
    'AzureWebJobs.sweep-queue.Disabled': 'true',
  };
  const ports = await compose(env).withStore();
  const owner = profile.parse({ id: 'kill', tenantId: 'kill', name: 'Kill', channel: 'api' });
  await ports.profiles.put(owner);
  let host = await HostProcess.start(env, appRoot);
  try {
    const { id } = await dropFile(ports, {
      profile: owner,
      chunks: content(),
      name: 'stock.csv',
      idempotencyKey: null,
    });
    const read = () => ports.files.read('kill', id);
    await eventually('the first rows', async () => (((await read())?.counts.rows ?? 0) > 0 ? true : null));
    host.child.kill('SIGKILL');
    await host.exited;
    expect(await read()).toMatchObject({ status: 'reading' });
    // What the dead process held would end by itself after a minute.
    const documents = createBlobService({ connectionString: env.TRIBUTARY_QUEUE_CONNECTION }).getContainerClient(
      'files',
    );
    await documents.getBlobClient(`kill/${id}`).getBlobLeaseClient().breakLease(0);
    host = await HostProcess.start(env, appRoot);
    const file = await eventually('the end of the file', async () => {
      const one = await read();
      return one?.status === 'done' ? one : null;
    });
    expect(file.counts).toEqual({ rows: ROWS, queued: ROWS - 3, filtered: 0, bad: 3 });
    const queued = await readQueue(ports);
    expect([queued.length, new Set(queued).size]).toEqual([ROWS - 3, ROWS - 3]);
    const { items } = await ports.events.query({ profileId: 'kill', limit: 10 });
    expect(items.map(({ outcome }) => outcome)).toEqual(Array(3).fill('dead-lettered'));
  } finally {
    await host.stop();
    await blobs.stop();
    await cosmos.stop();
  }
}, 120_000);

async function readQueue({ queue }: ReturnType<typeof compose>): Promise<string[]> {
  const ids: string[] = [];
  for await (const { name } of queue.list()) {
    const lines = ((await queue.read(name))?.body ?? '').split('\n').filter((line) => line !== '');
    ids.push(...lines.map((line) => (JSON.parse(line) as { eventId: string }).eventId));
  }
  return ids;
}
