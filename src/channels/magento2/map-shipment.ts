import type { Json, JsonObject } from '../../diff/json.js';
import type { Warning } from '../../model/event.js';
import type { Mapped } from '../../ports/channel.js';
import { given } from '../kit/given.js';
import type { RawFields } from '../kit/raw-fields.js';
import { readAttributes } from './attributes.js';
import { SHIPMENT_ATTRIBUTES } from './document-attributes.js';
import { identify } from './identify.js';
import { readOrderId } from './map-document.js';
import { readInstant } from './order-header.js';
import { readFields } from './read-fields.js';
import { identifyRows } from './row-ids.js';

function mapLines(shipment: RawFields): JsonObject[] | undefined {
  if (shipment.json('items') === null) return undefined;
  return identifyRows(shipment.objects('items'), 'entity_id').map(({ id, fields }) => ({
    id,
    orderLineId: fields.filledText('order_item_id'),
    sku: fields.text('sku'),
    quantity: fields.amount('qty').toFixed(),
  }));
}

function mapTracks(shipment: RawFields): JsonObject[] | undefined {
  if (shipment.json('tracks') === null) return undefined;
  return identifyRows(shipment.objects('tracks'), 'entity_id', 'track').map(({ id, fields }) => ({
    id,
    number: fields.filledText('track_number'),
    carrier: fields.filledText('carrier_code'),
    title: fields.filledText('title'),
  }));
}

/**
 * The canonical shipment of a Magento shipment, with all of its tracks. Its state is left out: Magento does not know where a parcel
 * is, and so a parcel that was delivered stays so.
 * @throws `mapping_failed`, `record_id_missing`
 */
export function mapShipment(raw: Json): Mapped {
  const { recordId } = identify(raw);
  const shipment = readFields(raw);
  const warnings: Warning[] = [];
  const record = given({
    id: recordId,
    number: shipment.text('increment_id') ?? undefined,
    orderId: readOrderId(shipment),
    lines: mapLines(shipment),
    tracks: mapTracks(shipment),
    shippedAt: readInstant(shipment, 'created_at', '/shippedAt', warnings) ?? undefined,
    updatedAt: readInstant(shipment, 'updated_at', '/updatedAt', warnings) ?? undefined,
    attributes: readAttributes(shipment, SHIPMENT_ATTRIBUTES),
  });
  return { record, warnings };
}
