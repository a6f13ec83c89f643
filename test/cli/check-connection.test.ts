import { z } from 'zod';
import { checkConnection } from '../../src/cli/check-connection.js';
import { PipelineError } from '../../src/model/errors.js';
import type { Channel } from '../../src/ports/channel.js';
import { apiProfile, createWorld } from '../orchestration/world.js';

const address = { name: 'address', status: 'ok', message: 'It answers' } as const;

const shop: Channel = {
  key: 'shop',
  title: 'Shop',
  settings: z.object({ webhooks: z.array(z.string()).default([]) }),
  secretNames: () => ['token'],
  mappingVersion: '1',
  resources: {},
  webhooks: {
    secretNames: (settings) => (settings as { webhooks: string[] }).webhooks,
    read: () => ({ deliveryId: '1', hints: [], tracking: [] }),
  },
  testConnection: async () => [address],
};

const check = (webhooks: string[], channel: Channel = shop) => {
  const secrets = { token: 'env:TOKEN', hook: 'env:HOOK', gone: 'env:GONE' };
  const profile = apiProfile({ channel: 'shop', settings: { webhooks }, secrets });
  const resolve = async (reference: string) => {
    if (reference !== 'env:GONE') return 'x';
    throw new PipelineError('secret_unavailable', 'env:GONE is not set');
  };
  const createHttp = () => ({ send: () => Promise.reject(new Error('no network')) });
  return checkConnection({ ...createWorld().ports, secrets: { resolve }, createHttp }, profile, channel);
};

describe('a test of the connection', () => {
  test('says nothing of webhooks where the settings ask for none', async () => {
    expect(await check([])).toEqual([address]);
    const { webhooks: _, ...without } = shop;
    expect(await check(['hook'], without)).toEqual([address]);
  });

  test('says that the secrets of the webhooks can be read', async () => {
    expect(await check(['hook'])).toEqual([
      address,
      expect.objectContaining({ name: 'webhook secrets', status: 'ok' }),
    ]);
  });

  test.each([
    ['is not set', 'gone', /^env:GONE is not set: /],
    ['is not referenced', 'unknown', /references no secret unknown: /],
  ])('fails when a secret of the webhooks %s', async (_what, name, message) => {
    expect((await check(['hook', name])).at(-1)).toEqual({
      name: 'webhook secrets',
      status: 'failed',
      message: expect.stringMatching(message),
    });
  });

  test('reads what the registration is checked with as well', async () => {
    const registering = { registration: { secretNames: () => ['gone'] } } as unknown as Channel;
    expect((await check(['hook'], { ...shop, ...registering })).at(-1)).toMatchObject({ status: 'failed' });
  });

  test('speaks of the webhooks also where the channel has no test', async () => {
    const { testConnection: _, ...without } = shop;
    expect(await check(['hook'], without)).toMatchObject([{ name: 'webhook secrets' }]);
  });
});
