import type { StoredRecord } from '../../../src/model/stored-record.js';
import type { Booked } from './booked.js';
import type { Hurtable } from './injected-faults.js';

/** A sandbox shop that lives fast, and the profile that it is pulled by. */
export interface BusyShop extends Hurtable {
  profileId: string;
  /** What the profile refers to as secrets. */
  env: Record<string, string>;
  /** What is pulled. */
  resources: readonly string[];
  profile(): Record<string, unknown>;
  /** Begins to live, and for so long to send webhooks to this address. */
  live(url: string, newsMs: number): void;
  /** From here on nothing happens in the shop; resolves once the webhooks that were under way have arrived. */
  freeze(): Promise<void>;
  /** How long the shop's listings may know nothing of a change. */
  lagMs: number;
  /** The orders that nobody can read. */
  unreadable: ReadonlySet<string>;
  booked(): Booked[];
  check?(record: StoredRecord): string[];
  stop(): Promise<void>;
}

/** How often something happens in each shop. */
export const BEAT_MS = 700;
/** Every so often a lot happens at one instant. */
const BURST_MS = 7_000;
const BURST = 8;

interface Changing {
  place(): unknown;
  change(which?: { orderId?: string }): { order: unknown };
}

/** Now and then places and changes many orders at one instant, and one of them twice; `again` changes an order that was changed just now. */
export function startBursts(shop: Changing, again: (order: unknown) => void): () => void {
  const timer = setInterval(() => {
    for (let count = 0; count < BURST; count += 1) {
      if (count % 4 === 3) shop.place();
      else again(shop.change().order);
    }
  }, BURST_MS);
  return () => clearInterval(timer);
}

/** Deliveries of webhooks, each a while after its cause and so in no order. */
export function createPost(forMs: number) {
  const until = Date.now() + forMs;
  const underWay = new Set<Promise<unknown>>();
  let sent = 0;
  return {
    later(deliver: () => Promise<unknown>): void {
      if (Date.now() > until) return;
      sent += 1;
      const delivery = new Promise((resolve) => setTimeout(resolve, (sent * 577) % 1_900)).then(deliver);
      underWay.add(delivery);
      void delivery.finally(() => underWay.delete(delivery));
    },
    async settled(): Promise<void> {
      while (underWay.size > 0) await Promise.all(underWay);
    },
  };
}

/** Whether webhooks are sent of an order: of most of them only the pull tells. */
export function isTold(orderId: string): boolean {
  return [...orderId].reduce((all, letter) => all + letter.charCodeAt(0), 0) % 3 === 0;
}
