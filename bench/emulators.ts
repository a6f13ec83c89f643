import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startAzurite } from '../src/local/emulators/azurite.js';
import { startCosmos } from '../src/local/emulators/cosmos.js';

/** Where the emulators of one measurement are reached. */
export interface Connection {
  blobs: string;
  endpoint: string;
  key: string;
}

/**
 * Runs `work` against an Azurite on an empty folder and an empty Cosmos DB server, each in a process of its own, and ends both.
 * Azurite slows down as it fills, so that every measurement needs its own.
 */
export async function withEmulators<T>(work: (connection: Connection) => Promise<T>): Promise<T> {
  const dataDir = await mkdtemp(join(tmpdir(), 'tributary-bench-'));
  const started = await Promise.allSettled([startAzurite({ dataDir }), startCosmos()]);
  const [azurite, cosmos] = started;
  try {
    if (azurite.status === 'rejected') throw azurite.reason;
    if (cosmos.status === 'rejected') throw cosmos.reason;
    const { endpoint, key } = cosmos.value;
    return await work({ blobs: azurite.value.connectionString, endpoint, key });
  } finally {
    await Promise.all(started.map((one) => (one.status === 'fulfilled' ? one.value.stop() : undefined)));
    await rm(dataDir, { recursive: true, force: true });
  }
}
