import type { Container } from '@azure/cosmos';
import type { PipelineEvent } from '../model/event.js';
import type { EventLog } from '../ports/event-log.js';
import { statusOf, toStoreError } from './azure-error.js';
import { type BulkWriter, createBulkWriter } from './bulk-writer.js';
import type { CosmosOptions } from './cosmos-client.js';
import { cosmosContainers } from './cosmos-containers.js';
import { withoutSystemFields } from './cosmos-item.js';
import { listPage, queryAll } from './cosmos-list.js';
import { type Count, countNothing } from './count.js';
import { parseSince } from './parse-since.js';

const COUNTED_BY = ['type', 'runId', 'outcome'] as const;

/** The event log as items of one container, partitioned by profile and record. Events that are logged at the same time travel in bulk. */
export function createCosmosEventLog({ client, database, count = countNothing }: CosmosOptions): EventLog {
  const container = cosmosContainers(client, database).events;
  const writer = createBulkWriter(container, count);
  return {
    async append(event) {
      return (await writer.create(event)).status === 409 ? 'exists' : 'logged';
    },
    async read(profileId, eventId) {
      // The first level of the partition key alone cannot be given to a query; the condition says it, and the service routes by it.
      const { items } = await listPage({
        container,
        orderBy: 'receipt',
        conditions: [
          ['profileId', '=', profileId],
          ['id', '=', eventId],
        ],
        limit: 1,
        count,
      });
      return items[0] === undefined ? null : withoutSystemFields<PipelineEvent>(items[0]);
    },
    async query(query) {
      const { profileId, recordKey } = query;
      const { items, continuation } = await listPage({
        container,
        orderBy: 'receipt',
        conditions: [
          ['profileId', '=', profileId],
          ['recordKey', '=', recordKey],
          ['type', '=', query.type],
          ['recordId', '=', query.recordId],
          ['action', '=', query.action],
          ['outcome', '=', query.outcome],
          ['outcome', 'IN', query.outcomes],
          ['receivedAt', '>=', query.since === undefined ? undefined : parseSince(query.since, 'since')],
        ],
        partitionKey: recordKey === undefined ? undefined : [profileId, recordKey],
        limit: query.limit,
        continuation: query.continuation,
        count,
      });
      return { items: items.map((item) => withoutSystemFields<PipelineEvent>(item)), continuation };
    },
    async count({ profileId, finishedSince, ...wanted }) {
      const filters = [
        ['profileId', '=', profileId],
        ['finishedAt', '>=', parseSince(finishedSince, 'finishedSince')],
        ...COUNTED_BY.map((name) => [name, '=', wanted[name]] as const),
      ].filter(([, , value]) => value !== undefined);
      const where = filters.map(([name, operator]) => `c.${name} ${operator} @${name}`).join(' AND ');
      const parameters = filters.map(([name, , value]) => ({ name: `@${name}`, value: value as string }));
      count('cosmos.query');
      count('cosmos.request');
      const query = `SELECT VALUE COUNT(1) FROM c WHERE ${where}`;
      const [found] = await queryAll<number>(container, { query, parameters });
      return found ?? 0;
    },
    erase: (event) => eraseEvent({ container, writer, count }, event),
  };
}

interface EventPlace {
  container: Container;
  writer: BulkWriter;
  count: Count;
}

async function eraseEvent(
  { container, writer, count }: EventPlace,
  event: PipelineEvent,
): Promise<'erased' | 'missing'> {
  const partition = [event.profileId, event.recordKey];
  count('cosmos.write');
  count('cosmos.request');
  try {
    await container.item(event.id, partition).replace(event);
    return 'erased';
  } catch (error) {
    if (statusOf(error) !== 404) throw toStoreError(error);
    // A missing container answers 404 too; the read throws then.
    await writer.read(event.id, partition);
    return 'missing';
  }
}
