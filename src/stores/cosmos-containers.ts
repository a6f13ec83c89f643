import {
  type Container,
  type ContainerRequest,
  type CosmosClient,
  type IndexingPolicy,
  PartitionKeyDefinitionVersion,
  PartitionKeyKind,
} from '@azure/cosmos';
import { toStoreError } from './azure-error.js';

const by = (path: string) => ({ paths: [path], version: PartitionKeyDefinitionVersion.V2 });
const byRecord = by('/recordKey');
const byProfile = by('/profileId');
const byProfileAndRecord = {
  paths: ['/profileId', '/recordKey'],
  kind: PartitionKeyKind.MultiHash,
  version: PartitionKeyDefinitionVersion.V2,
};

// Bodies are never searched, and each indexed path makes a write dearer.
const searchable = (...included: string[]) =>
  indexing({ order: 'updatedAt', included, excluded: ['/record/*', '/remote/*', '/local/*', '/links/*'] });
const events = indexing({
  order: 'receipt',
  included: [],
  excluded: ['/before/*', '/after/*', '/operations/*', '/conflicts/*', '/warnings/*', '/bookings/*'],
});

/** For what is found by few fields and written often: nothing else is indexed. */
const only = (...paths: string[]): IndexingPolicy => ({
  indexingMode: 'consistent',
  automatic: true,
  includedPaths: ['/id/?', ...paths].map((path) => ({ path })),
  excludedPaths: [{ path: '/*' }],
});

const DEFINITIONS = {
  orders: { partitionKey: byRecord, indexingPolicy: searchable('/record/number/?', '/record/status/?') },
  customers: { partitionKey: byRecord, indexingPolicy: searchable() },
  products: { partitionKey: byRecord, indexingPolicy: searchable('/record/sku/?', '/record/variants/[]/sku/?') },
  events: { partitionKey: byProfileAndRecord, indexingPolicy: events },
  runs: { partitionKey: byProfile },
  'pos-sessions': { partitionKey: by('/registerKey'), indexingPolicy: only('/registerKey/?', '/number/?') },
  'pos-settlements': { partitionKey: byRecord, indexingPolicy: only('/pending/*') },
  'stock-movements': { partitionKey: by('/stockKey'), indexingPolicy: only('/profileId/?', '/stockKey/?', '/at/?') },
} satisfies Record<string, ContainerRequest>;

/** The client of each container that the pipeline uses. */
export type CosmosContainers = Readonly<Record<keyof typeof DEFINITIONS, Container>>;

/** The clients of the containers, without a request. */
export function cosmosContainers(client: CosmosClient, databaseName: string): CosmosContainers {
  const database = client.database(databaseName);
  const clients = Object.keys(DEFINITIONS).map((name) => [name, database.container(name)]);
  return Object.fromEntries(clients) as CosmosContainers;
}

/**
 * Makes the database and the containers that do not exist yet, and gives the clients of all.
 * @throws `store_unavailable`, `store_refused`
 */
export async function ensureCosmosContainers(client: CosmosClient, databaseName: string): Promise<CosmosContainers> {
  try {
    const { database } = await client.databases.createIfNotExists({ id: databaseName });
    const definitions: [string, ContainerRequest][] = Object.entries(DEFINITIONS);
    await Promise.all(
      definitions.map(([id, definition]) => database.containers.createIfNotExists({ id, ...definition })),
    );
  } catch (error) {
    throw toStoreError(error);
  }
  return cosmosContainers(client, databaseName);
}

/** Lists are newest first and ties go by id, which needs a composite index in just that order. */
function indexing(paths: { order: string; included: string[]; excluded: string[] }): IndexingPolicy {
  return {
    indexingMode: 'consistent',
    automatic: true,
    includedPaths: ['/*', ...paths.included].map((path) => ({ path })),
    excludedPaths: [...paths.excluded, '/"_etag"/?'].map((path) => ({ path })),
    compositeIndexes: [
      [
        { path: `/${paths.order}`, order: 'descending' },
        { path: '/id', order: 'descending' },
      ],
    ],
  };
}
