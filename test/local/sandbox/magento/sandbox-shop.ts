import { createMagentoShop, type MagentoShop } from '../../../../src/local/sandbox/magento/shop.js';

/** Secrets with characters that must be encoded. */
export const CREDENTIALS = {
  consumerKey: 'ck_sandbox',
  consumerSecret: 'cs&secret/1=',
  accessToken: 'at_sandbox',
  accessTokenSecret: "ts secret'2",
};

/** A clock that stands still until a test moves it. */
export interface HandClock {
  now(): Date;
  advance(ms: number): void;
}

/** Creates a clock that stands at a fixed instant, or at the real one. */
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
export function createTestShop(clock: HandClock, orders = 300, seed = 7): MagentoShop {
  return createMagentoShop({ seed, orders, credentials: CREDENTIALS, now: clock.now });
}
