import { financialStatus } from '../books/statuses.js';
import type { ShopifyShop } from '../shop.js';
import type { ShopNews } from '../shop-news.js';
import { createWebhooks, type DeliveryOptions, type WebhookDelivery, type WebhookSubject } from './webhook-delivery.js';

/** A try to deliver something; no status where nobody answered in time. */
export interface WebhookTry {
  delivery: WebhookDelivery;
  status: number | null;
}

/** Sends a shop's deliveries to an address. */
export interface WebhookSender {
  /** Sends something now, and again until it is taken. */
  send(subject: WebhookSubject, options?: DeliveryOptions): Promise<WebhookTry>;
  /** Sends a delivery once more, with the same id. */
  repeat(delivery: WebhookDelivery): Promise<WebhookTry>;
  /** Every try so far, oldest first. */
  tries(): readonly WebhookTry[];
  /** When everything under way is done. */
  settled(): Promise<void>;
  /** Follows the shop no longer. */
  stop(): void;
}

/** How a sender behaves. */
export interface WebhookSenderOptions {
  shop: ShopifyShop;
  url: string;
  /** Sends on its own whatever happens in the shop; true if not said. */
  follow?: boolean;
  /** Sends each delivery so many times more, although it was taken. */
  duplicates?: number;
  /** How often it tries again what was not taken: eight times if not said. */
  retries?: number;
  retryAfterMs?: number;
}

const TIMEOUT_MS = 5_000;

/** Starts a sender; what happens in the shop from now on is told to the address. */
export function startWebhookSender(options: WebhookSenderOptions): WebhookSender {
  const { shop, url, duplicates = 0, retries = 8, retryAfterMs = 250 } = options;
  const make = createWebhooks(shop);
  const tries: WebhookTry[] = [];
  const underWay = new Set<Promise<unknown>>();
  const stopping = new AbortController();
  const attempt = async (delivery: WebhookDelivery): Promise<WebhookTry> => {
    const one = { delivery, status: await post(url, delivery, stopping.signal) };
    tries.push(one);
    return one;
  };
  const deliver = async (delivery: WebhookDelivery): Promise<WebhookTry> => {
    let last = await attempt(delivery);
    for (let again = 0; again < retries && !isTaken(last) && !stopping.signal.aborted; again += 1) {
      await pause(retryAfterMs);
      last = await attempt(delivery);
    }
    for (let copy = 0; copy < duplicates; copy += 1) last = await attempt(delivery);
    return last;
  };
  const track = <Result>(work: Promise<Result>): Promise<Result> => {
    underWay.add(work);
    void work.finally(() => underWay.delete(work));
    return work;
  };
  const tell = (news: ShopNews): void => {
    const eventId = `event-${shop.revision()}`;
    for (const subject of subjectsOf(news)) void track(deliver(make(subject, { eventId })));
  };
  const unfollow = options.follow === false ? () => false : shop.onChange(tell);
  return {
    send: (subject, delivery) => track(deliver(make(subject, delivery))),
    repeat: (delivery) => track(attempt(delivery)),
    tries: () => [...tries],
    settled: async () => {
      while (underWay.size > 0) await Promise.all(underWay);
    },
    stop: () => {
      stopping.abort();
      unfollow();
    },
  };
}

/** The deliveries that something causes; a change is told more than once, as the shop does. */
export function subjectsOf(news: ShopNews): WebhookSubject[] {
  if (news.what === 'customer') return [{ topic: 'customers/update', customer: news.customer }];
  if (news.what === 'product') return [{ topic: 'products/update', product: news.product }];
  const { order } = news;
  const paid: WebhookSubject[] = financialStatus(order) === 'PAID' ? [{ topic: 'orders/paid', order }] : [];
  if (news.what === 'placed') {
    return [{ topic: 'orders/create', order }, { topic: 'orders/updated', order }, ...paid];
  }
  const { kind } = news;
  const subjects: WebhookSubject[] = [{ topic: 'orders/updated', order }, ...(kind === 'pay' ? paid : [])];
  const refund = order.refunds.at(-1);
  if (/^(refund|restock|return_close|cancel)/.test(kind) && refund !== undefined) {
    subjects.push({ topic: 'refunds/create', order, refund });
  }
  if (kind === 'cancel') subjects.push({ topic: 'orders/cancelled', order });
  const fulfillment = order.fulfillments.at(-1);
  if (/^(fulfil|unfulfil|deliver)/.test(kind) && fulfillment !== undefined) {
    const topic = kind.startsWith('fulfil') ? 'fulfillments/create' : 'fulfillments/update';
    subjects.push({ topic, order, fulfillment });
  }
  return subjects;
}

async function post(url: string, { headers, body }: WebhookDelivery, signal: AbortSignal): Promise<number | null> {
  try {
    const ends = AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]);
    const response = await fetch(url, { method: 'POST', headers, body: new Uint8Array(body), signal: ends });
    await response.arrayBuffer();
    return response.status;
  } catch {
    return null;
  }
}

function isTaken({ status }: WebhookTry): boolean {
  return status !== null && status >= 200 && status < 300;
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms).unref();
  });
}
