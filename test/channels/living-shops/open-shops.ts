import { createChannelHttp } from '../../../src/channels/kit/channel-http.js';
import { magento2 } from '../../../src/channels/magento2/index.js';
import { createShopifyChannel } from '../../../src/channels/shopify/index.js';
import { shopware6 } from '../../../src/channels/shopware6/index.js';
import { startMagentoServer } from '../../../src/local/sandbox/magento/server.js';
import { createMagentoShop } from '../../../src/local/sandbox/magento/shop.js';
import { startShopifyServer } from '../../../src/local/sandbox/shopify/server.js';
import { createShopifyShop } from '../../../src/local/sandbox/shopify/shop.js';
import { startShopwareServer } from '../../../src/local/sandbox/shopware/server.js';
import { createShopwareShop } from '../../../src/local/sandbox/shopware/shop.js';
import type { Channel, ChannelContext } from '../../../src/ports/channel.js';
import { magentoBooks } from '../../e2e/three-shops/magento-books.js';
import { shopifyBooks } from '../../e2e/three-shops/shopify-books.js';
import { checkShopwareLines, shopwareBooks } from '../../e2e/three-shops/shopware-books.js';
import type { LivingShop } from './living-shop.js';

const ORDERS = 40;
const BEAT_MS = 1_700;

/** A clock that goes on by a beat with each thing that happens, and by what is waited for. */
function createBeat() {
  let nowMs = Date.parse('2026-11-20T10:00:00Z');
  const advance = (ms: number) => {
    nowMs += ms;
  };
  return { now: () => new Date(nowMs), beat: () => advance(BEAT_MS), sleep: async (ms: number) => advance(ms) };
}

type Beat = ReturnType<typeof createBeat>;

function contextOf<Settings>(
  channel: Channel<Settings>,
  { now, sleep }: Beat,
  settings: Record<string, unknown> & { baseUrl: string },
  secrets: Record<string, string>,
): ChannelContext<Settings> {
  const { baseUrl: allowedOrigin } = settings;
  const limits = { allowPrivate: true, timeoutMs: 10_000, maxBytes: 50_000_000, random: () => 0.5 };
  const http = createChannelHttp({ allowedOrigin, ...limits, clock: { now, sleep } });
  return { settings: channel.settings.parse(settings) as Settings, secrets, http, now, sleep, random: () => 0.5 };
}

/** Lets a change happen, and now and then a new order. */
function livingOf({ beat }: Beat, place: () => unknown, change: () => { kind: string }): () => string {
  let beats = 0;
  return () => {
    beat();
    beats += 1;
    if (beats % 6 === 0) place();
    return beats % 6 === 0 ? 'place' : change().kind;
  };
}

/** A Magento shop. */
export async function openMagento(seed: number): Promise<LivingShop> {
  const secrets = { consumerKey: 'ck', consumerSecret: 'cs', accessToken: 'at', accessTokenSecret: 'ats' };
  const beat = createBeat();
  const shop = createMagentoShop({ seed, orders: ORDERS, credentials: secrets, now: beat.now });
  const server = await startMagentoServer({ shop });
  return {
    name: 'Magento',
    channel: magento2,
    context: contextOf(magento2, beat, { baseUrl: server.baseUrl, auth: 'oauth1' }, secrets),
    resources: ['orders', 'creditmemos', 'invoices', 'shipments'],
    live: livingOf(beat, shop.place, () => shop.change()),
    booked: () => magentoBooks(shop),
    stop: () => server.stop(),
  };
}

/** A Shopify shop whose searches know everything at once. */
export async function openShopify(seed: number): Promise<LivingShop> {
  const credentials = { accessToken: 'token', clientId: 'client', clientSecret: 'secret' };
  const beat = createBeat();
  const shop = createShopifyShop({ seed, orders: ORDERS, credentials, now: beat.now });
  const server = await startShopifyServer({ shop, faults: { indexLagMs: 0, restoreRate: 1_000 } });
  const channel = createShopifyChannel();
  const settings = { baseUrl: server.baseUrl, bulk: 'never', testOrders: 'keep' };
  return {
    name: 'Shopify',
    channel,
    context: contextOf(channel, beat, settings, credentials),
    resources: ['orders'],
    live: livingOf(beat, shop.place, () => shop.change()),
    booked: () => shopifyBooks(shop),
    stop: () => server.stop(),
  };
}

/** A Shopware shop. */
export async function openShopware(seed: number): Promise<LivingShop> {
  const credentials = { clientId: 'client', clientSecret: 'secret' };
  const beat = createBeat();
  const shop = createShopwareShop({ seed, orders: ORDERS, credentials, now: beat.now });
  const server = await startShopwareServer({ shop });
  return {
    name: 'Shopware',
    channel: shopware6,
    context: contextOf(shopware6, beat, { baseUrl: server.baseUrl }, credentials),
    resources: ['orders'],
    live: livingOf(beat, shop.place, () => shop.change()),
    booked: () => shopwareBooks(shop),
    check: (record) => checkShopwareLines(shop, record),
    stop: () => server.stop(),
  };
}
