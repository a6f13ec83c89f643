import { z } from 'zod';

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

function isBaseUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  const secure = url.protocol === 'https:' || (url.protocol === 'http:' && LOOPBACK.has(url.hostname));
  const bare = url.username === '' && url.password === '' && url.search === '' && url.hash === '';
  return secure && bare && !text.includes('?') && !text.includes('#');
}

const baseUrl = z
  .string()
  .max(2_000)
  .refine(isBaseUrl, 'must be the https address of the shop, without credentials, query or fragment')
  .meta({ description: 'The address of the shop, as its visitors see it; with /index.php where rewriting is off.' });

const storeCode = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9_]{0,31}$/, 'must be a store view code, or all')
  .meta({ description: 'The store view that answers; the default one when absent.' });

/** The settings of a Magento 2 profile. `oauth1` signs each request; a bare bearer token works only where the shop allows it. */
export const magentoSettings = z.strictObject({
  baseUrl,
  storeCode: storeCode.optional(),
  auth: z.enum(['oauth1', 'bearer']),
});

/** Checked settings of a Magento 2 profile. */
export type MagentoSettings = z.output<typeof magentoSettings>;

const SECRETS = {
  oauth1: ['consumerKey', 'consumerSecret', 'accessToken', 'accessTokenSecret'],
  bearer: ['accessToken'],
} as const;

/** The names of the secrets that the settings call for. */
export function magentoSecretNames(settings: MagentoSettings): readonly string[] {
  return SECRETS[settings.auth];
}
