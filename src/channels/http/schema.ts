import { z } from 'zod';
import { currency } from '../../model/currency.js';
import { isTimeZone } from '../kit/zoned-time.js';
import { type FieldName, fieldNames } from './orders/words.js';
import { fieldPath } from './settings/field-path.js';
import { ordersEndpoint } from './settings/listing.js';

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);
/** Headers of the connection itself, and those that this side sets. */
const OWN_HEADERS = new Set([
  'accept',
  'accept-encoding',
  'connection',
  'content-length',
  'cookie',
  'host',
  'te',
  'transfer-encoding',
  'upgrade',
  'user-agent',
]);

function isBaseUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  const secure = url.protocol === 'https:' || (url.protocol === 'http:' && LOOPBACK.has(url.hostname));
  const bare = url.username === '' && url.password === '' && url.search === '' && url.hash === '';
  return secure && bare && !text.includes('?') && !text.includes('#');
}

const auth = z.strictObject({
  header: z
    .string()
    .regex(/^[A-Za-z0-9-]{1,100}$/, 'must be the name of a header, such as X-Api-Key or Authorization')
    .refine((name) => !OWN_HEADERS.has(name.toLowerCase()), 'must not be a header of the connection itself'),
  scheme: z
    .string()
    .regex(/^[\x21-\x7e]{1,40}$/, 'must be one word, such as Bearer')
    .optional()
    .meta({ description: 'What stands before the key, such as Bearer; nothing when absent.' }),
});

const numbers = z
  .strictObject({
    decimal: z.enum(['.', ',']).default('.'),
    thousands: z.enum([',', '.', ' ', "'", '']).default(','),
  })
  .refine(({ decimal, thousands }) => decimal !== thousands, {
    path: ['thousands'],
    message: 'must not be the sign of the decimals; write "" where there is none',
  });

const dates = z.strictObject({
  order: z.enum(['day-month', 'month-day']).default('day-month').meta({
    description: 'What comes first in a date that does not begin with the year, such as 10-08-2025.',
  }),
  zone: z.string().refine(isTimeZone, 'must be a time zone such as Asia/Riyadh or UTC').default('UTC').meta({
    description: 'What a time without an offset means.',
  }),
  epoch: z.enum(['seconds', 'milliseconds']).optional().meta({ description: 'What a number counts since 1970.' }),
});

const statuses = z.array(z.union([z.string().min(1).max(100), z.number().int()]).transform(String)).max(100);

/** The settings of a profile of the channel `http`. */
export const httpSettings = z
  .strictObject({
    baseUrl: z
      .string()
      .max(2_000)
      .refine(isBaseUrl, 'must be an https address without credentials, query or fragment')
      .meta({ description: 'The address of the system; the paths of the resources lie below it.' }),
    auth: auth.optional().meta({ description: 'The header of the key, which is the secret apiKey; none when absent.' }),
    resources: z.strictObject({ orders: ordersEndpoint }),
    currency: currency.optional().meta({ description: 'The currency of orders that name none.' }),
    prices: z.enum(['net', 'gross']).default('net').meta({ description: 'Whether the prices of items hold the tax.' }),
    tax: z.enum(['amount', 'percent']).default('amount').meta({ description: 'What the field Tax of an order says.' }),
    numbers: numbers.prefault({}).meta({ description: 'How numbers are written that come as text.' }),
    dates: dates.prefault({}),
    fields: z
      .partialRecord(z.enum(fieldNames as [FieldName, ...FieldName[]]), fieldPath)
      .default({})
      .meta({ description: 'Where a field stands in the payload of this system, by the name that it has here.' }),
    validStatuses: statuses
      .min(1)
      .optional()
      .meta({ description: 'Any other status is refused; all pass when absent.' }),
    refundStatuses: statuses.default(['104', '106']).meta({ description: 'An order with such a status is a refund.' }),
    cancelledStatuses: statuses.default([]).meta({ description: 'An order with such a status was cancelled.' }),
    webhooks: z.boolean().default(false).meta({ description: 'Takes signed news of single orders.' }),
  })
  .refine(({ webhooks, resources }) => !webhooks || resources.orders.one !== undefined, {
    path: ['resources', 'orders', 'one'],
    message: 'must be given for webhooks, which name orders that are read again by their id',
  });

/** Checked settings of a profile of the channel `http`. */
export type HttpSettings = z.output<typeof httpSettings>;

/** The names of the secrets that the settings call for. */
export function httpSecretNames({ auth: key }: HttpSettings): readonly string[] {
  return key === undefined ? [] : ['apiKey'];
}
