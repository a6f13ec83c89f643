import type { BlobServiceClient, ContainerClient } from '@azure/storage-blob';
import { toBlobError } from './azure-error.js';

const NAMES = {
  queue: 'queue',
  cache: 'cache',
  deadLetters: 'dead-letter',
  pullRequests: 'pull-requests',
  cursors: 'cursors',
  profiles: 'profiles',
  starts: 'starts',
  idempotency: 'idempotency',
  eventRecords: 'event-records',
  sentPayloads: 'sent-payloads',
  drop: 'drop',
  files: 'files',
  credentials: 'credentials',
  privacyRequests: 'privacy-requests',
  privacyReceipts: 'privacy-receipts',
  privacyExports: 'privacy-exports',
} as const;

/** The client of each container that the pipeline uses. */
export type BlobContainers = Readonly<Record<keyof typeof NAMES, ContainerClient>>;

/** The clients of the containers, without a request. `prefix` goes before each name, so that stacks can share an account. */
export function blobContainers(service: BlobServiceClient, prefix = ''): BlobContainers {
  const clients = Object.entries(NAMES).map(([key, name]) => [key, service.getContainerClient(`${prefix}${name}`)]);
  return Object.fromEntries(clients) as BlobContainers;
}

/**
 * Makes the containers that do not exist yet, and gives the clients of all.
 * @throws `blob_unavailable`, `blob_refused`
 */
export async function ensureBlobContainers(service: BlobServiceClient, prefix = ''): Promise<BlobContainers> {
  const containers = blobContainers(service, prefix);
  try {
    await Promise.all(Object.values(containers).map((container) => container.createIfNotExists()));
  } catch (error) {
    throw toBlobError(error);
  }
  return containers;
}
