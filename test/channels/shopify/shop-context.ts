import { createChannelHttp } from '../../../src/channels/kit/channel-http.js';
import { createShopifyChannel } from '../../../src/channels/shopify/index.js';
import { type ShopifySettings, shopifySettings } from '../../../src/channels/shopify/schema.js';
import { createShopContexts, type ShopContext } from '../../../src/channels/shopify/shop-context.js';
import type { Json, JsonObject } from '../../../src/diff/json.js';
import { type ShopifyServer, startShopifyServer } from '../../../src/local/sandbox/shopify/server.js';
import { createShopifyShop, type ShopifyShop } from '../../../src/local/sandbox/shopify/shop.js';
import type { Warning } from '../../../src/model/event.js';
import { parseJson } from '../../../src/model/json-text.js';
import type { Order } from '../../../src/model/order.js';
import { parseCompleteRecord, parseIncomingRecord } from '../../../src/model/record.js';
import type { Channel, ChannelContext, ChannelPage, ChannelResource, RawRecord } from '../../../src/ports/channel.js';

/** The credentials of the app in the shops of these tests. */
export const credentials = {
  accessToken: 'shpat_sandbox_access_token',
  clientId: 'sandbox_client_id',
  clientSecret: 'shpss_sandbox_client_secret',
};

/** Checked settings of a shop at this address. */
export function settingsOf(baseUrl: string, changes: Record<string, unknown> = {}): ShopifySettings {
  return shopifySettings.parse({ baseUrl, bulk: 'never', testOrders: 'keep', ...changes });
}

/** A clock that goes on only when it is waited for. */
export interface WaitedClock {
  now(): Date;
  sleep(ms: number): Promise<void>;
  /** Everything that was waited for, in milliseconds. */
  waits: number[];
  advance(ms: number): void;
}

/** Makes such a clock. */
export function createWaitedClock(start = '2026-11-20T10:00:00Z'): WaitedClock {
  let nowMs = Date.parse(start);
  const waits: number[] = [];
  return {
    now: () => new Date(nowMs),
    waits,
    advance: (ms) => {
      nowMs += ms;
    },
    sleep: async (ms) => {
      waits.push(ms);
      nowMs += ms;
    },
  };
}

/** A port's context whose client really asks the shop. */
export function contextOf(
  baseUrl: string,
  clock: WaitedClock,
  changes: { settings?: Record<string, unknown>; secrets?: Record<string, string> } = {},
): ChannelContext<ShopifySettings> {
  return {
    settings: settingsOf(baseUrl, changes.settings),
    secrets: changes.secrets ?? credentials,
    http: createChannelHttp({
      allowedOrigin: baseUrl,
      allowPrivate: true,
      timeoutMs: 10_000,
      maxBytes: 50_000_000,
      clock,
      random: () => 0.5,
    }),
    now: clock.now,
    sleep: clock.sleep,
    random: () => 0.5,
  };
}

/** A sandbox shop, its server, and a channel that asks it. */
export interface OpenShop {
  shop: ShopifyShop;
  server: ShopifyServer;
  clock: WaitedClock;
  channel: Channel<ShopifySettings>;
  context(changes?: Parameters<typeof contextOf>[2]): ChannelContext<ShopifySettings>;
  /** The channel's own context, with its memory. */
  shopContext(changes?: Parameters<typeof contextOf>[2]): ShopContext;
  resource(name: string): ChannelResource<ShopifySettings>;
  stop(): Promise<void>;
}

/** Opens a sandbox shop with so many orders. */
export async function openShop(orders: number, options: { seed?: number; currency?: string } = {}): Promise<OpenShop> {
  const clock = createWaitedClock();
  const { seed = 7, ...rest } = options;
  const shop = createShopifyShop({ seed, orders, credentials, now: clock.now, ...rest });
  const server = await startShopifyServer({ shop });
  const channel = createShopifyChannel();
  const open = createShopContexts();
  return {
    shop,
    server,
    clock,
    channel,
    context: (changes) => contextOf(server.baseUrl, clock, changes),
    shopContext: (changes) => open(contextOf(server.baseUrl, clock, changes)),
    resource: (name) => resourceOf(name, channel),
    stop: () => server.stop(),
  };
}

const plain = createShopifyChannel();

/** A resource of the channel. */
export function resourceOf(name: string, channel: Channel<ShopifySettings> = plain): ChannelResource<ShopifySettings> {
  const found = channel.resources[name];
  if (found === undefined) throw new Error(`there is no resource ${name}`);
  return found;
}

/** Reads a whole listing; `between` runs after each page. */
export async function pull(
  { resource, context }: Pick<OpenShop, 'resource' | 'context'>,
  name: string,
  options: {
    since?: string | null;
    pageSize?: number;
    settings?: Record<string, unknown>;
    between?: (page: ChannelPage) => void;
  } = {},
): Promise<{ records: RawRecord[]; pages: ChannelPage[]; watermark: string | null }> {
  const { since = null, pageSize = 50, settings = {}, between = () => {} } = options;
  const pages: ChannelPage[] = [];
  let position: Json = null;
  do {
    const page: ChannelPage | undefined = await resource(name).list?.(context({ settings }), {
      since,
      position,
      pageSize,
    });
    if (page === undefined) throw new Error(`${name} are not listed`);
    pages.push(page);
    between(page);
    position = page.position;
    if (pages.length > 5_000) throw new Error('The listing does not end');
  } while (position !== null);
  const marks = pages.map(({ watermark }) => watermark).filter((mark) => mark !== null);
  return { records: pages.flatMap(({ records }) => records), pages, watermark: marks.sort().at(-1) ?? null };
}

/** The mapped record of a resource, checked against the schema and complete, with the warnings of the mapping. */
export function mapComplete(
  name: string,
  raw: Json | string,
  settings: Record<string, unknown> = {},
): { record: JsonObject; warnings: Warning[] } {
  const { type, map } = resourceOf(name);
  const payload = typeof raw === 'string' ? parseJson(raw) : raw;
  const { record, warnings } = map(payload, settingsOf('https://s.test', settings));
  const incoming = parseIncomingRecord(type, record);
  if (!incoming.ok) throw new Error(JSON.stringify(incoming.faults));
  const complete = parseCompleteRecord(type, { lines: [], status: 'unknown', ...incoming.value });
  if (!complete.ok) throw new Error(JSON.stringify(complete.faults));
  return { record: complete.value, warnings };
}

/** A mapped order. */
export function mapOrder(raw: Json | string, settings: Record<string, unknown> = {}) {
  const { record, warnings } = mapComplete('orders', raw, settings);
  return { order: record as unknown as Order, warnings };
}

/** What the action throws, or what it gives. */
export function thrownBy(action: () => unknown): unknown {
  try {
    return action();
  } catch (error) {
    return error;
  }
}
