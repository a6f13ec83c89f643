import { type Profile, profile } from '../../model/profile.js';
import type { Profiles } from '../../ports/profiles.js';
import type { IntegrationCredentials } from '../sandbox/magento/shop.js';

/** The credentials of the sandbox shop: they guard made-up data on this machine only. */
export const sandboxCredentials: IntegrationCredentials = {
  consumerKey: 'sandbox-consumer-key',
  consumerSecret: 'sandbox-consumer-secret',
  accessToken: 'sandbox-access-token',
  accessTokenSecret: 'sandbox-access-token-secret',
};

/** The environment in which the secret references of the demo profiles resolve. */
export const sandboxEnvironment: Readonly<Record<string, string>> = {
  TRIBUTARY_SANDBOX_CONSUMER_KEY: sandboxCredentials.consumerKey,
  TRIBUTARY_SANDBOX_CONSUMER_SECRET: sandboxCredentials.consumerSecret,
  TRIBUTARY_SANDBOX_ACCESS_TOKEN: sandboxCredentials.accessToken,
  TRIBUTARY_SANDBOX_ACCESS_TOKEN_SECRET: sandboxCredentials.accessTokenSecret,
};

const demoApi = { id: 'demo-api', tenantId: 'demo', name: 'Orders posted by hand', channel: 'api' };

function demoMagento(baseUrl: string) {
  return {
    id: 'demo-magento',
    tenantId: 'demo',
    name: 'Sandbox Magento shop',
    channel: 'magento2',
    settings: { baseUrl, auth: 'oauth1' },
    secrets: {
      consumerKey: 'env:TRIBUTARY_SANDBOX_CONSUMER_KEY',
      consumerSecret: 'env:TRIBUTARY_SANDBOX_CONSUMER_SECRET',
      accessToken: 'env:TRIBUTARY_SANDBOX_ACCESS_TOKEN',
      accessTokenSecret: 'env:TRIBUTARY_SANDBOX_ACCESS_TOKEN_SECRET',
    },
    pull: { interval: 'PT1M', overlap: 'PT1M' },
  };
}

/**
 * Puts the demo profiles: what people changed in one stays, but for the address of the sandbox shop, which moves with each start.
 * Without a shop its profile stays switched off.
 */
export async function putDemoProfiles(profiles: Profiles, shopUrl: string | null): Promise<Profile[]> {
  const kept = await profiles.read(demoApi.id);
  const shop = await profiles.read('demo-magento');
  const wanted: unknown[] = [kept ?? demoApi];
  if (shopUrl !== null) {
    const fresh = demoMagento(shopUrl);
    wanted.push(shop === null ? fresh : { ...shop, active: true, settings: { ...shop.settings, baseUrl: shopUrl } });
  } else if (shop !== null) wanted.push({ ...shop, active: false });
  const complete = wanted.map((one) => profile.parse(one));
  for (const one of complete) await profiles.put(one);
  return complete.filter(({ active }) => active);
}
