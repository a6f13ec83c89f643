import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CosmosClient } from '@azure/cosmos';
import { BlobServiceClient } from '@azure/storage-blob';

// The emulators are processes, so they run from the built files.
const built = new URL('../../../dist/local/emulators/', import.meta.url).pathname;
const { startAzurite }: typeof import('../../../src/local/emulators/azurite.js') = await import(`${built}azurite.js`);
const { startCosmos }: typeof import('../../../src/local/emulators/cosmos.js') = await import(`${built}cosmos.js`);

const cleanups: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'tributary-emulator-'));
  cleanups.push(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

async function takenPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  cleanups.push(async () => server.close());
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => resolve(socket.destroy() !== undefined));
    socket.once('error', () => resolve(false));
  });
}

async function refused(port: number): Promise<void> {
  const deadline = Date.now() + 10_000;
  while (await accepts(port)) {
    if (Date.now() > deadline) throw new Error(`something still listens on ${port}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

describe('Azurite', () => {
  test('keeps its blobs in the data folder when it is stopped and started again', async () => {
    const dataDir = await temporaryFolder();
    const first = await startAzurite({ dataDir });
    await BlobServiceClient.fromConnectionString(first.connectionString).getContainerClient('kept').create();
    await first.stop();
    expect(await accepts(first.port)).toBe(false);

    const second = await startAzurite({ dataDir, port: first.port });
    cleanups.push(() => second.stop());
    expect(second.port).toBe(first.port);
    const kept = BlobServiceClient.fromConnectionString(second.connectionString).getContainerClient('kept');
    expect(await kept.exists()).toBe(true);
  });

  test('in memory needs no folder and holds blobs', async () => {
    const azurite = await startAzurite({ inMemory: true });
    cleanups.push(() => azurite.stop());
    const container = BlobServiceClient.fromConnectionString(azurite.connectionString).getContainerClient('memory');
    await container.create();
    await container.uploadBlockBlob('a', 'held', 4);
    expect((await container.getBlobClient('a').downloadToBuffer()).toString()).toBe('held');
  });

  test('refuses a port that is taken and names service and port', async () => {
    const port = await takenPort();
    await expect(startAzurite({ inMemory: true, port })).rejects.toThrow(
      `Azurite cannot start on 127.0.0.1:${port}: port ${port} is taken`,
    );
  });

  test('refuses a data folder that cannot be written and names it', async () => {
    const file = join(await temporaryFolder(), 'a-file');
    await writeFile(file, '');
    await expect(startAzurite({ dataDir: join(file, 'data') })).rejects.toThrow(new RegExp(`Azurite .*${file}`));
  });

  test('may be stopped twice', async () => {
    const azurite = await startAzurite({ inMemory: true });
    await azurite.stop();
    await azurite.stop();
    expect(await accepts(azurite.port)).toBe(false);
  });
});

describe('Cosmos DB', () => {
  test('stores a document and is gone after stop', async () => {
    const cosmos = await startCosmos();
    const connectionPolicy = { enableEndpointDiscovery: false };
    const client = new CosmosClient({ endpoint: cosmos.endpoint, key: cosmos.key, connectionPolicy });
    const { database } = await client.databases.create({ id: 'd' });
    const { container } = await database.containers.create({ id: 'c', partitionKey: '/p' });
    await container.items.create({ id: '1', p: 'x' });
    expect((await container.item('1', 'x').read()).statusCode).toBe(200);
    client.dispose();
    await cosmos.stop();
    expect(await accepts(cosmos.port)).toBe(false);
  });

  test('refuses a port that is taken and names service and port', async () => {
    const port = await takenPort();
    await expect(startCosmos({ port })).rejects.toThrow(
      `Cosmos DB cannot start on 127.0.0.1:${port}: port ${port} is taken`,
    );
  });
});

describe('the process that started them', () => {
  const script = `
    import { startAzurite } from '${built}azurite.js';
    import { startCosmos } from '${built}cosmos.js';
    const [azurite, cosmos] = await Promise.all([startAzurite({ inMemory: true }), startCosmos()]);
    process.on('SIGINT', () => {});
    process.send([azurite.port, cosmos.port]);`;

  async function startParent(): Promise<[ChildProcess, number[]]> {
    const options = { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] as ['ignore', 'inherit', 'inherit', 'ipc'] };
    const parent = spawn(process.execPath, ['--input-type=module', '--eval', script], { ...options, detached: true });
    cleanups.push(async () => parent.kill('SIGKILL'));
    const [ports] = (await once(parent, 'message')) as [number[]];
    return [parent, ports];
  }

  test('takes the emulators with it even when it is killed', async () => {
    const [parent, ports] = await startParent();
    parent.kill('SIGKILL');
    await Promise.all(ports.map(refused));
  });

  test('decides about Ctrl-C: the signal to the whole group does not end the emulators', async () => {
    const [parent, ports] = await startParent();
    process.kill(-(parent.pid ?? 0), 'SIGINT');
    expect(await Promise.all(ports.map(accepts))).toEqual([true, true]);
    const azurite = `http://127.0.0.1:${ports[0]}/devstoreaccount1?comp=list`;
    expect((await fetch(azurite)).status).toBe(403);
  });
});
