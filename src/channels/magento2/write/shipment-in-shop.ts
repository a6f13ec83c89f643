import { Big } from 'big.js';
import { parseJson } from '../../../model/json-text.js';
import type { RawFields } from '../../kit/raw-fields.js';
import { readFields } from '../read-fields.js';
import type { ShipmentPayload } from './shipment-payload.js';

/** Magento keeps a quantity with so many places. */
const PLACES = 4;

type Quantities = Map<string, Big>;

function rowsOf(raw: string, key: 'tracks' | 'items'): RawFields[] {
  return readFields(parseJson(raw)).objects(key);
}

function addUp(rows: readonly (readonly [id: string, quantity: Big])[]): Quantities {
  const sums: Quantities = new Map();
  for (const [id, quantity] of rows) sums.set(id, (sums.get(id) ?? new Big(0)).plus(quantity));
  return sums;
}

const inShop = (raw: string): Quantities =>
  addUp(rowsOf(raw, 'items').map((item) => [item.text('order_item_id') ?? '', item.amount('qty')]));

const toSend = ({ items }: Pick<ShipmentPayload, 'items'>): Quantities =>
  addUp(items.map(({ order_item_id, qty }) => [order_item_id, new Big(qty).round(PLACES, Big.roundHalfUp)]));

const isSame = (one: Quantities, other: Quantities, id: string): boolean =>
  (one.get(id) ?? new Big(0)).eq(other.get(id) ?? new Big(0));

/** The numbers of the tracks that a shipment of the shop has. */
export function trackNumbers(raw: string): Set<string | null> {
  return new Set(rowsOf(raw, 'tracks').map((track) => track.filledText('track_number')));
}

/** Whether a shipment of the shop holds what is to be sent; two parcels of one order may share a track. */
export function holds(raw: string, payload: ShipmentPayload): boolean {
  const known = trackNumbers(raw);
  const [sent, wanted] = [inShop(raw), toSend(payload)];
  return (
    payload.tracks.every(({ track_number }) => known.has(track_number)) &&
    [...wanted.keys()].every((id) => isSame(sent, wanted, id))
  );
}

/**
 * The order items in which a shipment of the shop differs from what is to be sent: what it lacks or has otherwise (`wrong`), and what
 * it has besides (`more`). A payload without items is that of all that is left, so it differs in none.
 */
export function findOtherItems(raw: string, payload: ShipmentPayload): { wrong: string[]; more: string[] } {
  const [sent, wanted] = [inShop(raw), toSend(payload)];
  if (wanted.size === 0) return { wrong: [], more: [] };
  const more = [...sent.keys()].filter((id) => !wanted.has(id) && !isSame(sent, wanted, id));
  return { wrong: [...wanted.keys()].filter((id) => !isSame(sent, wanted, id)), more };
}

/** Whether each of the order items is a part of one that is to be sent, or the whole of one: the shop ships these with it. */
export function belongTo(order: string, ids: readonly string[], { items }: ShipmentPayload): boolean {
  const wanted = new Set(items.map(({ order_item_id }) => order_item_id));
  const rows = rowsOf(order, 'items').map((row) => [row.text('item_id'), row.text('parent_item_id')] as const);
  const related = rows.flatMap(([id, parent]) => [
    ...(parent !== null && wanted.has(parent) ? [id] : []),
    ...(id !== null && wanted.has(id) ? [parent] : []),
  ]);
  return ids.every((id) => related.includes(id));
}
