import { z } from 'zod';
import { channelSettings } from '../../src/orchestration/channel-settings.js';
import { createFakeShop } from './fake-shop.js';
import { apiProfile } from './world.js';

const profile = (settings: Record<string, unknown> = {}) => apiProfile({ channel: 'fake', settings });

test('the settings come with the defaults of the channel', () => {
  expect(channelSettings(createFakeShop(0).channel, profile())).toEqual({ statuses: [] });
});

test('those of one profile are checked once, and anew for the next version of it or another channel', () => {
  let checks = 0;
  const settings = z.unknown().transform(() => {
    checks += 1;
    return checks;
  });
  const { channel } = createFakeShop(0, { settings });
  const one = profile();
  expect([channelSettings(channel, one), channelSettings(channel, one)]).toEqual([1, 1]);
  expect(channelSettings(channel, profile())).toBe(2);
  expect(channelSettings({ ...channel }, one)).toBe(3);
});

test('what no longer fits waits until the profile is put again, and the message says where', () => {
  const { channel } = createFakeShop(0);
  const settle = () => channelSettings(channel, profile({ statuses: [1] }));
  expect(settle).toThrow(expect.objectContaining({ code: 'profile_unreadable', disposition: 'retry' }));
  expect(settle).toThrow('settings.statuses.0');
});
