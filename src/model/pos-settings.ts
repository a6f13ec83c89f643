import { z } from 'zod';
import { isTimeZone } from './business-day.js';
import { currency } from './currency.js';
import { decimal } from './decimal.js';
import { instant } from './instant.js';

const slug = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'must be lower-case letters, digits and hyphens (1 to 63), such as main');

const method = z.strictObject({
  id: slug,
  /** What a payment's own word is looked for in: `Card (Visa, Mastercard)`. */
  name: z.string().trim().min(1).max(200),
  kind: z.enum(['cash', 'card', 'voucher', 'other']),
  /** The source's codes for it. */
  modes: z.array(z.string().min(1).max(64)).max(50).default([]),
});

/** One way to pay at the till. */
export type PaymentMethod = z.output<typeof method>;

const shape = z.strictObject({
  /** The name of the till; each has at most one open session. */
  register: slug,
  /** The one currency of the drawer: orders in another are refused. */
  currency,
  /** Whether the first order opens a session when there is none. */
  autoOpen: z.boolean().default(true),
  timeZone: z.string().refine(isTimeZone, 'must be an IANA time zone such as Europe/Berlin'),
  /** When the business day ends, by the clock on the wall; a session that is still open then is closed. */
  dayEnd: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time of day such as 02:00'),
  /** The smallest coin: cash amounts are rounded to a multiple of it. */
  cashRounding: decimal.refine((step) => /^\d/.test(step) && /[1-9]/.test(step), 'must be above zero').optional(),
  /** What lies in the drawer when a session opens by itself. */
  openingCash: decimal.default('0'),
  methods: z.array(method).max(50).default([]),
  defaultMethod: z.string().optional(),
  /** Whether goods that are sold are taken off the stock. */
  stock: z.boolean().default(true),
  /** Orders placed before this instant are left alone: they were booked elsewhere. */
  from: instant.optional(),
});

/** The till of a profile: how its payments, its sessions and its stock are kept. */
export const posSettings = shape.superRefine(({ methods, defaultMethod }, context) => {
  const fault = (path: (string | number)[], message: string) => context.addIssue({ code: 'custom', path, message });
  const ids = methods.map(({ id }) => id);
  for (const [at, id] of ids.entries()) {
    if (ids.indexOf(id) < at) fault(['methods', at, 'id'], `${id} stands twice`);
  }
  const modes = methods.flatMap((one, at) => one.modes.map((mode) => ({ mode, at })));
  for (const [index, { mode, at }] of modes.entries()) {
    if (modes.findIndex((one) => one.mode === mode) < index)
      fault(['methods', at, 'modes'], `the code ${JSON.stringify(mode)} stands twice`);
  }
  if (defaultMethod !== undefined && !ids.includes(defaultMethod))
    fault(['defaultMethod'], `must be the id of one of the methods: ${ids.join(', ') || 'there are none'}`);
});

/** The settings of a till, complete. */
export type PosSettings = z.output<typeof posSettings>;
