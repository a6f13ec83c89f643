import { z } from 'zod';
import { currency } from './currency.js';
import { decimal } from './decimal.js';
import { attributes, optionalText, remoteId, text } from './fields.js';
import { instant } from './instant.js';

/** What a customer has paid of an order. */
export const paymentStatus = z.enum([
  'pending',
  'authorized',
  'partially_paid',
  'paid',
  'partially_refunded',
  'refunded',
  'voided',
]);

/** What has been sent of an order. */
export const fulfilmentStatus = z.enum(['unfulfilled', 'partially_fulfilled', 'fulfilled', 'returned']);

const zero = decimal.default('0');

/** A postal address as the source gives it. */
export const address = z.object({
  firstName: optionalText,
  lastName: optionalText,
  company: optionalText,
  street: z.array(text).max(20).default([]),
  city: optionalText,
  postcode: optionalText,
  region: optionalText,
  country: optionalText,
  phone: optionalText,
  attributes,
});

const orderCustomer = z.object({
  id: remoteId.nullable().default(null),
  email: optionalText,
  firstName: optionalText,
  lastName: optionalText,
  phone: optionalText,
  guest: z.boolean().default(false),
});

const orderLine = z.object({
  id: remoteId,
  sku: optionalText,
  name: optionalText,
  quantity: decimal,
  unitPrice: zero,
  discount: zero,
  tax: zero,
  total: zero,
  parentId: remoteId.nullable().default(null),
  attributes,
});

const shippingLine = z.object({
  id: remoteId,
  code: optionalText,
  name: optionalText,
  amount: zero,
  discount: zero,
  tax: zero,
  total: zero,
  attributes,
});

const discount = z.object({ id: remoteId, code: optionalText, name: optionalText, amount: decimal, attributes });

const tax = z.object({
  id: remoteId,
  name: optionalText,
  rate: decimal.nullable().default(null),
  amount: decimal,
  attributes,
});

const payment = z.object({
  id: remoteId,
  method: optionalText,
  status: optionalText,
  amount: decimal,
  currency: currency.nullable().default(null),
  reference: optionalText,
  paidAt: instant.nullable().default(null),
  attributes,
});

const totals = z.object({
  subtotal: decimal.nullable().default(null),
  discount: zero,
  shipping: zero,
  tax: zero,
  grand: decimal,
  paid: zero,
  refunded: zero,
  due: zero,
});

/**
 * An order. Amounts are decimal strings in the order's currency: `subtotal` and `unitPrice` without tax and before discounts,
 * `discount` positive, and subtotal − discount + shipping + tax = grand.
 */
export const order = z.object({
  id: remoteId,
  number: optionalText,
  status: text.min(1),
  paymentStatus: paymentStatus.nullable().default(null),
  fulfilmentStatus: fulfilmentStatus.nullable().default(null),
  currency,
  placedAt: instant.nullable().default(null),
  updatedAt: instant.nullable().default(null),
  customer: orderCustomer.nullable().default(null),
  billingAddress: address.nullable().default(null),
  shippingAddress: address.nullable().default(null),
  lines: z.array(orderLine).max(10_000),
  shippingLines: z.array(shippingLine).max(1_000).default([]),
  discounts: z.array(discount).max(1_000).default([]),
  taxes: z.array(tax).max(1_000).default([]),
  payments: z.array(payment).max(1_000).default([]),
  totals,
  tags: z.array(text).max(1_000).default([]),
  note: optionalText,
  attributes,
});

/** A complete canonical order. */
export type Order = z.output<typeof order>;
