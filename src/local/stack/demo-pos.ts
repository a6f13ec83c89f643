import { startPosLife } from '../sandbox/pos/life.js';
import { createPos } from '../sandbox/pos/pos.js';
import { startPosServer } from '../sandbox/pos/server.js';
import type { DemoShop } from './demo-shop.js';

const SEED = 20_261_124;
const SALES = 120;
const BEAT_MS = 5_000;

const apiKey = 'sandbox-pos-key';
const zone = 'Asia/Riyadh';

/** The sandbox POS: registers whose server is asked for what it received behind a number. */
export const demoPos: DemoShop = {
  profileId: 'demo-pos',
  title: 'POS',
  environment: { TRIBUTARY_SANDBOX_POS_KEY: apiKey },
  async open() {
    const pos = createPos({ seed: SEED, sales: SALES, apiKey, zone, now: () => new Date() });
    const server = await startPosServer({ pos });
    const live = () => {
      const life = startPosLife(pos, { everyMs: BEAT_MS });
      return () => life.stop();
    };
    return { baseUrl: server.baseUrl, live, stop: () => server.stop() };
  },
  profile: (baseUrl) => ({
    id: 'demo-pos',
    tenantId: 'demo',
    name: 'Sandbox POS',
    channel: 'http',
    settings: {
      baseUrl,
      auth: { header: 'X-Api-Key' },
      resources: {
        orders: {
          path: 'v1/sales',
          one: 'v1/sales/{id}',
          itemsPath: 'data',
          since: { parameter: 'since_version', format: 'cursor', path: 'next_version' },
          paging: {
            by: 'cursor',
            parameter: 'since_version',
            nextPath: 'next_version',
            morePath: 'has_more',
            sizeParameter: 'limit',
          },
        },
      },
      prices: 'gross',
      cancelledStatuses: [105],
      dates: { zone },
    },
    secrets: { apiKey: 'env:TRIBUTARY_SANDBOX_POS_KEY' },
    pull: { interval: 'PT1M' },
  }),
};
