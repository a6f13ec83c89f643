import { z } from 'zod';
import { currency } from '../../model/currency.js';
import { baseUrl } from '../kit/base-url.js';

const address = baseUrl({
  description: 'The address of the shop, as its visitors see it; with /index.php where rewriting is off.',
  error: 'must be the https address of the shop, without credentials, query or fragment',
});

const storeCode = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9_]{0,31}$/, 'must be a store view code, or all')
  .meta({ description: 'The store view that answers; the default one when absent.' });

const stores = z
  .array(z.number().int().min(0).max(65_535))
  .min(1)
  .max(1_000)
  .meta({ description: 'Takes only records of the stores with these ids; those of all stores when absent.' });

const statuses = z
  .array(z.string().min(1).max(32))
  .min(1)
  .max(1_000)
  .meta({ description: 'Takes an order only while it is in one of these statuses; every order when absent.' });

const webhookKind = z.enum(['commerce', 'events', 'tracking']);

/** A kind of webhook: Adobe Commerce webhooks, Adobe I/O Events, or news of parcels. */
export type WebhookKind = z.output<typeof webhookKind>;

/** The settings of a Magento 2 profile. `oauth1` signs each request; a bare bearer token works only where the shop allows it. */
export const magentoSettings = z
  .strictObject({
    baseUrl: address,
    storeCode: storeCode.optional(),
    auth: z.enum(['oauth1', 'bearer']),
    currency: currency.optional().meta({
      description: 'The base currency of the shop, in which products are priced: a product does not say it.',
    }),
    stores: stores.optional(),
    statuses: statuses.optional(),
    webhooks: z
      .array(webhookKind)
      .max(3)
      .optional()
      .meta({ description: 'The kinds of webhooks that the profile takes; none when absent.' }),
    eventsClientId: z
      .string()
      .min(1)
      .max(200)
      .optional()
      .meta({ description: 'The client id that I/O Events are registered for.' }),
  })
  .refine(({ webhooks, eventsClientId }) => !webhooks?.includes('events') || eventsClientId !== undefined, {
    path: ['eventsClientId'],
    message: 'must be given when webhooks has events',
  });

/** Checked settings of a Magento 2 profile. */
export type MagentoSettings = z.output<typeof magentoSettings>;

const SECRETS = {
  oauth1: ['consumerKey', 'consumerSecret', 'accessToken', 'accessTokenSecret'],
  bearer: ['accessToken'],
} as const;

const WEBHOOK_SECRETS: Readonly<Record<WebhookKind, readonly string[]>> = {
  commerce: ['webhookPublicKey'],
  events: ['eventsPublicKey1', 'eventsPublicKey2'],
  tracking: ['webhookSecret'],
};

/** The names of the secrets that the settings call for. */
export function magentoSecretNames(settings: MagentoSettings): readonly string[] {
  return SECRETS[settings.auth];
}

/** The names of the secrets that the profile's webhooks are checked with. */
export function webhookSecretNames({ webhooks = [] }: MagentoSettings): readonly string[] {
  return [...new Set(webhooks)].flatMap((kind) => WEBHOOK_SECRETS[kind]);
}
