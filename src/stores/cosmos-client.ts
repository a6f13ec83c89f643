import { type ConnectionPolicy, CosmosClient } from '@azure/cosmos';
import type { TokenCredential } from '@azure/identity';
import type { Count } from './count.js';

/** How Cosmos DB is reached: an endpoint, and a key or an identity. */
export type CosmosConnection = { endpoint: string; key: string } | { endpoint: string; credential: TokenCredential };

/** What every Cosmos adapter is made from. */
export interface CosmosOptions {
  client: CosmosClient;
  database: string;
  count?: Count | undefined;
}

/**
 * A client of Cosmos DB in gateway mode whose retries are few: the pipeline retries by itself. It opens no connection yet.
 * A local server is one plain HTTP address, so nothing is to be discovered there.
 */
export function createCosmosClient(connection: CosmosConnection): CosmosClient {
  const { endpoint } = connection;
  const connectionPolicy: ConnectionPolicy = {
    requestTimeout: 15_000,
    retryOptions: { maxRetryAttemptCount: 3, maxWaitTimeInSeconds: 5, fixedRetryIntervalInMilliseconds: 0 },
    enableEndpointDiscovery: !endpoint.startsWith('http://'),
  };
  if ('key' in connection) return new CosmosClient({ endpoint, key: connection.key, connectionPolicy });
  return new CosmosClient({ endpoint, aadCredentials: connection.credential, connectionPolicy });
}
