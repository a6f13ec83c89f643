import { z } from 'zod';
import { baseUrl } from '../kit/base-url.js';

const address = baseUrl({
  description: 'The address of the shop: https://<shop>.myshopify.com.',
  error: 'must be the https address of the shop, such as https://example.myshopify.com, and nothing else',
  isBare: true,
});

const apiVersion = z
  .string()
  .regex(/^\d{4}-(01|04|07|10)$/, 'must be a version of the interface, such as 2026-10')
  .default('2026-10')
  .meta({ description: 'The version of the Admin API; each is supported for at least a year.' });

const metafieldKeys = z
  .array(z.string().regex(/^[A-Za-z0-9_$:-]{1,255}\.[A-Za-z0-9_-]{1,64}$/, 'must be <namespace>.<key>'))
  .max(25)
  .default([]);

const metafields = z
  .strictObject({
    orders: metafieldKeys,
    customers: metafieldKeys,
    products: metafieldKeys,
    variants: metafieldKeys,
  })
  .prefault({})
  .meta({ description: 'The metafields to read, each as <namespace>.<key>.' });

/** The settings of a Shopify profile. */
export const shopifySettings = z.strictObject({
  baseUrl: address,
  shopDomain: z
    .string()
    .regex(/^[a-z0-9][a-z0-9.-]{0,252}$/, 'must be a host name')
    .optional()
    .meta({ description: 'The shop as it names itself in webhooks; the host of baseUrl when absent.' }),
  auth: z.enum(['token', 'client-credentials']).default('token').meta({
    description: 'An access token that never expires, or an app of your own whose tokens are renewed each day.',
  }),
  apiVersion,
  money: z.enum(['shop', 'presentment']).default('shop').meta({
    description: 'Amounts in the currency of the shop, or in that of the customer; the others are kept beside them.',
  }),
  testOrders: z.enum(['keep', 'skip']).default('skip').meta({ description: 'Whether test orders are taken.' }),
  metafields,
  bulk: z
    .enum(['auto', 'never'])
    .default('auto')
    .meta({ description: 'Whether a listing that begins more than a week ago is read by a bulk operation.' }),
  webhooks: z.boolean().default(false).meta({ description: 'Whether the profile takes webhooks.' }),
  webhookSecretRotating: z
    .boolean()
    .default(false)
    .meta({ description: 'Whether webhooks signed with the secret webhookSecretPrevious are still taken.' }),
  webhookMaxAgeDays: z
    .number()
    .int()
    .min(1)
    .max(30)
    .default(7)
    .meta({ description: 'Webhooks that were triggered longer ago are refused.' }),
});

/** Checked settings of a Shopify profile. */
export type ShopifySettings = z.output<typeof shopifySettings>;

const SECRETS = {
  token: ['accessToken'],
  'client-credentials': ['clientId', 'clientSecret'],
} as const;

/** The names of the secrets that the profile's webhooks are checked with. */
export function webhookSecretNames({ webhooks, webhookSecretRotating }: ShopifySettings): readonly string[] {
  if (!webhooks) return [];
  return webhookSecretRotating ? ['webhookSecret', 'webhookSecretPrevious'] : ['webhookSecret'];
}

/** The names of the secrets that the settings call for. */
export function shopifySecretNames(settings: ShopifySettings): readonly string[] {
  return [...SECRETS[settings.auth], ...webhookSecretNames(settings)];
}

/** The shop as it names itself in webhooks. */
export function shopDomainOf({ baseUrl, shopDomain }: ShopifySettings): string {
  return shopDomain ?? new URL(baseUrl).host;
}
