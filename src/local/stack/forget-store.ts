import { BlobServiceClient } from '@azure/storage-blob';

/**
 * Forgets what stands for the order store: the local Cosmos DB server keeps its data in memory, so after a restart the cache
 * would describe orders that are gone, and the cursors would skip them, and files that were read would not be read again. Queued records, dead letters and profiles stay.
 */
export async function forgetStore(connectionString: string): Promise<void> {
  const service = BlobServiceClient.fromConnectionString(connectionString);
  for (const name of ['cache', 'cursors', 'files']) await service.getContainerClient(name).deleteIfExists();
}
