import { z } from 'zod';
import { currency } from './currency.js';
import { attributes, optionalText, remoteId } from './fields.js';
import { instant } from './instant.js';
import { documentLine, documentTotals } from './invoice.js';

/** Money given back for an order: a credit memo, a refund. Its totals are positive. */
export const refund = z.object({
  id: remoteId,
  number: optionalText,
  orderId: remoteId,
  state: z.enum(['open', 'refunded', 'cancelled']).default('refunded'),
  reason: optionalText,
  currency,
  lines: z.array(documentLine).max(10_000).default([]),
  totals: documentTotals,
  refundedAt: instant.nullable().default(null),
  updatedAt: instant.nullable().default(null),
  attributes,
});
