import type { SeededRandom } from '../../kit/seeded-random.js';
import type { ShopTrack } from '../documents/sales-document.js';
import type { ChangeContext } from './change-context.js';

/** A parcel's number before the shop has stored it. */
export type NewTrack = Pick<ShopTrack, 'number' | 'title' | 'carrierCode'>;

const CARRIERS = [
  { carrierCode: 'dhl', title: 'DHL Paket', prefix: '00340434' },
  { carrierCode: 'ups', title: 'United Parcel Service', prefix: '1Z999AA1' },
  { carrierCode: 'fedex', title: 'Federal Express', prefix: '7946' },
  { carrierCode: 'custom', title: 'Spedition Größmann & Söhne', prefix: 'SPG-0' },
];

/** The tracks of a new shipment: mostly one, now and then none, two or three. */
export function pickTracks(random: SeededRandom): NewTrack[] {
  const carrier = random.pick(CARRIERS);
  const count = random.pick([0, 1, 1, 1, 1, 1, 1, 1, 2, 3]);
  return Array.from({ length: count }, () => ({
    carrierCode: carrier.carrierCode,
    title: carrier.title,
    number: carrier.prefix + String(random.integer(0, 9_999_999_999)).padStart(10, '0'),
  }));
}

/** Stores a track at the present time. */
export function openTrack(track: NewTrack, { atMs, counters }: ChangeContext): ShopTrack {
  return { ...track, entityId: counters.nextId('track'), createdAt: atMs };
}
