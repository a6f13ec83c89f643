import { chooseSyncs } from '../../src/cli/choose-syncs.js';
import type { Channel } from '../../src/ports/channel.js';
import { apiProfile } from '../orchestration/world.js';

const shop = {
  resources: { orders: { type: 'order', list: () => {} }, prices: { type: 'product' } },
} as unknown as Channel;
const api = { resources: {} } as unknown as Channel;
const findChannel = (key: string): Channel | null => ({ shop, api })[key] ?? null;
const profile = (id: string, more: Record<string, unknown> = {}) => apiProfile({ id, channel: 'shop', ...more });

test('--all means the profiles that are on and pulled by themselves, and names the others with the reason', () => {
  const profiles = [
    profile('a'),
    profile('off', { active: false }),
    profile('by-hand', { pull: { enabled: false } }),
    profile('posted', { channel: 'api' }),
    profile('lost', { channel: 'gone' }),
  ];
  const { chosen, skipped } = chooseSyncs(profiles, [], findChannel);
  expect(chosen.map(({ profile: { id }, resources }) => [id, resources])).toEqual([['a', ['orders']]]);
  expect(skipped).toEqual([
    { profileId: 'off', why: 'it is switched off' },
    { profileId: 'by-hand', why: 'its pull is switched off' },
    { profileId: 'posted', why: 'it has nothing of this to pull' },
    { profileId: 'lost', why: 'there is no channel gone' },
  ]);
});

test('a resource that is named chooses among those that are pulled', () => {
  expect(chooseSyncs([profile('a')], ['orders', 'orders'], findChannel).chosen[0]?.resources).toEqual(['orders']);
  expect(chooseSyncs([profile('a')], ['prices'], findChannel).skipped).toHaveLength(1);
});
