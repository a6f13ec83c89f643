import { z } from 'zod';
import { currency } from './currency.js';
import { decimal } from './decimal.js';
import { attributes, optionalText, remoteId } from './fields.js';
import { instant } from './instant.js';

const zero = decimal.default('0');

/** The totals of a document that bills or refunds part of an order; same signs as the order's totals. */
export const documentTotals = z.object({
  subtotal: decimal.nullable().default(null),
  discount: zero,
  shipping: zero,
  tax: zero,
  adjustment: zero,
  grand: decimal,
});

/** A line of a document, by the id of the order line. */
export const documentLine = z.object({
  id: remoteId,
  orderLineId: remoteId.nullable().default(null),
  sku: optionalText,
  quantity: decimal,
  amount: zero,
  tax: zero,
  attributes,
});

/** An invoice for an order or part of one. */
export const invoice = z.object({
  id: remoteId,
  number: optionalText,
  orderId: remoteId,
  state: z.enum(['open', 'paid', 'cancelled']).default('open'),
  currency,
  lines: z.array(documentLine).max(10_000).default([]),
  totals: documentTotals,
  issuedAt: instant.nullable().default(null),
  updatedAt: instant.nullable().default(null),
  attributes,
});
