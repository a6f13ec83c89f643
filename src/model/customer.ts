import { z } from 'zod';
import { attributes, optionalText, remoteId, text } from './fields.js';
import { instant } from './instant.js';
import { address } from './order.js';

/** A customer account, or a guest whom a source keeps as a record. */
export const customer = z.object({
  id: remoteId,
  email: optionalText,
  firstName: optionalText,
  lastName: optionalText,
  phone: optionalText,
  guest: z.boolean().default(false),
  addresses: z
    .array(address.extend({ id: remoteId }))
    .max(1_000)
    .default([]),
  groups: z.array(text).max(1_000).default([]),
  updatedAt: instant.nullable().default(null),
  attributes,
});
