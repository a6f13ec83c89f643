import { monotonicFactory } from 'ulid';
import { findChannel } from '../src/channels/index.js';
import { profile as profileSchema } from '../src/model/profile.js';
import type { ProcessPorts } from '../src/orchestration/process-queue-blob.js';
import { type ReceivePorts, receive } from '../src/orchestration/receive.js';
import { createBlobCache } from '../src/stores/blob-cache.js';
import { ensureBlobContainers } from '../src/stores/blob-containers.js';
import { createBlobDeadLetters } from '../src/stores/blob-dead-letters.js';
import { createBlobEventRecords } from '../src/stores/blob-event-records.js';
import { createBlobIdempotency } from '../src/stores/blob-idempotency.js';
import { createBlobProfiles } from '../src/stores/blob-profiles.js';
import { createBlobQueue } from '../src/stores/blob-queue.js';
import { createBlobService } from '../src/stores/blob-service.js';
import { createBlobStartCounter } from '../src/stores/blob-start-counter.js';
import { createCosmosClient } from '../src/stores/cosmos-client.js';
import { ensureCosmosContainers } from '../src/stores/cosmos-containers.js';
import { createCosmosEventLog } from '../src/stores/cosmos-event-log.js';
import { createCosmosOrderStore } from '../src/stores/cosmos-order-store.js';
import { createCosmosStockMovements } from '../src/stores/cosmos-stock-movements.js';
import { createCosmosTillBooks } from '../src/stores/cosmos-till-books.js';
import type { Connection } from './emulators.js';
import type { OperationCounts } from './operation-counts.js';

/** The real adapters, as the app composes them. */
export type BenchPorts = ProcessPorts & ReceivePorts;

/** The one profile of the bench: canonical records, posted. */
export const BENCH_PROFILE = profileSchema.parse({ id: 'bench', tenantId: 'bench', name: 'Bench', channel: 'api' });

/** The database of the bench. */
export const DATABASE = 'bench';

/** Makes containers, database and profile, and puts the adapters together so that every storage operation is counted. */
export async function openPorts({ blobs, endpoint, key }: Connection, counts: OperationCounts): Promise<BenchPorts> {
  const client = createCosmosClient({ endpoint, key });
  const [containers] = await Promise.all([
    ensureBlobContainers(createBlobService({ connectionString: blobs })),
    ensureCosmosContainers(client, DATABASE),
  ]);
  const clock = { now: () => new Date(), sleep: (ms: number) => new Promise<void>((done) => setTimeout(done, ms)) };
  const profiles = createBlobProfiles({ container: containers.profiles, clock, count: counts.of('profiles') });
  await profiles.put(BENCH_PROFILE);
  return {
    clock,
    ids: { ulid: monotonicFactory(), random: Math.random },
    findChannel,
    profiles,
    queue: createBlobQueue({ container: containers.queue, count: counts.of('queue') }),
    cache: createBlobCache({ container: containers.cache, count: counts.of('cache') }),
    deadLetters: createBlobDeadLetters({ container: containers.deadLetters, count: counts.of('dead-letters') }),
    eventRecords: createBlobEventRecords({ container: containers.eventRecords, count: counts.of('event-records') }),
    marks: createBlobIdempotency({ container: containers.idempotency, count: counts.of('marks') }),
    starts: createBlobStartCounter({ container: containers.starts, count: counts.of('starts') }),
    store: createCosmosOrderStore({ client, database: DATABASE, count: counts.of('store') }),
    events: createCosmosEventLog({ client, database: DATABASE, count: counts.of('events') }),
    till: createCosmosTillBooks({ client, database: DATABASE, count: counts.of('till') }),
    movements: createCosmosStockMovements({ client, database: DATABASE, count: counts.of('movements') }),
  };
}

/** Posts the bodies as the ingest endpoint does, one queue blob each, and gives the names of the blobs. */
export async function postBodies(ports: ReceivePorts, bodies: readonly string[]): Promise<string[]> {
  const names: string[] = [];
  const queue: ReceivePorts['queue'] = {
    ...ports.queue,
    put(name, body) {
      names.push(name);
      return ports.queue.put(name, body);
    },
  };
  for (const body of bodies) {
    const result = await receive(
      { ...ports, queue },
      { profile: BENCH_PROFILE, type: 'order', format: 'canonical', media: 'ndjson', body, idempotencyKey: null },
    );
    const fault = result.rejected[0];
    if (fault !== undefined) throw new Error(`The bench made an order that is refused: ${fault.code} ${fault.message}`);
  }
  return names;
}
