import { type Profile, profile } from '../../model/profile.js';
import type { Profiles } from '../../ports/profiles.js';
import { demoShops, type RunningShop } from './demo-shops.js';

const demoApi = { id: 'demo-api', tenantId: 'demo', name: 'Orders posted by hand', channel: 'api' };

/**
 * Puts the demo profiles: what people changed in one stays, but for the address of its sandbox shop, which moves with each start.
 * A shop that does not run has its profile switched off.
 */
export async function putDemoProfiles(profiles: Profiles, running: readonly RunningShop[]): Promise<Profile[]> {
  const wanted: unknown[] = [(await profiles.read(demoApi.id)) ?? demoApi];
  for (const demo of demoShops) {
    const kept = await profiles.read(demo.profileId);
    const baseUrl = running.find((one) => one.demo === demo)?.shop.baseUrl;
    if (baseUrl !== undefined) {
      const settings = { ...kept?.settings, baseUrl };
      wanted.push(kept === null ? demo.profile(baseUrl) : { ...kept, active: true, settings });
    } else if (kept !== null) wanted.push({ ...kept, active: false });
  }
  const complete = wanted.map((one) => profile.parse(one));
  for (const one of complete) await profiles.put(one);
  return complete.filter(({ active }) => active);
}
