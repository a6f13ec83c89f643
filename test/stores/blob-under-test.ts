import { randomUUID } from 'node:crypto';
import type { BlobServiceClient, ContainerClient } from '@azure/storage-blob';
import { type BlobContainers, blobContainers } from '../../src/stores/blob-containers.js';
import { createBlobService } from '../../src/stores/blob-service.js';

/** The connection string of the Azurite that runs for the tests. */
export function blobConnectionString(): string {
  const connectionString = process.env.TRIBUTARY_TEST_BLOB;
  if (connectionString === undefined) throw new Error('TRIBUTARY_TEST_BLOB is not set');
  return connectionString;
}

/** The same account at another port of 127.0.0.1. */
export function blobConnectionStringAt(port: number): string {
  return blobConnectionString().replace(/127\.0\.0\.1:\d+/, `127.0.0.1:${port}`);
}

/** A new, empty container of this kind. */
export async function newContainer(
  kind: keyof BlobContainers,
  service: BlobServiceClient = createBlobService({ connectionString: blobConnectionString() }),
): Promise<ContainerClient> {
  const container = blobContainers(service, `t${randomUUID().slice(0, 13)}-`)[kind];
  await container.create();
  return container;
}
