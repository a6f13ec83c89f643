import { randomUUID } from 'node:crypto';
import type { CosmosClient } from '@azure/cosmos';
import { type CosmosOptions, createCosmosClient } from '../../src/stores/cosmos-client.js';
import { ensureCosmosContainers } from '../../src/stores/cosmos-containers.js';

/** The endpoint and the key of the Cosmos DB server that runs for the tests. */
export function cosmosConnection(): { endpoint: string; key: string } {
  const { TRIBUTARY_TEST_COSMOS: endpoint, TRIBUTARY_TEST_COSMOS_KEY: key } = process.env;
  if (endpoint === undefined || key === undefined) throw new Error('TRIBUTARY_TEST_COSMOS is not set');
  return { endpoint, key };
}

/** A new database with empty containers. */
export async function newDatabase(
  client: CosmosClient = createCosmosClient(cosmosConnection()),
): Promise<CosmosOptions> {
  const database = `t${randomUUID()}`;
  await ensureCosmosContainers(client, database);
  return { client, database };
}
