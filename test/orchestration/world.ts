import { PipelineError } from '../../src/model/errors.js';
import { type Profile, profile as profileSchema } from '../../src/model/profile.js';
import type { RecordType } from '../../src/model/record-type.js';
import { processQueueBlob } from '../../src/orchestration/process-queue-blob.js';
import { type ReceiveRequest, type ReceiveResult, receive } from '../../src/orchestration/receive.js';
import type { Channel } from '../../src/ports/channel.js';
import { createCountingIds } from '../doubles/counting-ids.js';
import { createManualClock } from '../doubles/manual-clock.js';
import { createMemoryCache } from '../doubles/memory-cache.js';
import { createMemoryCredentials } from '../doubles/memory-credentials.js';
import { createMemoryCursors } from '../doubles/memory-cursors.js';
import { createMemoryDeadLetters } from '../doubles/memory-dead-letters.js';
import { createMemoryDrop } from '../doubles/memory-drop.js';
import { createMemoryEventLog } from '../doubles/memory-event-log.js';
import { createMemoryEventRecords } from '../doubles/memory-event-records.js';
import { createMemoryFiles } from '../doubles/memory-files.js';
import { createMemoryIdempotency } from '../doubles/memory-idempotency.js';
import { createMemoryOrderStore } from '../doubles/memory-order-store.js';
import { createMemoryPrivacyExports } from '../doubles/memory-privacy-exports.js';
import { createMemoryPrivacyReceipts } from '../doubles/memory-privacy-receipts.js';
import { createMemoryPrivacyRequests } from '../doubles/memory-privacy-requests.js';
import { createMemoryProfiles } from '../doubles/memory-profiles.js';
import { createMemoryPullRequests } from '../doubles/memory-pull-requests.js';
import { createMemoryQueue } from '../doubles/memory-queue.js';
import { createMemoryRunLog } from '../doubles/memory-run-log.js';
import { createMemorySecrets } from '../doubles/memory-secrets.js';
import { createMemorySentPayloads } from '../doubles/memory-sent-payloads.js';
import { createMemoryStartCounter } from '../doubles/memory-start-counter.js';
import { createMemoryStockMovements } from '../doubles/memory-stock-movements.js';
import { createMemoryTillBooks } from '../doubles/memory-till-books.js';

/** A profile that posts canonical records. */
export function apiProfile(overrides: Record<string, unknown> = {}): Profile {
  return profileSchema.parse({ id: 'shop-a', tenantId: 'tenant-a', name: 'Shop A', channel: 'api', ...overrides });
}

const api: Channel = {
  key: 'api',
  title: 'API',
  settings: profileSchema.shape.settings,
  secretNames: () => [],
  mappingVersion: '1',
  resources: {},
};

/** The pipeline in memory, every store of it to look at. */
export function createWorld(profiles: Profile[] = [apiProfile()], channels: Channel[] = [api]) {
  const clock = createManualClock();
  const ports = {
    clock,
    ids: createCountingIds(),
    queue: createMemoryQueue({ clock }),
    drop: createMemoryDrop({ clock }),
    files: createMemoryFiles(),
    fileLimits: { maxBytes: 10_000_000, keepMs: 7 * 86_400_000 },
    marks: createMemoryIdempotency(),
    starts: createMemoryStartCounter(),
    cache: createMemoryCache(),
    store: createMemoryOrderStore(),
    events: createMemoryEventLog(),
    eventRecords: createMemoryEventRecords(),
    till: createMemoryTillBooks(),
    movements: createMemoryStockMovements(),
    deadLetters: createMemoryDeadLetters(),
    profiles: createMemoryProfiles(profiles, clock),
    sentPayloads: createMemorySentPayloads(),
    privacyRequests: createMemoryPrivacyRequests(),
    privacyReceipts: createMemoryPrivacyReceipts(),
    privacyExports: createMemoryPrivacyExports({ clock }),
    cursors: createMemoryCursors({ clock }),
    pullRequests: createMemoryPullRequests({ clock }),
    runs: createMemoryRunLog(),
    secrets: createMemorySecrets(),
    credentials: createMemoryCredentials(),
    findChannel: (key: string) => channels.find((channel) => channel.key === key) ?? null,
  };
  return { clock, ports };
}

/** The pipeline in memory. */
export type World = ReturnType<typeof createWorld>;

/** An order that adds up; `changes` go over its fields. */
export function order(id: string, changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    id,
    number: `N${id}`,
    status: 'processing',
    currency: 'EUR',
    updatedAt: '2026-11-20T09:00:00Z',
    lines: [
      { id: '1', sku: 'TSHIRT-M', name: 'T-shirt', quantity: '2', unitPrice: '10.00', tax: '3.80', total: '23.80' },
    ],
    totals: { subtotal: '20.00', tax: '3.80', grand: '23.80' },
    attributes: { giftWrap: 'yes', campaign: 'autumn' },
    ...changes,
  };
}

/** Posts records as the ingest endpoint does. */
export function post(
  world: World,
  records: readonly unknown[],
  options: Partial<ReceiveRequest> & { type?: RecordType } = {},
): Promise<ReceiveResult> {
  return receive(world.ports, {
    profile: apiProfile(),
    type: 'order',
    format: 'canonical',
    media: 'json',
    body: JSON.stringify(records),
    idempotencyKey: null,
    ...options,
  });
}

/** Processes every queue blob, oldest first, as the trigger would. */
export async function drain(world: World, ports: World['ports'] = world.ports): Promise<void> {
  for await (const { name } of world.ports.queue.list()) await processQueueBlob(ports, name);
}

/** Posts records and processes them; the clock moves on, so that arrivals differ. */
export async function send(world: World, ...records: unknown[]): Promise<ReceiveResult> {
  world.clock.advance(1_000);
  const result = await post(world, records);
  await drain(world);
  return result;
}

/** The world while the order store does not answer. */
export function withoutStore(world: World): World {
  const down = () => Promise.reject(new PipelineError('store_unavailable', 'The order store does not answer'));
  const store = { ...world.ports.store, create: down, read: down, replace: down, patch: down };
  return { ...world, ports: { ...world.ports, store } };
}
