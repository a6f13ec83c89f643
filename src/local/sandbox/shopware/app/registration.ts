import type { IntegrationCredentials } from '../shop.js';
import { isSameSignature, signatureOf } from './signature.js';

/** A shop and the app that it has installed. */
export interface Installation {
  shopId: string;
  shopUrl: string;
  /** The version of the shop's software. */
  version: string;
  appName: string;
  appSecret: string;
}

/** A request of the handshake, ready to be sent. */
export interface SignedRequest {
  url: string;
  headers: Record<string, string>;
  /** Null for a GET. */
  body: string | null;
}

/** What an app answers a registration with, once its proof is checked. */
export interface AcceptedRegistration {
  secret: string;
  confirmationUrl: string;
}

/** The registration request: the query is signed as it stands; a shop that has a secret already signs it with that as well. */
export function registrationRequest(
  url: string,
  installation: Installation,
  currentSecret: string | null,
  now: Date,
): SignedRequest {
  const added = new URLSearchParams({
    'shop-id': installation.shopId,
    'shop-url': installation.shopUrl,
    timestamp: String(Math.floor(now.getTime() / 1000)),
  }).toString();
  const [address = '', query = ''] = url.split('?');
  const whole = query === '' ? added : `${query}&${added}`;
  const headers: Record<string, string> = {
    'shopware-app-signature': signatureOf(whole, installation.appSecret),
    'sw-version': installation.version,
  };
  if (currentSecret !== null) headers['shopware-shop-signature'] = signatureOf(whole, currentSecret);
  return { url: `${address}?${whole}`, headers, body: null };
}

/** Reads an app's answer and checks its proof. Throws Error with what is wrong with it. */
export function acceptRegistration(answer: unknown, installation: Installation): AcceptedRegistration {
  const { proof, secret, confirmation_url: confirmationUrl, error } = (answer ?? {}) as Record<string, unknown>;
  if (typeof error === 'string') throw new Error(`the app refused: ${error}`);
  if (typeof proof !== 'string') throw new Error('the app gave no proof');
  const { shopId, shopUrl, appName, appSecret } = installation;
  if (!isSameSignature(proof, signatureOf(shopId + shopUrl + appName, appSecret))) {
    throw new Error("the app's proof does not match");
  }
  if (typeof secret !== 'string' || secret.length < 64 || secret.length > 255) {
    throw new Error('the secret must be 64 to 255 characters long');
  }
  if (typeof confirmationUrl !== 'string') throw new Error('the app gave no confirmation_url');
  return { secret, confirmationUrl };
}

/** The confirmation hands over what the app may call the interface with: signed with the new secret, and where there was one before with that as well. */
export function confirmationRequest(
  { secret, confirmationUrl }: AcceptedRegistration,
  installation: Installation & IntegrationCredentials,
  previousSecret: string | null,
  now: Date,
): SignedRequest {
  const { clientId: apiKey, clientSecret: secretKey, shopUrl, shopId, version } = installation;
  const timestamp = String(Math.floor(now.getTime() / 1000));
  const body = JSON.stringify({ apiKey, secretKey, timestamp, shopUrl, shopId });
  const headers: Record<string, string> = {
    'content-type': 'application/json',
    'shopware-shop-signature': signatureOf(body, secret),
    'sw-version': version,
  };
  if (previousSecret !== null) headers['shopware-shop-signature-previous'] = signatureOf(body, previousSecret);
  return { url: confirmationUrl, headers, body };
}
