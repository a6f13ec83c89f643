import { type ShopifyServer, startShopifyServer } from '../../../../src/local/sandbox/shopify/server.js';
import { createShopifyShop, type ShopifyShop } from '../../../../src/local/sandbox/shopify/shop.js';

/** What the app of the tests is known by. */
export const CREDENTIALS = {
  accessToken: 'shpat_sandbox',
  clientId: 'client-1',
  clientSecret: 'shpss_one',
};

/** A clock that stands still until a test moves it. */
export interface HandClock {
  now(): Date;
  advance(ms: number): void;
}

/** Creates a clock that stands at a fixed instant. */
export function createHandClock(startMs: number = Date.parse('2026-11-20T10:00:00.250Z')): HandClock {
  let atMs = startMs;
  return {
    now: () => new Date(atMs),
    advance: (ms) => {
      atMs += ms;
    },
  };
}

/** Creates a shop of the usual seed. */
export function createTestShop(clock: HandClock, orders = 200, currency = 'EUR', seed = 7): ShopifyShop {
  return createShopifyShop({ seed, orders, currency, credentials: CREDENTIALS, now: clock.now });
}

/** An answer of the interface, read. */
export interface Answer {
  status: number;
  headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: answers are looked into by path
  json: any;
}

/** Sends a query with the app's token, unless told another. */
export async function ask(
  server: ShopifyServer,
  query: string,
  variables: Record<string, unknown> = {},
  { token = CREDENTIALS.accessToken, version = '2026-10' }: { token?: string; version?: string } = {},
): Promise<Answer> {
  const response = await fetch(`${server.baseUrl}/admin/api/${version}/graphql.json`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-shopify-access-token': token },
    body: JSON.stringify({ query, variables }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, json: JSON.parse(text) };
}

/** A server for a shop; tests stop it. */
export function serve(shop: ShopifyShop): Promise<ShopifyServer> {
  return startShopifyServer({ shop });
}
