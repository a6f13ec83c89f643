import type { Run } from '../model/run.js';
import type { RunLog } from '../ports/run-log.js';
import { toStoreError } from './azure-error.js';
import { createBulkWriter } from './bulk-writer.js';
import type { CosmosOptions } from './cosmos-client.js';
import { cosmosContainers } from './cosmos-containers.js';
import { withoutSystemFields } from './cosmos-item.js';
import { countNothing } from './count.js';

/** The runs as items of one container, partitioned by profile. A run has one writer at a time, so its write needs no condition. */
export function createCosmosRunLog({ client, database, count = countNothing }: CosmosOptions): RunLog {
  const container = cosmosContainers(client, database).runs;
  const reader = createBulkWriter(container, count);
  return {
    async read(profileId, runId) {
      const { body } = await reader.read(runId, profileId);
      return body === undefined ? null : withoutSystemFields<Run>(body);
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
