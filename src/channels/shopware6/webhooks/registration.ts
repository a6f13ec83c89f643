import { getOwn } from '../../../diff/json.js';
import type { WebhookDelivery, WebhookReading } from '../../../ports/channel.js';
import { readBody } from '../../kit/read-body.js';
import { hasSignature, signatureOf } from '../../kit/signature.js';
import { invalidWebhook, unauthenticated } from '../../kit/webhook-error.js';
import { SHOP_SIGNATURE } from './read-webhook.js';
import { secretsNow, shopSecretOf } from './signature.js';
import { checkTimestamp, textIn } from './signed-fields.js';
import type { WebhookContext } from './webhook-context.js';

/** The header that a registration is signed in. */
export const APP_SIGNATURE = 'shopware-app-signature';

/** The first request of the handshake, which a shop sends when the app is installed there. */
export interface RegistrationRequest {
  /** As it came, without the question mark. */
  rawQuery: string;
  /** Of the header `shopware-app-signature`. */
  signature: string;
  /** Where the shop is to send the confirmation. */
  confirmationUrl: string;
}

/** What a shop hands over at the end of the handshake: what its interface can be called with. */
export interface AppCredentials {
  shopId: string;
  clientId: string;
  clientSecret: string;
}

function isSameShop(one: string, other: string): boolean {
  const bare = (url: string) => (URL.canParse(url) ? new URL(url).href.replace(/\/+$/, '') : '');
  return bare(one) !== '' && bare(one) === bare(other);
}

function checkShop(shopUrl: string, { settings }: WebhookContext): void {
  const own = settings.webhooks?.shopUrl ?? settings.baseUrl;
  if (!isSameShop(shopUrl, own)) throw unauthenticated(`${shopUrl.slice(0, 200)} is not the shop of the profile`);
}

/** The query as it came; or, where something on the way spells it otherwise, as the shop spelled it. */
function signedQueries(rawQuery: string, query: URLSearchParams): string[] {
  const own = ['shop-id', 'shop-url', 'timestamp'].map((name) => `${name}=${query.get(name) ?? ''}`);
  return [rawQuery, own.join('&')];
}

/**
 * Answers a registration: the proof that the app knows its secret, and the secret that the shop signs with from now on, which follows
 * from the app's own and need not be kept.
 * @throws `webhook_unauthenticated`, `webhook_invalid`
 */
export function answerRegistration(
  { rawQuery, signature, confirmationUrl }: RegistrationRequest,
  context: WebhookContext,
): NonNullable<WebhookReading['reply']> {
  const appName = context.settings.webhooks?.appName;
  if (appName === undefined) throw unauthenticated('The profile has no app');
  const query = new URLSearchParams(rawQuery);
  const signed = signedQueries(rawQuery, query);
  const secret = secretsNow(context, 'appSecret').find((one) =>
    signed.some((text) => hasSignature(text, signature, [one])),
  );
  if (secret === undefined) throw unauthenticated(`${APP_SIGNATURE} is not valid`);
  const [shopId, shopUrl] = [query.get('shop-id') ?? '', query.get('shop-url') ?? ''];
  if (!/^[\w-]{1,255}$/.test(shopId)) throw invalidWebhook('shop-id is missing', '/shop-id');
  checkTimestamp(query.get('timestamp') ?? undefined, context);
  checkShop(shopUrl, context);
  const answer = {
    proof: signatureOf(`${shopId}${shopUrl}${appName}`, secret),
    secret: shopSecretOf(secret, shopId),
    confirmation_url: confirmationUrl,
  };
  return { status: 200, contentType: 'application/json', body: JSON.stringify(answer) };
}

/**
 * Reads the confirmation of a registration, which is signed with the secret that the answer gave.
 * @throws `webhook_unauthenticated`, `webhook_invalid`
 */
export function readConfirmation(
  { headers, body }: Pick<WebhookDelivery, 'headers' | 'body'>,
  context: WebhookContext,
): AppCredentials {
  if (context.settings.webhooks?.from !== 'app') throw unauthenticated('The profile has no app');
  const confirmation = readBody(body);
  const [shopId, clientId, clientSecret] = ['shopId', 'apiKey', 'secretKey'].map((key) => textIn(confirmation, key));
  const secrets = secretsNow(context, 'appSecret').map((secret) => shopSecretOf(secret, shopId ?? ''));
  if (!hasSignature(body, headers[SHOP_SIGNATURE] ?? '', secrets)) {
    throw unauthenticated(`${SHOP_SIGNATURE} of the confirmation is not valid`);
  }
  if (!shopId || !clientId || !clientSecret) throw invalidWebhook('shopId, apiKey or secretKey is missing', '');
  checkTimestamp(getOwn(confirmation, 'timestamp'), context);
  checkShop(textIn(confirmation, 'shopUrl') ?? '', context);
  return { shopId, clientId, clientSecret };
}
