import { z } from 'zod';
import { decimal } from './decimal.js';
import { paymentStatus } from './order.js';

const payments = z.array(z.object({ methodId: z.string(), via: z.string(), amount: decimal }));
const stock = z.array(z.object({ lineId: z.string(), sku: z.string().nullable(), via: z.string(), quantity: decimal }));

/** What an event put into the books, as the event says it. */
export const bookings = z.object({
  register: z.string(),
  session: z.int(),
  paymentStatus,
  payments,
  rounding: decimal,
  /** At most 100 lines; `moreStock` counts the others. */
  stock,
  moreStock: z.int().optional(),
});

/** What an event put into the books. */
export type Bookings = z.output<typeof bookings>;

/** The books of an order as people see them. */
export const settlementView = z
  .object({
    paymentStatus,
    /** When the order was first paid in full, by these books. */
    paidAt: z.string().nullable(),
    entries: z.array(
      z.object({
        eventId: z.string(),
        at: z.string(),
        session: z.int(),
        counted: z.boolean().meta({ description: 'Whether the totals of a closed session hold it.' }),
        payments,
        rounding: decimal,
        stock,
      }),
    ),
  })
  .meta({ description: 'What the till has booked of the order; absent for a profile without a till.' });

/** The books of an order as people see them. */
export type SettlementView = z.output<typeof settlementView>;
