import { z } from 'zod';
import { decimal } from './decimal.js';
import { attributes, optionalText, remoteId } from './fields.js';
import { instant } from './instant.js';

/** How much of one article was counted at one place: the whole quantity there, never a movement. */
export const stock = z.object({
  id: remoteId,
  sku: optionalText,
  productId: remoteId.nullable().default(null),
  location: optionalText,
  quantity: decimal,
  countedAt: instant.nullable().default(null),
  updatedAt: instant.nullable().default(null),
  attributes,
});
