import type { ShopwareShop } from '../shop.js';
import type { AppDelivery } from './delivery.js';
import type { ShopwareApp } from './shop-app.js';

/** Where a shop's webhooks go. */
export interface WebhookFeedOptions {
  shop: ShopwareShop;
  app: ShopwareApp;
  url: string;
  /** Every so many deliveries one is sent twice; 0 for never. */
  repeatEvery?: number;
  /** Hears of each try: the answer's status, null where there was no answer. */
  onSent?: (delivery: AppDelivery, status: number | null) => void;
}

/** A running stream of webhooks. */
export interface WebhookFeed {
  /** Resolves once everything that has happened so far was sent. */
  drained(): Promise<void>;
  /** Sends what waits, and hears of nothing more. */
  stop(): Promise<void>;
}

const TIMEOUT_MS = 5_000;

/** Posts a webhook once; resolves with the answer's status and rejects when there is no answer. */
export async function sendDelivery(url: string, { headers, body }: AppDelivery): Promise<number> {
  const response = await fetch(url, { method: 'POST', headers, body, signal: AbortSignal.timeout(TIMEOUT_MS) });
  await response.text();
  return response.status;
}

/** Sends the webhooks of everything that happens in a shop once its app is registered, one after the other. What has no answer is not tried again. */
export function startWebhooks({ shop, app, url, repeatEvery = 0, onSent }: WebhookFeedOptions): WebhookFeed {
  let sending = Promise.resolve();
  let count = 0;
  const send = async (delivery: AppDelivery): Promise<void> => {
    const status = await sendDelivery(url, delivery).catch(() => null);
    onSent?.(delivery, status);
  };
  const stopListening = shop.onChange((news) => {
    for (const delivery of app.secret() === null ? [] : app.deliveriesOf(news)) {
      count += 1;
      const times = repeatEvery > 0 && count % repeatEvery === 0 ? 2 : 1;
      for (let time = 0; time < times; time += 1) sending = sending.then(() => send(delivery));
    }
  });
  return {
    drained: () => sending,
    stop: () => {
      stopListening();
      return sending;
    },
  };
}
