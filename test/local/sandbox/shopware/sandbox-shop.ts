import { createShopwareShop, type ShopwareShop } from '../../../../src/local/sandbox/shopware/shop.js';

/** An integration's key and secret. */
export const CREDENTIALS = { clientId: 'SWIASANDBOX', clientSecret: 'c2FuZGJveC+/=' };

/** A clock that stands still until a test moves it. */
export interface HandClock {
  now(): Date;
  advance(ms: number): void;
}

/** Creates a clock that stands at a fixed instant. */
export function createHandClock(startMs: number = Date.parse('2026-11-20T10:00:00.750Z')): HandClock {
  let atMs = startMs;
  return {
    now: () => new Date(atMs),
    advance: (ms) => {
      atMs += ms;
    },
  };
}

/** Creates a shop of the usual seed. */
export function createTestShop(clock: HandClock, orders = 200, seed = 7): ShopwareShop {
  return createShopwareShop({ seed, orders, credentials: CREDENTIALS, now: clock.now });
}
