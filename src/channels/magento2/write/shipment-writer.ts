import { parse } from 'lossless-json';
import type { Json } from '../../../diff/json.js';
import { PipelineError } from '../../../model/errors.js';
import type { ChannelResponse, ChannelWriter } from '../../../ports/channel.js';
import { type MagentoContext, readOne, search, send } from '../client.js';
import { endpoints } from '../endpoints.js';
import { toEntityId } from '../identify.js';
import { readRemoteFault } from '../remote-fault.js';
import { restUrl } from '../rest-url.js';
import type { MagentoSettings } from '../schema.js';
import { toNumber, writeBody } from './lossless-body.js';
import { belongTo, findOtherItems, holds, trackNumbers } from './shipment-in-shop.js';
import {
  parseShipmentPayload,
  type ShipmentPayload,
  serializeShipment,
  type TrackPayload,
} from './shipment-payload.js';

/** An order has few shipments; more than these are not looked through. */
const MOST_SHIPMENTS = 20;

/** The shipment of the order that is the one to be sent; null when there is none, or no track to tell it by. */
async function findSent(context: MagentoContext, payload: ShipmentPayload): Promise<string | null> {
  if (payload.tracks.length === 0) return null;
  const groups = [[{ field: 'order_id', condition: 'eq' as const, value: payload.order_id }]];
  const { items } = await search(context, endpoints.shipments, { groups, pageSize: MOST_SHIPMENTS });
  return items.find(({ raw }) => holds(raw, payload))?.entityId ?? null;
}

function toBody({ items, tracks, notify }: ShipmentPayload): string {
  const numbered = items.map(({ order_item_id, qty }, index) => ({
    order_item_id: toNumber(order_item_id, `/items/${index}/order_item_id`),
    qty: toNumber(qty, `/items/${index}/qty`),
  }));
  return writeBody({ items: numbered, tracks, ...(notify === undefined ? {} : { notify }) });
}

// Magento answers with the bare id, as a number or as a text.
function readNewId(text: string): string {
  try {
    const id = toEntityId(parse(text));
    if (id !== null) return id;
  } catch {
    // What is not JSON is not an id either.
  }
  throw new PipelineError('channel_page_invalid', 'The shop did not answer with the id of the shipment');
}

function refused(context: MagentoContext, answer: ChannelResponse): PipelineError {
  const { message } = readRemoteFault(answer.text, context.secrets);
  return new PipelineError(
    'channel_refused',
    `The channel answered ${answer.status}: ${message ?? 'without saying why'}`,
  );
}

// An order that was shipped before, by a try whose answer was lost or by a person, is refused; then the shipment is there.
async function createShipment(context: MagentoContext, value: Json): Promise<{ remoteId: string; adopted: boolean }> {
  const payload = parseShipmentPayload(value);
  const known = await findSent(context, payload);
  if (known !== null) return { remoteId: known, adopted: true };
  const url = restUrl(context.settings, `order/${payload.order_id}/ship`);
  const answer = await send(context, { method: 'POST', url, body: toBody(payload), answers: [400] });
  if (answer.status !== 400) return { remoteId: readNewId(answer.text), adopted: false };
  const other = await findSent(context, payload);
  if (other === null) throw refused(context, answer);
  return { remoteId: other, adopted: true };
}

async function addTrack(
  context: MagentoContext,
  shipmentId: string,
  orderId: string,
  track: TrackPayload,
): Promise<void> {
  const entity = {
    ...track,
    order_id: toNumber(orderId, '/order_id'),
    parent_id: toNumber(shipmentId, '/id'),
    weight: 0,
    qty: 0,
    description: '',
  };
  const url = restUrl(context.settings, 'shipment/track');
  await send(context, { method: 'POST', url, body: writeBody({ entity }) });
}

/** @throws `write_unsupported` when the shop's shipment holds other items: they cannot be changed any more. */
async function refuseOtherItems(context: MagentoContext, raw: string, payload: ShipmentPayload): Promise<void> {
  const { wrong, more } = findOtherItems(raw, payload);
  const order = wrong.length === 0 && more.length > 0 ? await readOrder(context, payload.order_id) : null;
  const odd = order !== null && belongTo(order.raw, more, payload) ? [] : [...wrong, ...more];
  if (odd.length === 0) return;
  throw new PipelineError(
    'write_unsupported',
    `The shipment in the shop differs in the order items ${odd.slice(0, 10).join(', ')}, and only tracks can be added to it`,
    { path: '/lines' },
  );
}

const readOrder = (context: MagentoContext, id: string) =>
  readOne(context, `${endpoints.orders.one}/${id}`, endpoints.orders);

/** Only tracks that the shipment lacks are added: Magento changes nothing else of it. */
async function updateShipment(context: MagentoContext, remoteId: string, value: Json): Promise<void> {
  const payload = parseShipmentPayload(value);
  const id = toEntityId(remoteId);
  const item = id === null ? null : await readOne(context, `${endpoints.shipments.one}/${id}`, endpoints.shipments);
  if (id === null || item === null) throw new PipelineError('channel_refused', `The shop has no shipment ${remoteId}`);
  await refuseOtherItems(context, item.raw, payload);
  const known = trackNumbers(item.raw);
  for (const track of payload.tracks.filter(({ track_number }) => !known.has(track_number))) {
    await addTrack(context, id, payload.order_id, track);
  }
}

/**
 * Writes shipments with their tracks. Nothing is made twice: a shipment of the order that has the same things and tracks is adopted, and a
 * track that is there already is not added again.
 */
export const shipmentWriter: ChannelWriter<MagentoSettings> = {
  serialize: serializeShipment,
  create: createShipment,
  update: updateShipment,
};
