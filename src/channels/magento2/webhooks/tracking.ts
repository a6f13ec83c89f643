import { z } from 'zod';
import { instant } from '../../../model/instant.js';
import { toFaults } from '../../../model/record.js';
import type { TrackingUpdate, WebhookDelivery, WebhookReading } from '../../../ports/channel.js';
import { hashOf, readJsonBody } from '../../kit/read-body.js';
import { readTimedSignature, TOLERANCE_MS } from '../../kit/timed-signature.js';
import { invalidWebhook, unauthenticated } from '../../kit/webhook-error.js';
import type { WebhookContext } from './webhook-context.js';

/** The header that news of a parcel is signed in. */
export const TRACKING_SIGNATURE = 'x-tributary-signature';

const STATES = {
  pending: 'pending',
  in_transit: 'in_transit',
  out_for_delivery: 'in_transit',
  delivered: 'delivered',
  exception: 'exception',
} as const;

const name = z.string().trim().min(1).max(255);
const status = z.enum(Object.keys(STATES) as [keyof typeof STATES], {
  error: `must be one of ${Object.keys(STATES).join(', ')}`,
});

const trackUpdate = z.object({
  event: z.literal('shipment.track.update'),
  order_id: z.union([name, z.number().int().min(0).transform(String)]),
  tracking_number: name,
  carrier: name.nullish(),
  carrier_code: name.nullish(),
  status,
  delivered_at: instant.nullish(),
});

function toUpdate(parcel: z.output<typeof trackUpdate>, now: Date): TrackingUpdate {
  const { delivered_at: deliveredAt = null } = parcel;
  if (deliveredAt !== null && Date.parse(deliveredAt) > now.getTime() + TOLERANCE_MS) {
    throw invalidWebhook('delivered_at lies in the future', '/delivered_at');
  }
  const state = STATES[parcel.status];
  return {
    orderNumber: parcel.order_id,
    trackingNumber: parcel.tracking_number,
    carrier: parcel.carrier ?? parcel.carrier_code ?? null,
    state,
    deliveredAt: state === 'delivered' ? deliveredAt : null,
  };
}

/**
 * Reads news of a parcel: `shipment.track.update`, signed with HMAC-SHA256 over the time and the body. A parcel that is out for
 * delivery is in transit.
 * @throws `webhook_unauthenticated`, `webhook_invalid` with the path of the field
 */
export function readTracking({ headers, body }: WebhookDelivery, { secrets, now }: WebhookContext): WebhookReading {
  const signedAt = readTimedSignature(headers[TRACKING_SIGNATURE] ?? '', body, secrets.webhookSecret ?? '', now());
  if (signedAt === null) {
    throw unauthenticated(`${TRACKING_SIGNATURE} is not valid, or older than five minutes`);
  }
  const parsed = trackUpdate.safeParse(readJsonBody(body));
  if (!parsed.success) {
    const { path, message } = toFaults(parsed.error)[0] ?? { path: '', message: 'is not valid' };
    throw invalidWebhook(`${path || 'the body'} ${message}`, path);
  }
  // The same words may be true again later: only what was signed at the same time is the same delivery.
  return { deliveryId: hashOf(signedAt, '.', body), hints: [], tracking: [toUpdate(parsed.data, now())] };
}
