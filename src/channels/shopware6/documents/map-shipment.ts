import type { Json, JsonObject } from '../../../diff/json.js';
import type { Warning } from '../../../model/event.js';
import type { Mapped } from '../../../ports/channel.js';
import { filled } from '../../kit/filled.js';
import { given } from '../../kit/given.js';
import type { RawFields } from '../../kit/raw-fields.js';
import { readCustomFields } from '../reading/custom-fields.js';
import { liveRows } from '../reading/live-rows.js';
import { readFields } from '../reading/read-fields.js';
import { readInstant } from '../reading/read-instant.js';
import { rowId } from '../reading/row-id.js';
import { stateName } from '../reading/state-name.js';
import { translated } from '../reading/translated.js';
import { identifyShipment } from './identify-document.js';
import { readOrderId, readSkus } from './order-of-document.js';

const STATES: Readonly<Record<string, string>> = {
  shipped: 'in_transit',
  shipped_partially: 'in_transit',
  returned_partially: 'in_transit',
  returned: 'exception',
  cancelled: 'cancelled',
};

function mapLines(delivery: RawFields): JsonObject[] | undefined {
  const skus = readSkus(delivery);
  return liveRows(delivery, 'positions')?.map((position, index) => {
    const lineId = position.filledText('orderLineItemId');
    return {
      id: rowId(position, index, 'position'),
      orderLineId: lineId,
      sku: skus.get(lineId ?? '') ?? null,
      quantity: (position.decimal('quantity') ?? position.object('price')?.decimal('quantity'))?.toFixed() ?? '1',
    };
  });
}

/** A track for each code; the shipping method knows where its parcels are followed. */
function mapTracks(delivery: RawFields): JsonObject[] | undefined {
  if (!delivery.has('trackingCodes')) return undefined;
  const method = delivery.object('shippingMethod');
  const url = translated(method, 'trackingUrl') ?? null;
  const codes = new Set(delivery.texts('trackingCodes').filter((code) => code.trim() !== ''));
  return [...codes].map((code) => ({
    id: code,
    number: code,
    carrier: method?.filledText('technicalName') ?? null,
    title: translated(method, 'name') ?? null,
    url: url?.includes('%s') ? url.replaceAll('%s', encodeURIComponent(code)) : null,
  }));
}

/**
 * The canonical shipment of a delivery, with all of its tracks. Every order has a delivery from the start, so one that is not sent yet
 * is pending, as is one in a state of the merchant's own. The shop does not know when a parcel arrives.
 * @throws `mapping_failed`, `record_id_missing`
 */
export function mapShipment(raw: Json): Mapped {
  const { recordId, sourceVersion } = identifyShipment(raw);
  const delivery = readFields(raw);
  const warnings: Warning[] = [];
  const state = stateName(delivery);
  const record = given({
    id: recordId,
    orderId: readOrderId(delivery),
    state: state === null ? undefined : (STATES[state] ?? 'pending'),
    lines: mapLines(delivery),
    tracks: mapTracks(delivery),
    updatedAt: sourceVersion ?? undefined,
    attributes: {
      ...filled({
        state,
        orderNumber: delivery.object('order')?.filledText('orderNumber'),
        shippingDateEarliest: readInstant(delivery, 'shippingDateEarliest', '/attributes', warnings),
        shippingDateLatest: readInstant(delivery, 'shippingDateLatest', '/attributes', warnings),
      }),
      ...readCustomFields(delivery),
    },
  });
  return { record, warnings };
}
