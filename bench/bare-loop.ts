import { type Container, CosmosClient, type JSONObject, type OperationInput } from '@azure/cosmos';
import { BlobServiceClient, type ContainerClient } from '@azure/storage-blob';
import pLimit from 'p-limit';
import type { BareRecord } from './bare-documents.js';
import type { Connection } from './emulators.js';
import { BLOBS_AT_ONCE, batchOf, type Phase } from './phases.js';
import { DATABASE } from './ports.js';

/** How much the bare loop does at once. */
export interface BareTuning {
  /** Blob operations under way. */
  blobOperations: number;
  /** Groups of 100 records under way; each goes through its steps as one. */
  groups: number;
}

/** What was fastest of 32 to 128 blob operations and 4 to 20 groups. */
export const BARE_TUNING: BareTuning = { blobOperations: 128, groups: 8 };

/** Where the bare loop works. */
export interface BareStack {
  queue: ContainerClient;
  cache: ContainerClient;
  orders: Container;
  events: Container;
  /** The ETags of the items as the bare loop wrote them last, so that a patch need not read them. */
  etags: Map<string, string>;
}

const GROUP = 100;

/** Opens the containers with the bare SDKs; they must exist already. */
export function openBareStack({ blobs, endpoint, key }: Connection): BareStack {
  const service = BlobServiceClient.fromConnectionString(blobs);
  const client = new CosmosClient({ endpoint, key, connectionPolicy: { enableEndpointDiscovery: false } });
  const database = client.database(DATABASE);
  return {
    queue: service.getContainerClient('queue'),
    cache: service.getContainerClient('cache'),
    orders: database.container('orders'),
    events: database.container('events'),
    etags: new Map(),
  };
}

/**
 * The storage operations of one phase and nothing else: for each queue blob read it, for each of its records read the cache, write
 * the store, create the event, write the cache, then delete the queue blob. No parsing, mapping, comparing or checking.
 */
export async function runBareLoop(
  stack: BareStack,
  phase: Phase,
  names: readonly string[],
  records: readonly BareRecord[],
  tuning: BareTuning = BARE_TUNING,
): Promise<void> {
  const loop = new BareLoop(stack, phase, tuning);
  const limit = pLimit(BLOBS_AT_ONCE);
  const size = batchOf(records.length);
  const batches = names.map((name, index) => ({ name, batch: records.slice(index * size, (index + 1) * size) }));
  await Promise.all(batches.map(({ name, batch }) => limit(() => loop.processBatch(name, batch))));
}

class BareLoop {
  readonly #stack: BareStack;
  readonly #phase: Phase;
  readonly #blobLimit: ReturnType<typeof pLimit>;
  readonly #groupLimit: ReturnType<typeof pLimit>;

  constructor(stack: BareStack, phase: Phase, tuning: BareTuning) {
    this.#stack = stack;
    this.#phase = phase;
    this.#blobLimit = pLimit(tuning.blobOperations);
    this.#groupLimit = pLimit(tuning.groups);
  }

  async processBatch(name: string, records: readonly BareRecord[]): Promise<void> {
    await read(this.#stack.queue, name);
    const starts = Array.from({ length: Math.ceil(records.length / GROUP) }, (_, index) => index * GROUP);
    const groups = starts.map((start) => records.slice(start, start + GROUP));
    await Promise.all(groups.map((group) => this.#groupLimit(() => this.#processGroup(group))));
    await this.#stack.queue.deleteBlob(name);
  }

  async #processGroup(group: readonly BareRecord[]): Promise<void> {
    const { cache, events } = this.#stack;
    const etags = await Promise.all(group.map(({ blobName }) => this.#blobLimit(() => read(cache, blobName))));
    if (this.#phase !== 'ignored') await writeItems(this.#stack, this.#phase, group);
    await bulk(
      events,
      group.map(({ event }) => toCreate(event)),
    );
    if (this.#phase === 'ignored') return;
    const write = (record: BareRecord, index: number) => upload(cache, record, etags[index] ?? null);
    await Promise.all(group.map((record, index) => this.#blobLimit(() => write(record, index))));
  }
}

/** Writes the items of the group in one call. On the emulator that is twice as fast as partial updates of one request each. */
async function writeItems({ orders, etags }: BareStack, phase: Phase, group: readonly BareRecord[]): Promise<void> {
  const found = phase === 'updated' ? await bulk(orders, group.map(toRead)) : [];
  const answers = await bulk(
    orders,
    group.map(({ id, item }, index): OperationInput => {
      if (phase === 'created') return toCreate(item);
      const ifMatch = found[index]?.eTag ?? etags.get(id) ?? '';
      return { operationType: 'Replace', id, partitionKey: id, resourceBody: item as unknown as JSONObject, ifMatch };
    }),
  );
  for (const [index, { id }] of group.entries()) etags.set(id, answers[index]?.eTag ?? '');
}

function toRead({ id }: BareRecord): OperationInput {
  return { operationType: 'Read', id, partitionKey: id };
}

function toCreate(item: object): OperationInput {
  return { operationType: 'Create', resourceBody: item as JSONObject };
}

async function bulk(container: Container, operations: OperationInput[]) {
  const options = [{ continueOnError: true }, { contentResponseOnWriteEnabled: false }] as const;
  const answers = await container.items.bulk(operations, ...options);
  const failed = answers.find(({ statusCode }) => statusCode !== 200 && statusCode !== 201);
  if (failed !== undefined) throw new Error(`The bare loop's bulk call was answered with ${failed.statusCode}`);
  return answers;
}

/** Reads the blob to its end and gives its ETag; null when there is none. */
async function read(container: ContainerClient, name: string): Promise<string | null> {
  try {
    const { readableStreamBody, etag } = await container.getBlobClient(name).download();
    const chunks: Buffer[] = [];
    for await (const chunk of readableStreamBody ?? []) chunks.push(Buffer.from(chunk));
    Buffer.concat(chunks).toString('utf8');
    return etag ?? null;
  } catch (error) {
    if ((error as { statusCode?: number }).statusCode === 404) return null;
    throw error;
  }
}

async function upload(container: ContainerClient, { blobName, cacheText }: BareRecord, etag: string | null) {
  const conditions = etag === null ? { ifNoneMatch: '*' } : { ifMatch: etag };
  await container.getBlockBlobClient(blobName).upload(cacheText, Buffer.byteLength(cacheText), { conditions });
}
