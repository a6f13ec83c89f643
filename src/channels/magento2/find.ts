import { PipelineError } from '../../model/errors.js';
import { parseJson } from '../../model/json-text.js';
import type { ChannelResource, RawRecord } from '../../ports/channel.js';
import { type MagentoContext, readOne, search } from './client.js';
import type { Endpoint } from './endpoints.js';
import { toEntityId } from './identify.js';
import type { MagentoSettings } from './schema.js';
import type { SearchItem } from './search-page.js';

/** How many records of one number are looked at; a number is unique per store, and few shops have more stores. */
const MOST_FOUND = 20;

type Accept = NonNullable<ChannelResource<MagentoSettings>['accept']>;
type Found = SearchItem & { entityId: string };

async function findBy(context: MagentoContext, endpoint: Endpoint, field: string, value: string): Promise<Found[]> {
  const groups = [[{ field, condition: 'eq' as const, value }]];
  const { items } = await search(context, endpoint, { groups, pageSize: MOST_FOUND });
  const found = items.filter((item): item is Found => item.entityId !== null);
  if (found.length === items.length) return found;
  throw new PipelineError('channel_page_invalid', `A record whose ${field} is ${value} has no id`);
}

function toRecord({ raw, entityId, sourceVersion }: Found): RawRecord {
  return { raw, recordId: entityId, sourceVersion };
}

/**
 * One record by its entity id; null when the shop has none, and for an id that is not Magento's, such as a guest's.
 * @throws `channel_page_invalid` when it answers with another record, and what `ChannelHttp` throws
 */
export async function getRecord(
  context: MagentoContext,
  endpoint: Endpoint,
  recordId: string,
): Promise<RawRecord | null> {
  const id = toEntityId(recordId);
  // The shop would take a number such as 000000012 for the id 12, which is that of another record.
  if (id === null || /^0\d/.test(id)) return null;
  const item =
    endpoint.one === null
      ? ((await findBy(context, endpoint, 'entity_id', id))[0] ?? null)
      : await readOne(context, `${endpoint.one}/${id}`, endpoint);
  if (item === null) return null;
  if (item.entityId === id) return toRecord({ ...item, entityId: id });
  throw new PipelineError(
    'channel_page_invalid',
    `The shop answered with the record ${item.entityId} in place of ${id}`,
  );
}

/**
 * One record by the number that people know it by; null when the shop has none. Of several stores with that number, the one that
 * the profile takes.
 * @throws `channel_refused` when it is still the number of several, and what `ChannelHttp` throws
 */
export async function findRecord(
  context: MagentoContext,
  endpoint: Endpoint,
  number: string,
  accept: Accept,
): Promise<RawRecord | null> {
  const all = await findBy(context, endpoint, endpoint.numberField, number);
  const accepted = all.length > 1 ? all.filter(({ raw }) => accept(parseJson(raw), context.settings)) : all;
  if (accepted.length > 1) {
    const ids = accepted.map(({ entityId }) => entityId).join(', ');
    throw new PipelineError(
      'channel_refused',
      `The number ${number} is that of several records, with the ids ${ids}; use the id`,
    );
  }
  const [found] = accepted;
  return found === undefined ? null : toRecord(found);
}
