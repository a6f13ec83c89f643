import { startLife } from '../../../src/local/sandbox/magento/life.js';
import { startMagentoServer } from '../../../src/local/sandbox/magento/server.js';
import { createMagentoShop } from '../../../src/local/sandbox/magento/shop.js';
import { BEAT_MS, type BusyShop, startBursts } from './busy-shop.js';
import { magentoBooks } from './magento-books.js';

const credentials = { consumerKey: 'm-ck', consumerSecret: 'm-cs', accessToken: 'm-at', accessTokenSecret: 'm-ats' };
const UNREADABLE = '17';

/** A Magento shop whose listings know all changes at once, so that it is pulled without any overlap. */
export async function openMagento(): Promise<BusyShop> {
  const shop = createMagentoShop({ seed: 11, orders: 40, credentials, now: () => new Date() });
  const server = await startMagentoServer({ shop });
  server.faults.badRecord(Number(UNREADABLE));
  const ends: (() => void)[] = [];
  const { switches } = server.faults;
  return {
    name: 'Magento',
    profileId: 'three-magento',
    env: { T_M_CK: 'm-ck', T_M_CS: 'm-cs', T_M_AT: 'm-at', T_M_ATS: 'm-ats' },
    resources: ['orders', 'creditmemos', 'invoices', 'shipments'],
    profile: () => ({
      channel: 'magento2',
      settings: { baseUrl: server.baseUrl, auth: 'oauth1' },
      secrets: {
        consumerKey: 'env:T_M_CK',
        consumerSecret: 'env:T_M_CS',
        accessToken: 'env:T_M_AT',
        accessTokenSecret: 'env:T_M_ATS',
      },
      pull: { enabled: false, pageSize: 7, overlap: 'PT0S', rateLimit: { perSecond: 100, burst: 100 } },
    }),
    live() {
      const life = startLife({ shop, everyMs: BEAT_MS });
      const again = (order: unknown) => void shop.change({ entityId: (order as { entity_id: number }).entity_id });
      ends.push(() => life.stop(), startBursts({ place: shop.place, change: () => shop.change() }, again));
    },
    async freeze() {
      for (const end of ends) end();
    },
    lagMs: 0,
    failNext: server.faults.failNext,
    pending: server.faults.pending,
    showLogin() {
      switches.html200 = true;
      setTimeout(() => Object.assign(switches, { html200: false }), BEAT_MS);
    },
    ownFault() {
      switches.itemsNull = !switches.itemsNull;
    },
    unreadable: new Set([UNREADABLE]),
    booked: () => magentoBooks(shop),
    stop: () => server.stop(),
  };
}
