import { isJsonObject, type Json, type JsonObject } from '../../../diff/json.js';
import { PipelineError, toPipelineError } from '../../../model/errors.js';
import type { ConnectionCheck } from '../../../ports/channel.js';
import { advise, failed, ok, warning } from '../../kit/connection-check.js';
import { type Answer, askSized } from '../graphql/ask.js';
import { type ShopifySettings, shopDomainOf, webhookSecretNames } from '../schema.js';
import type { ShopContext } from '../shop-context.js';
import { checkPeople } from './check-people.js';
import { checkScopes } from './check-scopes.js';
import { checkVersion } from './check-version.js';

const QUERY =
  'query Connection { shop { name myshopifyDomain currencyCode } currentAppInstallation { accessScopes { handle } } ' +
  'publicApiVersions { handle supported } }';

/**
 * Tries the connection of a profile: the address, the credentials, each scope, protected customer data, the version of the interface,
 * the secret of the webhooks. Never throws; what is wrong is a check that says what to do.
 */
export async function testConnection(shop: ShopContext): Promise<ConnectionCheck[]> {
  const answer = await askSized(shop, { query: QUERY }).catch(toPipelineError);
  if (answer instanceof PipelineError) return [explain(answer, shop), checkWebhooks(shop)];
  if (answer.data === null) return [failed('credentials', 'The shop finds the simplest query too costly')];
  const { data, headers } = answer;
  const version = checkVersion(shop.settings.apiVersion, {
    versions: data.publicApiVersions ?? null,
    answeredIn: headers['x-shopify-api-version'],
    now: shop.now(),
  });
  const scopes = checkScopes(scopesOf(data));
  return [...checkShop(answer, shop), ...scopes, await checkPeople(shop), version, checkWebhooks(shop)];
}

const ADVICE: Readonly<Record<ShopifySettings['auth'], string>> = {
  token: 'Check accessToken, and that the app is still installed in the shop',
  'client-credentials': 'Check clientId and clientSecret, and that the app is yours and installed in the shop',
};

function explain(error: PipelineError, { settings }: ShopContext): ConnectionCheck {
  if (error.code === 'channel_unauthorized') return failed('credentials', advise(error.message, ADVICE[settings.auth]));
  return failed(
    'address',
    advise(error.message, "Check baseUrl: it is https://<shop>.myshopify.com, not the shop's own domain"),
  );
}

function checkShop({ data }: Answer & { data: JsonObject }, { settings }: ShopContext): ConnectionCheck[] {
  const shop = isJsonObject(data.shop ?? null) ? (data.shop as JsonObject) : {};
  const domain = String(shop.myshopifyDomain ?? '');
  const expected = shopDomainOf(settings);
  const found = ok('address', `${settings.baseUrl} is the shop ${String(shop.name ?? domain)}`);
  const credentials = ok('credentials', 'The shop takes the credentials');
  if (domain === '' || domain === expected) return [found, credentials];
  const message = `The shop calls itself ${domain}, and its webhooks do too: set shopDomain to that`;
  return [warning('address', message), credentials];
}

function scopesOf(data: JsonObject): string[] {
  const app = isJsonObject(data.currentAppInstallation ?? null) ? (data.currentAppInstallation as JsonObject) : {};
  const scopes: Json[] = Array.isArray(app.accessScopes) ? app.accessScopes : [];
  return scopes.filter(isJsonObject).map(({ handle }) => String(handle));
}

function checkWebhooks({ settings, secrets }: ShopContext): ConnectionCheck {
  const name = 'webhooks';
  if (!settings.webhooks) {
    return warning(
      name,
      'The profile takes no webhooks: changes wait for the next pull. Set webhooks, and give webhookSecret',
    );
  }
  const missing = webhookSecretNames(settings).filter((secret) => (secrets[secret] ?? '') === '');
  if (missing.length === 0) return ok(name, 'The secret that webhooks are checked with is there');
  return failed(name, `The secret ${missing.join(' and ')} is missing, so every webhook is refused`);
}
