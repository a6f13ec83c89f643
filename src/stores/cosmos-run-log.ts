import type { Container } from '@azure/cosmos';
import { PipelineError } from '../model/errors.js';
import { type Run, run as runSchema } from '../model/run.js';
import type { RunLog } from '../ports/run-log.js';
import { toStoreError } from './azure-error.js';
import { createBulkWriter } from './bulk-writer.js';
import type { CosmosOptions } from './cosmos-client.js';
import { cosmosContainers } from './cosmos-containers.js';
import { type Count, countNothing } from './count.js';

const MAX_LIMIT = 1_000;
/** The SDK repeats a query without an answer ten times and more; a reader does not wait for that. */
const QUERY_TIMEOUT_MS = 10_000;

/** The runs as items of one container, partitioned by profile. A run has one writer at a time, so its write needs no condition. */
export function createCosmosRunLog({ client, database, count = countNothing }: CosmosOptions): RunLog {
  const container = cosmosContainers(client, database).runs;
  const reader = createBulkWriter(container, count);
  return {
    async read(profileId, runId) {
      const { body } = await reader.read(runId, profileId);
      // What an earlier release wrote lacks what came since; the schema fills it in, and drops the fields that Cosmos DB adds.
      return body === undefined ? null : runSchema.parse(body);
    },
    async latest(profileId, limit, resource) {
      if (!Number.isInteger(limit) || limit < 1 || limit > MAX_LIMIT) {
        throw new PipelineError('parameter_invalid', `limit must be between 1 and ${MAX_LIMIT}`, { path: 'limit' });
      }
      const found = await queryLatest(container, profileId, limit, resource, count);
      return found.map((item) => runSchema.parse(item));
    },
    async write(run) {
      count('cosmos.write');
      count('cosmos.request');
      try {
        await container.items.upsert(run);
      } catch (error) {
        throw toStoreError(error);
      }
    },
  };
}

async function queryLatest(
  container: Container,
  profileId: string,
  limit: number,
  resource: string | undefined,
  count: Count,
): Promise<Run[]> {
  const ofResource = resource === undefined ? '' : ' AND c.resource = @resource';
  const query = `SELECT TOP ${limit} * FROM c WHERE c.profileId = @profileId${ofResource} ORDER BY c.startedAt DESC`;
  const parameters = [
    { name: '@profileId', value: profileId },
    ...(resource === undefined ? [] : [{ name: '@resource', value: resource }]),
  ];
  count('cosmos.query');
  count('cosmos.request');
  try {
    const options = { partitionKey: profileId, abortSignal: AbortSignal.timeout(QUERY_TIMEOUT_MS) };
    return (await container.items.query<Run>({ query, parameters }, options).fetchAll()).resources;
  } catch (error) {
    throw toStoreError(error);
  }
}
