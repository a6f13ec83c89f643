import { getOwn } from '../../../diff/json.js';
import type {
  ChannelRegistration,
  RegistrationContext,
  RegistrationRequest,
  WebhookDelivery,
} from '../../../ports/channel.js';
import { hashOf, readBody } from '../../kit/read-body.js';
import { hasSignature, signatureOf } from '../../kit/signature.js';
import { invalidWebhook, unauthenticated } from '../../kit/webhook-error.js';
import { registrationSecretNames, type ShopwareSettings } from '../schema.js';
import { createManifest } from './manifest.js';
import { SHOP_SIGNATURE } from './read-webhook.js';
import { formatShopSecrets, shopSecretsNow } from './shop-secrets.js';
import { secretsNow, shopSecretOf } from './signature.js';
import { checkTimestamp, textIn } from './signed-fields.js';

/** The header that a registration is signed in. */
export const APP_SIGNATURE = 'shopware-app-signature';
const PREVIOUS_SIGNATURE = 'shopware-shop-signature-previous';

const NAMES = ['shop-id', 'shop-url', 'timestamp'] as const;
const MAX_QUERY = 4_096;

type Context = RegistrationContext<ShopwareSettings>;

/** In the address of the confirmation: when the registration began, from which its secret follows. */
const BEGAN = 'registered';

function isSameShop(one: string, other: string): boolean {
  const bare = (url: string) => (URL.canParse(url) ? new URL(url).href.replace(/\/+$/, '') : '');
  return bare(one) !== '' && bare(one) === bare(other);
}

function checkShop(shopUrl: string, { settings }: Context): void {
  if (isSameShop(shopUrl, settings.webhooks?.shopUrl ?? settings.baseUrl)) return;
  // Only of an origin is it known that no password is in it.
  const named = URL.canParse(shopUrl) ? new URL(shopUrl).origin.slice(0, 200) : 'What signed';
  throw unauthenticated(`${named} is not the shop of the profile`);
}

/**
 * A shop that is registered signs with its secret as well; one that was installed afresh, or is older than 6.7.3, has none.
 * A wrong one is another installation.
 */
function checkKnownShop(data: Uint8Array | string, signature: string | undefined, { stored, now }: Context): void {
  const secrets = stored?.shopSecret === undefined ? [] : shopSecretsNow(stored.shopSecret, now());
  if (signature === undefined || secrets.length === 0 || hasSignature(data, signature, secrets)) return;
  throw unauthenticated('The shop does not sign with the secret of its last registration');
}

/** The parameters of a registration, and the texts that its signature may be over: as it came, or as Shopware spells it. */
function readQuery(rawQuery: string): { values: string[]; signed: string[] } {
  const query = new URLSearchParams(rawQuery);
  const isClear = rawQuery.length <= MAX_QUERY && NAMES.every((name) => query.getAll(name).length === 1);
  if (!isClear) throw unauthenticated(`The registration has not one each of ${NAMES.join(', ')}`);
  const values = NAMES.map((name) => query.get(name) ?? '');
  return { values, signed: [rawQuery, NAMES.map((name, index) => `${name}=${values[index]}`).join('&')] };
}

/** The secret that the shop signs with from now on follows from the app's own and the time, so that nothing needs to be kept. */
function answer({ headers, rawQuery, confirmationUrl }: RegistrationRequest, context: Context) {
  const appName = context.settings.webhooks?.appName;
  if (appName === undefined) throw unauthenticated('The profile has no app');
  const { values, signed } = readQuery(rawQuery);
  const signature = headers[APP_SIGNATURE] ?? '';
  const isSigned = (secret: string) => signed.some((text) => hasSignature(text, signature, [secret]));
  const secret = secretsNow(context, 'appSecret').find(isSigned);
  if (secret === undefined) throw unauthenticated(`${APP_SIGNATURE} is not valid`);
  const [shopId = '', shopUrl = '', timestamp = ''] = values;
  if (!/^[\w-]{1,255}$/.test(shopId)) throw invalidWebhook('shop-id is missing', '/shop-id');
  checkTimestamp(timestamp, context);
  checkShop(shopUrl, context);
  checkKnownShop(rawQuery, headers[SHOP_SIGNATURE], context);
  const body = JSON.stringify({
    proof: signatureOf(`${shopId}${shopUrl}${appName}`, secret),
    secret: shopSecretOf(secret, shopId, timestamp),
    confirmation_url: `${confirmationUrl}?${BEGAN}=${timestamp}`,
  });
  const requestId = hashOf(signature.toLowerCase());
  return { requestId, reply: { status: 200, contentType: 'application/json', body } };
}

/** The confirmation is signed with the secret that the answer gave, and is taken only shortly after it. */
function confirm({ headers, query, body }: WebhookDelivery, context: Context) {
  const began = query[BEGAN] ?? '';
  const confirmation = readBody(body);
  const [shopId, clientId, clientSecret] = ['shopId', 'apiKey', 'secretKey'].map((key) => textIn(confirmation, key));
  const signature = headers[SHOP_SIGNATURE] ?? '';
  const secret = secretsNow(context, 'appSecret')
    .map((one) => shopSecretOf(one, shopId ?? '', began))
    .find((one) => hasSignature(body, signature, [one]));
  if (secret === undefined) throw unauthenticated(`${SHOP_SIGNATURE} of the confirmation is not valid`);
  if (!shopId || !clientId || !clientSecret) throw invalidWebhook('shopId, apiKey or secretKey is missing', '');
  checkTimestamp(began, context);
  checkTimestamp(getOwn(confirmation, 'timestamp'), context);
  checkShop(textIn(confirmation, 'shopUrl') ?? '', context);
  checkKnownShop(body, headers[PREVIOUS_SIGNATURE], context);
  const shopSecret = formatShopSecrets(secret, context.stored?.shopSecret, context.now());
  return {
    secrets: { clientId, clientSecret, shopSecret },
    registeredAt: new Date(Number(began) * 1_000).toISOString(),
  };
}

/** The handshake of an app: the shop registers when it is installed, and hands over its access key. */
export const shopwareRegistration: ChannelRegistration<ShopwareSettings> = {
  secretNames: registrationSecretNames,
  storedNames: ['clientId', 'clientSecret', 'shopSecret'],
  answer,
  confirm,
  manifest: createManifest,
};
