import { hexId } from '../hex-id.js';
import type { IntegrationCredentials, ShopwareShop } from '../shop.js';
import type { ShopNews } from '../shop-writes.js';
import type { AppDelivery } from './delivery.js';
import type { AppEvent } from './events.js';
import { type Manifest, readManifest } from './read-manifest.js';
import { sendDelivery } from './send-webhooks.js';
import { createShopwareApp, type ShopwareApp } from './shop-app.js';

/** An app that a shop has installed from its manifest, and that hears of what happens there. */
export interface InstalledApp {
  manifest: Manifest;
  app: ShopwareApp;
  /** What the app was last given to call the interface with. */
  credentials(): IntegrationCredentials;
  /** Registers once more, with a new secret key; where the app refuses, everything stays as it was. Throws Error with the step that failed. */
  rotate(): Promise<void>;
  /** Sends an event of the app's own life, where it is subscribed to. */
  tell(event: AppEvent): void;
  /** The status of each webhook that was sent so far, in order; null where there was no answer. */
  sent(): readonly { delivery: AppDelivery; status: number | null }[];
  /** Resolves once everything that has happened so far was sent. */
  drained(): Promise<void>;
  /** Deletes the app: its access key ends, and it is told so last. */
  uninstall(): Promise<void>;
}

/** Installs the app of a manifest as a shop does: an access key with its permissions, the handshake, then its webhooks. Throws Error with the step that failed; nothing stays then. */
export async function installApp(shop: ShopwareShop, xml: string): Promise<InstalledApp> {
  const manifest = readManifest(xml);
  const app = createShopwareApp({ shop, name: manifest.name, appSecret: manifest.secret });
  const clientId = `SWIA${hexId('app', manifest.name, shop.integrations.size).slice(0, 22).toUpperCase()}`;
  let credentials: IntegrationCredentials = { clientId, clientSecret: '' };
  let registrations = 0;
  const rotate = async (): Promise<void> => {
    registrations += 1;
    const next = { clientId, clientSecret: hexId('secret key', clientId, registrations) };
    const before = shop.integrations.get(clientId);
    shop.integrations.set(clientId, { ...next, privileges: new Set(manifest.permissions) });
    try {
      await app.register(manifest.registrationUrl, next);
    } catch (error) {
      if (before === undefined) shop.integrations.delete(clientId);
      else shop.integrations.set(clientId, before);
      throw error;
    }
    credentials = next;
  };
  await rotate();
  const { send, sent, drained } = createSender();
  const tell = (event: AppEvent): void => {
    for (const { url } of subscribed(manifest, event.event)) send(url, app.delivery(event));
  };
  const stopListening = shop.onChange((news: ShopNews) => {
    for (const delivery of app.deliveriesOf(news))
      for (const { url } of subscribed(manifest, delivery.event)) send(url, delivery);
  });
  const uninstall = (): Promise<void> => {
    stopListening();
    shop.integrations.delete(clientId);
    tell({ event: 'app.deleted', payload: { keepUserData: false } });
    return drained();
  };
  return { manifest, app, credentials: () => credentials, rotate, tell, sent, drained, uninstall };
}

/** An event of an entity that the app may not read is not told of, without a word. */
function subscribed({ webhooks, permissions }: Manifest, event: string): Manifest['webhooks'] {
  const [entity = '', ...rest] = event.split('.');
  const isWritten = rest.length === 1 && ['written', 'deleted'].includes(rest[0] ?? '') && entity !== 'app';
  if (isWritten && !permissions.includes(`${entity}:read`)) return [];
  return webhooks.filter((webhook) => webhook.event === event);
}

function createSender() {
  const sent: { delivery: AppDelivery; status: number | null }[] = [];
  let sending = Promise.resolve();
  const send = (url: string, delivery: AppDelivery): void => {
    sending = sending.then(async () => {
      const status = await sendDelivery(url, delivery).catch(() => null);
      sent.push({ delivery, status });
    });
  };
  return { send, sent: () => sent, drained: () => sending };
}
