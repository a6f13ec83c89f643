import { createHmac } from 'node:crypto';

/** News of a parcel, as a carrier's service sends it. */
export interface TrackingNews {
  /** The number that people know the order by. */
  orderNumber: string;
  trackingNumber: string;
  carrier: string;
  status: string;
  /** RFC 3339; null where the parcel is still on its way. */
  deliveredAt: string | null;
}

/** Where news go, how they are signed, and when. */
export interface WebhookTarget {
  url: string;
  secret: string;
  now(): Date;
}

const TIMEOUT_MS = 10_000;

/** Posts a signed `shipment.track.update`, once; resolves with the answer's status and rejects when there is no answer. */
export async function sendTrackingUpdate(news: TrackingNews, { url, secret, now }: WebhookTarget): Promise<number> {
  const body = JSON.stringify({
    event: 'shipment.track.update',
    order_id: news.orderNumber,
    tracking_number: news.trackingNumber,
    carrier: news.carrier,
    status: news.status,
    ...(news.deliveredAt === null ? {} : { delivered_at: news.deliveredAt }),
  });
  const headers = { 'content-type': 'application/json', 'x-tributary-signature': signWebhook(body, secret, now()) };
  const response = await fetch(url, { method: 'POST', body, headers, signal: AbortSignal.timeout(TIMEOUT_MS) });
  await response.text();
  return response.status;
}

/** The signature header of a body: `t=<unix seconds>,v1=<hex HMAC-SHA256 of "<t>.<body>">`. */
export function signWebhook(body: string, secret: string, at: Date): string {
  const seconds = Math.floor(at.getTime() / 1000);
  const signature = createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex');
  return `t=${seconds},v1=${signature}`;
}
