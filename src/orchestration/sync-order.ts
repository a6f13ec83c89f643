import { PipelineError } from '../model/errors.js';
import type { Channel, RawRecord } from '../ports/channel.js';
import { loadProfile } from './load-profile.js';
import { openSource, type PullSource, type SourcePorts } from './pull-source.js';
import { type QueueRecordsPorts, queueRecords } from './queue-records.js';

/** How an order is named: by the number that people know, by its id in the source, or by whichever it turns out to be. */
export type OrderNaming = 'number' | 'id' | 'auto';

/** An order that was read from the source and is on its way through the pipeline. */
export interface SyncedOrder {
  recordId: string;
  by: 'number' | 'id';
  eventId: string;
  queueBlob: string;
}

/** An id is a whole number as a person would write it; with a leading zero, or longer, it can only be an order number. */
const SHORT_INTEGER = /^[1-9]\d{0,8}$/;

/**
 * Reads one order from the source and queues it. A short integer may be a number or an id: it is looked up as a number first, as
 * that is what people see, and `by` says which it was.
 * @throws `not_found`, `record_filtered`, `mapping_failed`, `parameter_invalid`, `profile_*`, `channel_*`, `secret_unavailable`
 */
export async function syncOrder(
  ports: SourcePorts & QueueRecordsPorts,
  profileId: string,
  text: string,
  naming: OrderNaming,
): Promise<SyncedOrder> {
  const { channel } = await loadProfile(ports, profileId);
  const source = await openSource(ports, profileId, orderResource(channel));
  const { record, by } = await findOrder(source, text.trim(), naming);
  const { eventIds, blobs, failures } = await queueRecords(ports, source, { records: [record], origin: 'pull' });
  if (failures[0] !== undefined) throw failures[0];
  const [eventId, queueBlob] = [eventIds[0], blobs[0]];
  if (eventId === undefined || queueBlob === undefined) {
    throw new PipelineError('record_filtered', `The filters of the profile ${profileId} leave the order ${text} out`);
  }
  return { recordId: record.recordId, by, eventId, queueBlob };
}

function orderResource(channel: Channel): string {
  const found = Object.entries(channel.resources).find(([, { type }]) => type === 'order');
  if (found === undefined) throw new PipelineError('channel_unknown', `The channel ${channel.key} has no orders`);
  return found[0];
}

async function findOrder(
  source: PullSource,
  text: string,
  naming: OrderNaming,
): Promise<{ record: RawRecord; by: 'number' | 'id' }> {
  const ways = waysOf(source, text, naming);
  for (const by of ways) {
    const { resource, context } = source;
    const record = by === 'number' ? await resource.find?.(context, text) : await resource.get?.(context, text);
    if (record !== undefined && record !== null) return { record, by };
  }
  const tried = ways.map((by) => `the ${by}`).join(' or ');
  throw new PipelineError('not_found', `${source.channel.title} has no order with ${tried} ${text}`);
}

/** In which ways to look, in this order: of those that the text allows, the ones that the channel has. */
function waysOf({ resource, channel }: PullSource, text: string, naming: OrderNaming): ('number' | 'id')[] {
  const refuse = (why: string, path: string) => new PipelineError('parameter_invalid', why, { path });
  if (text === '' || text.length > 512) throw refuse('An order is named by its number or its id', 'order');
  const isAmbiguous = SHORT_INTEGER.test(text);
  const allowed = naming !== 'auto' ? [naming] : isAmbiguous ? (['number', 'id'] as const) : (['number'] as const);
  const ways = allowed.filter((by) => (by === 'number' ? resource.find : resource.get) !== undefined);
  if (ways.length > 0) return ways;
  throw refuse(`The channel ${channel.key} cannot look up an order by ${allowed.join(' or ')}`, 'by');
}
