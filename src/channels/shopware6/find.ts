import { getOwn, isJsonObject } from '../../diff/json.js';
import { PipelineError } from '../../model/errors.js';
import type { ChannelResource, RawRecord } from '../../ports/channel.js';
import type { Identify } from '../kit/read-page.js';
import { ask } from './client.js';
import { criteriaOf } from './criteria.js';
import type { Entity } from './entities.js';
import { toEntityId } from './identify.js';
import type { ShopwareSettings } from './schema.js';
import { readSearchPage, type SearchItem } from './search-page.js';
import type { ShopwareContext } from './shopware-context.js';

/** How many records of one number are looked at. */
const MOST_FOUND = 20;

type Resource = Required<Pick<ChannelResource<ShopwareSettings>, 'accept'>> & { identify: Identify };

async function findBy(context: ShopwareContext, entity: Entity, field: string, value: string): Promise<SearchItem[]> {
  const criteria = criteriaOf(entity, field, value, MOST_FOUND);
  return readSearchPage(await ask(context, { path: `search/${entity.path}`, criteria })).items;
}

function toRecord({ raw, value }: SearchItem, identify: Identify): RawRecord {
  try {
    return { raw, ...identify(value) };
  } catch {
    throw new PipelineError('channel_page_invalid', 'The shop answered with a record that has no id');
  }
}

/** The record itself; of a variant the product that it belongs to. */
async function toWhole(
  context: ShopwareContext,
  entity: Entity,
  item: SearchItem,
  identify: Identify,
): Promise<RawRecord | null> {
  const parentId = isJsonObject(item.value) ? toEntityId(getOwn(item.value, 'parentId')) : null;
  if (parentId === null) return toRecord(item, identify);
  const [parent] = await findBy(context, entity, 'id', parentId);
  return parent === undefined ? null : toRecord(parent, identify);
}

/**
 * One record by its id; null when the shop has none, and for an id that is not Shopware's, such as a guest's. The id of a variant
 * gives the product that it belongs to.
 * @throws `channel_page_invalid` when it answers with another record, and what `ChannelHttp` throws
 */
export async function getRecord(
  context: ShopwareContext,
  entity: Entity,
  { identify }: Pick<Resource, 'identify'>,
  recordId: string,
): Promise<RawRecord | null> {
  const id = toEntityId(recordId)?.toLowerCase() ?? null;
  if (id === null) return null;
  const [item] = await findBy(context, entity, 'id', id);
  if (item === undefined) return null;
  const own = toRecord(item, identify).recordId;
  if (own === id) return toWhole(context, entity, item, identify);
  throw new PipelineError('channel_page_invalid', `The shop answered with the record ${own} in place of ${id}`);
}

/**
 * One record by the number that people know it by; null when the shop has none. Of several with that number, the one that the profile
 * takes; the number of a variant gives the product that it belongs to.
 * @throws `channel_refused` when it is still the number of several, and what `ChannelHttp` throws
 */
export async function findRecord(
  context: ShopwareContext,
  entity: Entity,
  { identify, accept }: Resource,
  number: string,
): Promise<RawRecord | null> {
  const all = await findBy(context, entity, entity.numberField, number);
  const accepted = all.length > 1 ? all.filter(({ value }) => accept(value, context.settings)) : all;
  if (accepted.length > 1) {
    const ids = accepted.map((item) => toRecord(item, identify).recordId).join(', ');
    const message = `The number ${number} is that of several records, with the ids ${ids}; use the id`;
    throw new PipelineError('channel_refused', message);
  }
  const [found] = accepted;
  return found === undefined ? null : toWhole(context, entity, found, identify);
}
