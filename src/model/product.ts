import { z } from 'zod';
import { currency } from './currency.js';
import { decimal } from './decimal.js';
import { attributes, json, optionalText, remoteId, text } from './fields.js';
import { instant } from './instant.js';

const price = z.object({ id: remoteId, currency, amount: decimal, minQuantity: decimal.default('1') });

const option = z.object({ id: remoteId, name: optionalText, values: z.array(text).max(10_000).default([]) });

const variant = z.object({
  id: remoteId,
  sku: optionalText,
  options: z.record(z.string(), json).default({}),
  attributes,
});

/** A product with its variants and prices. */
export const product = z.object({
  id: remoteId,
  sku: optionalText,
  name: optionalText,
  description: optionalText,
  active: z.boolean().default(true),
  prices: z.array(price).max(10_000).default([]),
  options: z.array(option).max(1_000).default([]),
  variants: z.array(variant).max(10_000).default([]),
  categories: z.array(text).max(10_000).default([]),
  facets: z.record(z.string(), json).default({}),
  images: z.array(text).max(10_000).default([]),
  stockTracked: z.boolean().default(true),
  updatedAt: instant.nullable().default(null),
  attributes,
});

/** A complete product. */
export type Product = z.output<typeof product>;
