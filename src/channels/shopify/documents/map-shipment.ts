import type { Json, JsonObject } from '../../../diff/json.js';
import type { Mapped } from '../../../ports/channel.js';
import { filled } from '../../kit/filled.js';
import { given } from '../../kit/given.js';
import type { RawFields } from '../../kit/raw-fields.js';
import { identify, toUtc } from '../identify.js';
import { identifyRows, toLegacyId } from '../ids.js';
import { readFulfillment } from '../rest/read-object.js';
import { readOrderId } from './order-of.js';

const STATES: Readonly<Record<string, string>> = {
  LABEL_PRINTED: 'pending',
  LABEL_PURCHASED: 'pending',
  CONFIRMED: 'pending',
  SUBMITTED: 'pending',
  READY_FOR_PICKUP: 'pending',
  CARRIER_PICKED_UP: 'in_transit',
  IN_TRANSIT: 'in_transit',
  OUT_FOR_DELIVERY: 'in_transit',
  DELAYED: 'in_transit',
  ATTEMPTED_DELIVERY: 'in_transit',
  DELIVERED: 'delivered',
  PICKED_UP: 'delivered',
  FAILURE: 'exception',
  NOT_DELIVERED: 'exception',
  CANCELED: 'cancelled',
  LABEL_VOIDED: 'cancelled',
};
const ENDED: Readonly<Record<string, string>> = { CANCELLED: 'cancelled', ERROR: 'exception', FAILURE: 'exception' };

/** Where the parcel is; undefined when the shop only knows that it was sent, so that what a carrier told stays. */
function readState(parcel: RawFields): string | undefined {
  return ENDED[parcel.text('status') ?? ''] ?? STATES[parcel.text('displayStatus') ?? ''];
}

function mapTracks(parcel: RawFields): JsonObject[] | undefined {
  return parcel.list('trackingInfo')?.map((track, index) => ({
    id: track.filledText('number') === null ? `track-${index + 1}` : `${index + 1}:${track.text('number')}`,
    number: track.filledText('number'),
    carrier: track.filledText('company'),
    title: track.filledText('company'),
    url: track.filledText('url'),
  }));
}

function mapLines(parcel: RawFields): JsonObject[] | undefined {
  const rows = parcel.list('fulfillmentLineItems');
  if (rows === null) return undefined;
  return identifyRows(rows, 'line').map(({ id, fields }) => ({
    id,
    orderLineId: toLegacyId(fields.object('lineItem')?.json('id')),
    sku: fields.object('lineItem')?.text('sku') ?? null,
    quantity: fields.text('quantity') ?? '0',
  }));
}

/** The canonical shipment of a Shopify fulfilment, with all of its tracks. @throws `mapping_failed`, `record_id_missing` */
export function mapShipment(raw: Json): Mapped {
  const { recordId } = identify(raw);
  const parcel = readFulfillment(raw);
  const location = parcel.object('location');
  const record = given({
    id: recordId,
    number: parcel.filledText('name') ?? undefined,
    orderId: readOrderId(parcel),
    state: readState(parcel),
    lines: mapLines(parcel),
    tracks: mapTracks(parcel),
    shippedAt: toUtc(parcel.json('createdAt')),
    deliveredAt: toUtc(parcel.json('deliveredAt')) ?? undefined,
    updatedAt: toUtc(parcel.json('updatedAt')) ?? undefined,
    attributes: filled({
      status: parcel.text('status')?.toLowerCase(),
      displayStatus: parcel.text('displayStatus')?.toLowerCase(),
      estimatedDeliveryAt: toUtc(parcel.json('estimatedDeliveryAt')),
      locationId: toLegacyId(location?.json('id')),
      locationName: location?.text('name'),
    }),
  });
  return { record, warnings: [] };
}
