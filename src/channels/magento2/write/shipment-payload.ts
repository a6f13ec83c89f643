import { z } from 'zod';
import type { Json, JsonObject } from '../../../diff/json.js';
import { decimal } from '../../../model/decimal.js';
import { PipelineError } from '../../../model/errors.js';
import { type CanonicalRecord, toFaults } from '../../../model/record.js';
import { shipment } from '../../../model/shipment.js';
import { toEntityId } from '../identify.js';

const track = z.object({ track_number: z.string(), title: z.string(), carrier_code: z.string() });

/** A track as Magento takes it. */
export type TrackPayload = z.output<typeof track>;

const id = z.string().regex(/^\d{1,20}$/);

const payload = z.object({
  order_id: id,
  items: z.array(z.object({ order_item_id: id, qty: decimal })),
  tracks: z.array(track),
  notify: z.boolean().optional(),
});

/** What is sent for a shipment. Ids and quantities are texts here, and numbers with the same digits when they are sent. */
export type ShipmentPayload = z.output<typeof payload>;

/** Magento's code for a carrier that it has no module for. */
const OTHER_CARRIER = 'custom';

function refuse(path: string, message: string): PipelineError {
  return new PipelineError('mapping_failed', message, { path });
}

function entityId(value: string | null, path: string): string {
  const known = toEntityId(value);
  if (known === null) throw refuse(path, `${path} is not an id of the shop`);
  return known;
}

// A record that is pushed may be partial; what it lacks is not known here.
function parseShipment(record: CanonicalRecord): z.output<typeof shipment> {
  const parsed = shipment.safeParse(record);
  if (parsed.success) return parsed.data;
  const [{ path, message } = { path: '', message: 'is not complete' }] = toFaults(parsed.error);
  throw new PipelineError('record_incomplete', `${path} ${message}`, { path });
}

/**
 * What is sent for a canonical shipment: each line that holds something, and each track that has a number. The customer is told
 * when the attribute `notify` is set.
 * @throws `record_incomplete` when it lacks what is needed, `mapping_failed` when the order or a line is not the shop's
 */
export function serializeShipment(record: CanonicalRecord): JsonObject {
  const { orderId, lines, tracks, attributes } = parseShipment(record);
  const sent = lines
    .map((line, index) => ({ ...line, path: `/lines/${index}/orderLineId` }))
    .filter(({ quantity }) => /[1-9]/.test(quantity));
  return {
    order_id: entityId(orderId, '/orderId'),
    items: sent.map((line) => ({ order_item_id: entityId(line.orderLineId, line.path), qty: line.quantity })),
    tracks: tracks.flatMap(({ number, carrier, title }) =>
      number === null
        ? []
        : [{ track_number: number, title: title ?? carrier ?? number, carrier_code: carrier ?? OTHER_CARRIER }],
    ),
    ...(attributes.notify === true ? { notify: true } : {}),
  };
}

/** Reads back what `serializeShipment` made. @throws `mapping_failed` */
export function parseShipmentPayload(value: Json): ShipmentPayload {
  const parsed = payload.safeParse(value);
  if (parsed.success) return parsed.data;
  throw refuse('', 'The payload is not one of a shipment');
}
