import { BlobServiceClient, type StoragePipelineOptions } from '@azure/storage-blob';
import type { Settings } from './trigger-binding.js';

// A failed scan is repeated anyway, so a request may fail soon.
const OPTIONS: StoragePipelineOptions = { retryOptions: { maxTries: 2, tryTimeoutInMs: 30_000, retryDelayInMs: 200 } };

/**
 * Opens the storage account that a trigger's `connection` names: a setting with a connection string, or, for identity, the same
 * name with `__blobServiceUri`. Rejects when there is neither, naming the function and both settings.
 */
export async function openBlobService(
  connection: string,
  settings: Settings,
  functionName: string,
): Promise<BlobServiceClient> {
  const connectionString = settings[connection] ?? settings[`AzureWebJobs${connection}`];
  if (connectionString) return BlobServiceClient.fromConnectionString(connectionString, OPTIONS);
  const uri = settings[`${connection}__blobServiceUri`];
  if (uri) {
    // Loaded only here, because it takes a good part of the host's start and the emulator never needs it.
    const { DefaultAzureCredential } = await import('@azure/identity');
    return new BlobServiceClient(uri, new DefaultAzureCredential(), OPTIONS);
  }
  throw new Error(`function "${functionName}" needs the setting ${connection} or ${connection}__blobServiceUri`);
}
