import { z } from 'zod';
import type { Envelope } from '../model/envelope.js';
import { PipelineError } from '../model/errors.js';
import type { PipelineEvent, Warning } from '../model/event.js';
import { instant } from '../model/instant.js';
import type { Profile } from '../model/profile.js';
import type { shipment } from '../model/shipment.js';
import { nextShipmentState } from '../model/shipment-state.js';
import type { StoredRecord } from '../model/stored-record.js';
import type { Channel } from '../ports/channel.js';
import type { EventLog } from '../ports/event-log.js';
import type { OrderStore, RecordQuery } from '../ports/order-store.js';
import { lastNews, type ParcelNews, receiptBehind, rememberingPorts } from './parcel-news.js';
import { processRecord, type RecordPorts } from './process-record.js';

/** The format of an envelope that holds news of a parcel instead of a record of a source. */
export const TRACKING_FORMAT = 'tracking';

/** What such an envelope holds: a `TrackingUpdate`, and when it came. */
export const trackingNews = z.strictObject({
  orderNumber: z.string().min(1).max(512),
  trackingNumber: z.string().min(1).max(512),
  carrier: z.string().max(512).nullable(),
  state: z.enum(['pending', 'in_transit', 'delivered', 'exception']),
  deliveredAt: instant.nullable(),
  receivedAt: instant,
});

type TrackingNews = z.output<typeof trackingNews>;
type Shipment = z.output<typeof shipment>;

/** Orders that share a number, as the stores of one shop may have them. */
const NAMESAKES = 20;
const PAGE = 100;

/**
 * Carries news of a parcel to its shipment, by the main flow: a partial record of the shipment with its new state. News is judged
 * by earlier news of the same parcel and by what may follow a state, by nothing else. The order or the shipment may not be here
 * yet; then the news waits and is tried again.
 * @throws `order_pending`, `envelope_invalid`, and what `processRecord` throws
 */
export async function applyTracking(
  ports: RecordPorts,
  envelope: Envelope,
  profile: Profile,
  channel: Channel,
  attempt: number,
): Promise<PipelineEvent> {
  const news = readNews(envelope);
  const found = await findShipments(ports.store, profile.id, news);
  const [first] = found;
  if (first === undefined) {
    const message = `No shipment of order ${news.orderNumber} has the tracking number ${news.trackingNumber} yet`;
    throw new PipelineError('order_pending', message);
  }
  const known = shipmentOf(first);
  const own = { parcel: spell(news.trackingNumber), receipt: envelope.receipt };
  const receipt = receiptBehind(first, own);
  const partial: Envelope = {
    ...envelope,
    format: 'canonical',
    recordId: first.remoteId,
    // An empty one is older than any other.
    receipt: receipt ?? '',
    raw: JSON.stringify({ id: first.remoteId, orderId: known.orderId, state: news.state, ...deliveryOf(news, known) }),
  };
  const warnings = found.length > 1 ? [...warningsOf(news, known), ambiguous(found)] : warningsOf(news, known);
  const tell = (event: PipelineEvent): PipelineEvent => ({
    ...event,
    ...(receipt === null ? explainKnown(first, own) : {}),
    receipt: envelope.receipt,
    warnings: [...warnings, ...event.warnings],
  });
  const append: EventLog['append'] = async (event) => {
    if (event.reason === 'stale' && receipt !== null)
      throw new PipelineError('store_conflict', 'The shipment moved while news of it was applied');
    return ports.events.append(tell(event));
  };
  const remembering = rememberingPorts({ ...ports, events: { ...ports.events, append } }, own);
  return tell(await processRecord(remembering, partial, profile, channel, attempt));
}

/** Why news is not written: this very news, or later news of the same parcel, was written before. */
function explainKnown(item: StoredRecord, own: ParcelNews): Pick<PipelineEvent, 'reason' | 'explanation'> {
  const isOwn = lastNews(item, own.parcel) === own.receipt;
  return isOwn
    ? { reason: 'duplicate', explanation: 'This very news was applied before.' }
    : { reason: 'stale', explanation: `Later news of the parcel ${own.parcel} was applied before.` };
}

function readNews({ raw }: Envelope): TrackingNews {
  const parsed = trackingNews.safeParse(JSON.parse(raw));
  if (!parsed.success)
    throw new PipelineError('envelope_invalid', 'The envelope of a tracking update does not hold one');
  return parsed.data;
}

/** The shipments of the order that the parcel is of, always in the same order, so that a repeat chooses the same one. */
async function findShipments(
  store: Pick<OrderStore, 'query'>,
  profileId: string,
  { orderNumber, trackingNumber }: TrackingNews,
): Promise<StoredRecord[]> {
  const { items } = await store.query({ kind: 'order', profileId, number: orderNumber, limit: NAMESAKES });
  const wanted = spell(trackingNumber);
  const found: StoredRecord[] = [];
  for (const { item } of items) {
    const query: RecordQuery = { kind: 'shipment', profileId, orderKey: item.recordKey, limit: PAGE };
    for await (const shipment of listAll(store, query)) {
      if (shipmentOf(shipment).tracks.some(({ number }) => number !== null && spell(number) === wanted))
        found.push(shipment);
    }
  }
  return found.sort((left, right) => (left.id < right.id ? -1 : 1));
}

async function* listAll(store: Pick<OrderStore, 'query'>, query: RecordQuery): AsyncIterable<StoredRecord> {
  let next: string | null | undefined;
  while (next !== null) {
    const page = await store.query(next === undefined ? query : { ...query, continuation: next });
    for (const { item } of page.items) yield item;
    next = page.continuation;
  }
}

/** What the source last said of the shipment. */
function shipmentOf({ record, remote }: StoredRecord): Shipment {
  return (remote ?? record) as unknown as Shipment;
}

/** People group the characters of a tracking number as they like. */
function spell(text: string): string {
  return text.replace(/\s/g, '').toUpperCase();
}

/** A delivery without its time is taken to be of the time of receipt, unless the time is known already. */
function deliveryOf(news: TrackingNews, known: Shipment): { deliveredAt?: string } {
  if (news.state !== 'delivered') return {};
  if (news.deliveredAt !== null) return { deliveredAt: news.deliveredAt };
  return known.deliveredAt === null ? { deliveredAt: news.receivedAt } : {};
}

function warningsOf({ state, carrier, trackingNumber }: TrackingNews, known: Shipment): Warning[] {
  const warnings: Warning[] = [];
  const track = known.tracks.find(({ number }) => number !== null && spell(number) === spell(trackingNumber));
  if (carrier !== null && track?.carrier != null && spell(carrier) !== spell(track.carrier)) {
    const message = `The news comes from the carrier ${carrier}, the track is of ${track.carrier}`;
    warnings.push({ code: 'carrier_differs', message, path: '/tracks' });
  }
  const next = nextShipmentState(known.state, state, known.deliveredAt !== null);
  if (next !== state) {
    const message = `The shipment stays ${next}: ${state} cannot follow it`;
    warnings.push({ code: 'state_kept', message, path: '/state' });
  }
  return warnings;
}

function ambiguous(found: readonly StoredRecord[]): Warning {
  const ids = found.map(({ remoteId }) => remoteId).join(', ');
  return { code: 'tracking_ambiguous', message: `The shipments ${ids} have this tracking number; the first was taken` };
}
