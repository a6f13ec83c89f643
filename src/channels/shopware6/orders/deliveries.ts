import { Big } from 'big.js';
import type { RawFields } from '../../kit/raw-fields.js';
import { liveRows } from '../reading/live-rows.js';
import { rowId } from '../reading/row-id.js';
import { NO_PRICE, negate, type Price, readPrice } from './price.js';
import type { PriceRules } from './rules.js';
import { shareReductions } from './share.js';

/** A delivery of an order and what it costs. */
export interface Delivery {
  id: string;
  fields: RawFields;
  price: Price;
  /** What it bears of the discounts on the shipping, both amounts positive. */
  discount: Price;
}

/** The deliveries of an order: those that send something, and those that only take something off their costs. */
export interface Deliveries {
  parcels: Delivery[];
  discounts: Delivery[];
}

/** Whether a delivery only stands for a discount on the shipping: its costs are negative, and nobody ever sends it. */
export function isShippingDiscount(delivery: RawFields): boolean {
  return delivery.object('shippingCosts')?.decimal('totalPrice')?.lt(0) ?? false;
}

/** Reads the deliveries of an order; null when they were not loaded. Discounts are shared among the others by their costs. */
export function readDeliveries(order: RawFields, rules: PriceRules): Deliveries | null {
  const rows = liveRows(order, 'deliveries');
  if (rows === null) return null;
  const all = rows.map((fields, index): Delivery => {
    const price = readPrice(fields.object('shippingCosts'), null, rules);
    return { id: rowId(fields, index, 'delivery'), fields, price, discount: NO_PRICE };
  });
  const parcels = all.filter(({ fields }) => !isShippingDiscount(fields));
  if (parcels.length === 0) return { parcels: all, discounts: [] };
  const discounts = all.filter(({ fields }) => isShippingDiscount(fields));
  const prices = parcels.map(({ price }) => price);
  const weights = prices.map(({ net }) => (net.gt(0) ? net : new Big(0)));
  const reductions = discounts.map(({ price }) => ({ price: negate(price), weights }));
  const shares = shareReductions(prices, reductions, rules.places);
  return { parcels: parcels.map((one, index) => ({ ...one, discount: shares[index] ?? NO_PRICE })), discounts };
}

/** The delivery that stands for the order: the one that the shop names, else the first; null when nothing is sent. */
export function primaryDelivery(order: RawFields): RawFields | null {
  const parcels = (liveRows(order, 'deliveries') ?? []).filter((row) => !isShippingDiscount(row));
  const primary = order.filledText('primaryOrderDeliveryId');
  return parcels.find((row) => row.filledText('id') === primary) ?? parcels[0] ?? null;
}
