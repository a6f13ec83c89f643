import { z } from 'zod';
import { currency } from '../../model/currency.js';
import { duration } from '../../model/duration.js';
import { instant } from '../../model/instant.js';
import { baseUrl } from '../kit/base-url.js';

const MINUTE_MS = 60_000;

const address = baseUrl({
  description: 'The address of the shop, as its administration is reached, without /admin.',
  error: 'must be the https address of the shop, without credentials, query or fragment',
});

const hexId = z.string().regex(/^[0-9a-f]{32}$/, 'must be an id of Shopware: 32 hexadecimal digits in lower case');

const webhooks = z
  .strictObject({
    from: z.enum(['app', 'secret']).meta({
      description:
        'An app of your own, which agrees on a secret with the shop when it is installed; or a secret of your choice.',
    }),
    appName: z
      .string()
      .regex(/^[A-Za-z0-9]{1,100}$/, 'must be the name in the manifest of the app')
      .optional()
      .meta({ description: 'The name in the manifest of the app; needed for its registration.' }),
    shopUrl: address
      .optional()
      .meta({ description: 'What the shop takes for its own address, where it is not baseUrl.' }),
    previousSecretUntil: instant.optional().meta({
      description: 'Until then what is signed with the previous secret is taken as well.',
    }),
    maxAge: duration(MINUTE_MS, 24 * 60 * MINUTE_MS)
      .default('PT5M')
      .meta({ description: 'A delivery that was signed longer ago is refused.' }),
  })
  .refine(({ from, appName }) => from !== 'app' || appName !== undefined, {
    path: ['appName'],
    message: 'must be given when from is app',
  });

/** The settings of a Shopware 6 profile. */
export const shopwareSettings = z.strictObject({
  baseUrl: address,
  currencies: z.record(hexId, currency).default({}).meta({
    description: 'The currencies of the shop by their ids: prices of products name a currency by its id alone.',
  }),
  prices: z
    .enum(['gross', 'net'])
    .default('gross')
    .meta({ description: 'Which of the two prices of a product is taken.' }),
  salesChannels: z.array(hexId).min(1).max(100).optional().meta({
    description: 'Takes only orders and customers of the sales channels with these ids; those of all when absent.',
  }),
  statuses: z
    .array(z.string().min(1).max(255))
    .min(1)
    .max(100)
    .optional()
    .meta({ description: 'Takes an order only while it is in one of these states; every order when absent.' }),
  webhooks: webhooks.optional().meta({ description: 'How webhooks are signed; the profile takes none when absent.' }),
});

/** Checked settings of a Shopware 6 profile. */
export type ShopwareSettings = z.output<typeof shopwareSettings>;

function withPrevious(name: string, { previousSecretUntil }: { previousSecretUntil?: string | undefined }): string[] {
  return previousSecretUntil === undefined ? [name] : [name, `${name}Previous`];
}

/** The names of the secrets that the profile's webhooks are checked with, the current one first. */
export function webhookSecretNames({ webhooks: setting }: ShopwareSettings): readonly string[] {
  if (setting === undefined) return [];
  return setting.from === 'app' ? ['shopSecret'] : withPrevious('webhookSecret', setting);
}

/** The names of the secrets that the registration of the profile's app is checked with; none without an app. */
export function registrationSecretNames({ webhooks: setting }: ShopwareSettings): readonly string[] {
  return setting?.from === 'app' ? withPrevious('appSecret', setting) : [];
}
