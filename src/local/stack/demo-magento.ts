import { startLife } from '../sandbox/magento/life.js';
import { sendTrackingUpdate } from '../sandbox/magento/send-webhook.js';
import { startMagentoServer } from '../sandbox/magento/server.js';
import { createMagentoShop, type IntegrationCredentials } from '../sandbox/magento/shop.js';
import type { DemoShop } from './demo-shop.js';

const SEED = 20_261_121;
const ORDERS = 300;
const BEAT_MS = 4_000;

const credentials: IntegrationCredentials = {
  consumerKey: 'sandbox-consumer-key',
  consumerSecret: 'sandbox-consumer-secret',
  accessToken: 'sandbox-access-token',
  accessTokenSecret: 'sandbox-access-token-secret',
};
const webhookSecret = 'sandbox-webhook-secret';
const now = () => new Date();

/** The sandbox Magento shop: pulled, and told about parcels by a carrier's webhook. */
export const demoMagento: DemoShop = {
  profileId: 'demo-magento',
  title: 'Magento 2',
  environment: {
    TRIBUTARY_SANDBOX_CONSUMER_KEY: credentials.consumerKey,
    TRIBUTARY_SANDBOX_CONSUMER_SECRET: credentials.consumerSecret,
    TRIBUTARY_SANDBOX_ACCESS_TOKEN: credentials.accessToken,
    TRIBUTARY_SANDBOX_ACCESS_TOKEN_SECRET: credentials.accessTokenSecret,
    TRIBUTARY_SANDBOX_WEBHOOK_SECRET: webhookSecret,
  },
  async open() {
    const shop = createMagentoShop({ seed: SEED, orders: ORDERS, credentials, now });
    const server = await startMagentoServer({ shop });
    const live = (url: string) => {
      // A carrier that finds nobody in sends again later; here the next parcel will do.
      const onParcel = (news: Parameters<typeof sendTrackingUpdate>[0]): void => {
        sendTrackingUpdate(news, { url, secret: webhookSecret, now }).catch(() => {});
      };
      const life = startLife({ shop, everyMs: BEAT_MS, onParcel });
      return () => life.stop();
    };
    return { baseUrl: server.baseUrl, live, stop: () => server.stop() };
  },
  profile: (baseUrl) => ({
    id: 'demo-magento',
    tenantId: 'demo',
    name: 'Sandbox Magento shop',
    channel: 'magento2',
    settings: { baseUrl, auth: 'oauth1', currency: 'EUR', webhooks: ['tracking'] },
    secrets: {
      consumerKey: 'env:TRIBUTARY_SANDBOX_CONSUMER_KEY',
      consumerSecret: 'env:TRIBUTARY_SANDBOX_CONSUMER_SECRET',
      accessToken: 'env:TRIBUTARY_SANDBOX_ACCESS_TOKEN',
      accessTokenSecret: 'env:TRIBUTARY_SANDBOX_ACCESS_TOKEN_SECRET',
      webhookSecret: 'env:TRIBUTARY_SANDBOX_WEBHOOK_SECRET',
    },
    pull: { interval: 'PT1M', overlap: 'PT1M' },
  }),
};
