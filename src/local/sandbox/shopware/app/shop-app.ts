import { hexId } from '../hex-id.js';
import type { IntegrationCredentials, ShopwareShop } from '../shop.js';
import type { ShopNews } from '../shop-writes.js';
import { type AppDelivery, signDelivery } from './delivery.js';
import { type AppEvent, eventsOf } from './events.js';
import {
  acceptRegistration,
  confirmationRequest,
  type Installation,
  registrationRequest,
  type SignedRequest,
} from './registration.js';

/** The app that a shop has installed. */
export interface ShopwareAppOptions {
  shop: ShopwareShop;
  name: string;
  appSecret: string;
  /** What is subscribed to: only changes of the live version, or of drafts as well. */
  onlyLiveVersion?: boolean;
}

/** How one delivery differs from a usual one. */
export interface DeliveryWish {
  /** Of an earlier delivery, to repeat its event. */
  eventId?: string;
  /** When it says that it was sent. */
  at?: Date;
  /** Signed with the secret before the last registration, as one that was in flight then. */
  previousSecret?: boolean;
}

/** An installed app: its handshake and its webhooks. */
export interface ShopwareApp {
  /** What was agreed on in the last registration; null before the first. */
  secret(): string | null;
  previousSecret(): string | null;
  /** Takes a secret without a handshake, as if one had been agreed on. */
  useSecret(secret: string): void;
  /** The first request of the handshake. */
  registration(url: string): SignedRequest;
  /** Goes through the handshake, each time with a new secret, and hands over the shop's access key or another. Throws Error with the step that failed. */
  register(url: string, credentials?: IntegrationCredentials): Promise<void>;
  /** Signs a webhook. Throws Error before the first registration. */
  delivery(event: AppEvent, wish?: DeliveryWish): AppDelivery;
  /** The webhooks that some news make. */
  deliveriesOf(news: ShopNews): AppDelivery[];
}

/** Installs an app in a shop; nothing is sent before it is registered. */
export function createShopwareApp({ shop, name, appSecret, onlyLiveVersion = true }: ShopwareAppOptions): ShopwareApp {
  const { shopId, shopUrl } = shop;
  const installation: Installation = { shopId, shopUrl, version: '6.7.4.2', appName: name, appSecret };
  let current: string | null = null;
  let previous: string | null = null;
  let sent = 0;
  const useSecret = (secret: string): void => {
    previous = current;
    current = secret;
  };
  const delivery: ShopwareApp['delivery'] = ({ event, payload }, wish = {}) => {
    const secret = wish.previousSecret ? previous : current;
    if (secret === null) throw new Error('there is no such secret yet');
    sent += 1;
    const eventId = wish.eventId ?? hexId('event', shopId, sent);
    return signDelivery({ event, payload, eventId, secret, at: wish.at ?? shop.now() }, installation);
  };
  const registration = (url: string): SignedRequest => registrationRequest(url, installation, current, shop.now());
  return {
    secret: () => current,
    previousSecret: () => previous,
    useSecret,
    registration,
    register: async (url, credentials = shop.credentials) => {
      const accepted = acceptRegistration(await ask(registration(url), 'registration'), installation);
      if (accepted.secret === current) throw new Error('the new secret must differ from the current one');
      const confirmed = { ...installation, ...credentials };
      await ask(confirmationRequest(accepted, confirmed, current, shop.now()), 'confirmation');
      useSecret(accepted.secret);
    },
    delivery,
    deliveriesOf: (news) => eventsOf(news, shop, onlyLiveVersion).map((event) => delivery(event)),
  };
}

const TIMEOUT_MS = 5_000;

async function ask({ url, headers, body }: SignedRequest, step: string): Promise<unknown> {
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  const response = await fetch(url, { method: body === null ? 'GET' : 'POST', headers, body, signal });
  const text = await response.text();
  if (!response.ok) throw new Error(`the ${step} was answered with ${response.status}`);
  try {
    return text === '' ? null : JSON.parse(text);
  } catch {
    throw new Error(`the ${step} was not answered with JSON`);
  }
}
