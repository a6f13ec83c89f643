import type { JsonValue } from '../../kit/json-object.js';
import { SYSTEM_LANGUAGE } from '../settings/language.js';
import type { Installation } from './registration.js';
import { signatureOf } from './signature.js';

/** A webhook, ready to be sent; sent again, it is the same to the byte. */
export interface AppDelivery {
  event: string;
  /** Stays the same however often it is sent. */
  eventId: string;
  headers: Record<string, string>;
  body: string;
}

/** What a webhook is made from. */
export interface DeliveryParts {
  event: string;
  payload: JsonValue;
  eventId: string;
  secret: string;
  at: Date;
}

/** Signs a webhook over its body as it is sent; the version of the app is always 1.0.0. */
export function signDelivery(
  { event, payload, eventId, secret, at }: DeliveryParts,
  { shopId, shopUrl, version }: Pick<Installation, 'shopId' | 'shopUrl' | 'version'>,
): AppDelivery {
  const source = { url: shopUrl, appVersion: '1.0.0', shopId, eventId };
  const timestamp = Math.floor(at.getTime() / 1000);
  const body = JSON.stringify({ data: { payload, event }, source, timestamp });
  const headers = {
    'content-type': 'application/json',
    'shopware-shop-signature': signatureOf(body, secret),
    'sw-version': version,
    'sw-context-language': SYSTEM_LANGUAGE,
    'sw-user-language': 'de-DE',
  };
  return { event, eventId, headers, body };
}
