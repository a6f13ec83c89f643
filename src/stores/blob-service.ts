import type { TokenCredential } from '@azure/identity';
import { BlobServiceClient, type StoragePipelineOptions } from '@azure/storage-blob';

/** How blob storage is reached: a connection string, or an address and an identity. */
export type BlobConnection = { connectionString: string } | { serviceUri: string; credential: TokenCredential };

// The SDK's own defaults wait minutes, and for ever on one try; this fits into the time that a function has.
const OPTIONS: StoragePipelineOptions = {
  retryOptions: { maxTries: 3, tryTimeoutInMs: 10_000, retryDelayInMs: 200, maxRetryDelayInMs: 2_000 },
};

/** A client of blob storage whose tries and time-outs are bounded; it opens no connection yet. */
export function createBlobService(connection: BlobConnection): BlobServiceClient {
  if ('connectionString' in connection)
    return BlobServiceClient.fromConnectionString(connection.connectionString, OPTIONS);
  return new BlobServiceClient(connection.serviceUri, connection.credential, OPTIONS);
}
