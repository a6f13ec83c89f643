import { z } from 'zod';
import { decimal } from './decimal.js';
import { paymentStatus } from './order.js';

/** What an event put into the books, as the event says it. */
export const bookings = z.object({
  register: z.string(),
  session: z.int(),
  paymentStatus,
  payments: z.array(z.object({ methodId: z.string(), via: z.string(), amount: decimal })),
  rounding: decimal,
  /** At most 100 lines; `moreStock` counts the others. */
  stock: z.array(z.object({ lineId: z.string(), sku: z.string().nullable(), via: z.string(), quantity: decimal })),
  moreStock: z.int().optional(),
});

/** What an event put into the books. */
export type Bookings = z.output<typeof bookings>;
