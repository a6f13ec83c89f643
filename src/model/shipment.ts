import { z } from 'zod';
import { decimal } from './decimal.js';
import { attributes, optionalText, remoteId } from './fields.js';
import { instant } from './instant.js';

const shipmentLine = z.object({
  id: remoteId,
  orderLineId: remoteId.nullable().default(null),
  sku: optionalText,
  quantity: decimal,
});

const track = z.object({
  id: remoteId,
  number: optionalText,
  carrier: optionalText,
  title: optionalText,
  url: optionalText,
});

/** Goods sent for an order, with all of its tracks. */
export const shipment = z.object({
  id: remoteId,
  number: optionalText,
  orderId: remoteId,
  state: z.enum(['pending', 'in_transit', 'delivered', 'exception', 'cancelled']).default('in_transit'),
  lines: z.array(shipmentLine).max(10_000).default([]),
  tracks: z.array(track).max(1_000).default([]),
  shippedAt: instant.nullable().default(null),
  deliveredAt: instant.nullable().default(null),
  updatedAt: instant.nullable().default(null),
  attributes,
});
