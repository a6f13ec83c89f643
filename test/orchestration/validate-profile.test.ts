import { z } from 'zod';
import { validateProfile } from '../../src/orchestration/validate-profile.js';
import type { Channel } from '../../src/ports/channel.js';

const resource = {
  type: 'order' as const,
  identify: () => ({ recordId: '1', sourceVersion: null }),
  map: () => ({ record: {}, warnings: [] }),
};
const page = { records: [], unreadable: [], watermark: null, position: null, announced: null };

const shop: Channel = {
  key: 'shop',
  title: 'Shop',
  settings: z.strictObject({ baseUrl: z.url(), auth: z.enum(['key', 'pair']).default('key') }),
  secretNames: (settings) => ((settings as { auth: string }).auth === 'pair' ? ['user', 'password'] : ['token']),
  mappingVersion: '1',
  resources: { orders: { ...resource, list: async () => page }, invoices: resource },
};

const findChannel = (key: string) => (key === 'shop' ? shop : null);
const good = {
  id: 'demo',
  tenantId: 'acme',
  name: 'Demo',
  channel: 'shop',
  settings: { baseUrl: 'https://shop.example' },
  secrets: { token: 'env:SHOP_TOKEN' },
};
const faultsOf = (input: unknown) => {
  const checked = validateProfile(input, findChannel);
  return checked.ok ? [] : checked.faults.map(({ path }) => path);
};

describe('validateProfile', () => {
  test('completes a good profile', () => {
    expect(validateProfile(good, findChannel)).toMatchObject({ ok: true, value: { active: true, cacheMaxAge: 'P7D' } });
  });

  test.each<[string, unknown, string[]]>([
    ['no object', null, ['']],
    ['an unknown channel', { ...good, channel: 'shoop' }, ['/channel']],
    ['an unknown field', { ...good, chanel: 'shop' }, ['']],
    ['a bad id', { ...good, id: 'Demo/..' }, ['/id']],
    [
      'settings against the channel schema',
      { ...good, settings: { baseUrl: 'shop', auth: 'none' } },
      ['/settings/baseUrl', '/settings/auth'],
    ],
    ['a setting that the channel does not have', { ...good, settings: { ...good.settings, basUrl: 1 } }, ['/settings']],
    ['a secret by value', { ...good, secrets: { token: 'hunter2' } }, ['/secrets/token']],
    ['a secret that is missing', { ...good, secrets: {} }, ['/secrets/token']],
    [
      'secrets by the settings',
      { ...good, settings: { ...good.settings, auth: 'pair' } },
      ['/secrets/user', '/secrets/password'],
    ],
    [
      'a resource that cannot be pulled',
      { ...good, pull: { resources: ['orders', 'invoices', 'x'] } },
      ['/pull/resources/1', '/pull/resources/2'],
    ],
    ['an interval below a minute', { ...good, pull: { interval: 'PT1S' } }, ['/pull/interval']],
    [
      'overrides of a type that the channel does not map',
      { ...good, mapping: { order: {}, product: { fields: { sku: 'sku' } } } },
      ['/mapping/product'],
    ],
    [
      'an override of what is no canonical field',
      { ...good, mapping: { order: { fields: { 'lines[].colour': 'items[].colour' } } } },
      ['/mapping/order/fields/lines[].colour'],
    ],
    ['a rate of nothing', { ...good, pull: { rateLimit: { perSecond: 0 } } }, ['/pull/rateLimit/perSecond']],
    [
      'faults of all kinds at once',
      { ...good, secrets: {}, pull: { resources: ['x'] } },
      ['/secrets/token', '/pull/resources/0'],
    ],
  ])('names the path of %s', (_what, input, paths) => {
    expect(faultsOf(input)).toEqual(paths);
  });

  test('does not repeat a secret that was written by value', () => {
    const checked = validateProfile({ ...good, secrets: { token: 'hunter2' } }, findChannel);
    expect(JSON.stringify(checked)).not.toContain('hunter2');
  });

  test.each<[what: string, secrets: Record<string, string>, paths: string[]]>([
    ['each secret of them that is missing', {}, ['/secrets/token', '/secrets/hook', '/secrets/hookOld']],
    ['none twice, nor one that is there', { token: 'env:A', hook: 'env:B' }, ['/secrets/hookOld']],
  ])('names, where the settings switch webhooks on, %s', (_what, secrets, paths) => {
    const webhooks = {
      secretNames: ({ auth }: { auth: string }) => (auth === 'key' ? ['token', 'hook', 'hookOld'] : []),
    };
    const hooked = { ...shop, webhooks } as unknown as Channel;
    const faults = (input: unknown) => {
      const checked = validateProfile(input, () => hooked);
      return checked.ok ? [] : checked.faults.map(({ path }) => path);
    };
    expect(faults({ ...good, secrets })).toEqual(paths);
    const pair = { user: 'env:U', password: 'env:P' };
    expect(faults({ ...good, settings: { ...good.settings, auth: 'pair' }, secrets: pair })).toEqual([]);
  });

  const registration = {
    secretNames: ({ auth }: { auth: string }) => (auth === 'key' ? ['appSecret'] : []),
    storedNames: ['token', 'shopSecret'],
  };
  const registering = { ...shop, registration } as unknown as Channel;

  test.each<[what: string, auth: string, secrets: Record<string, string>, faults: Record<string, RegExp>]>([
    ['takes what is handed over', 'key', { appSecret: 'env:APP', token: 'stored:token' }, {}],
    [
      'says that a secret may be what is handed over',
      'key',
      { appSecret: 'env:APP' },
      { '/secrets/token': /stored:token, env:NAME or keyvault:NAME$/ },
    ],
    [
      'asks for what a registration is checked with',
      'key',
      { token: 'stored:token' },
      { '/secrets/appSecret': /registration of the settings needs/ },
    ],
    [
      'refuses what is not handed over',
      'key',
      { appSecret: 'env:APP', token: 'stored:other' },
      { '/secrets/token': /no stored:other for it; handed over are: token, shopSecret/ },
    ],
    [
      'refuses to check a registration with what it hands over',
      'key',
      { appSecret: 'stored:token', token: 'env:T' },
      { '/secrets/appSecret': /no stored:token/ },
    ],
    [
      'refuses references to what settings without a registration never get',
      'pair',
      { user: 'env:U', password: 'stored:token' },
      { '/secrets/password': /nothing is handed over with these settings/ },
    ],
  ])('%s', (_what, auth, secrets, faults) => {
    const settings = { ...good.settings, auth };
    const checked = validateProfile({ ...good, settings, secrets }, () => registering);
    const found = checked.ok ? {} : Object.fromEntries(checked.faults.map(({ path, message }) => [path, message]));
    expect(Object.keys(found)).toEqual(Object.keys(faults));
    for (const [path, message] of Object.entries(faults)) expect(found[path]).toMatch(message);
  });

  test('takes an inherited name for no secret', () => {
    const odd: Channel = { ...shop, secretNames: () => ['constructor'] };
    expect(validateProfile(good, () => odd)).toMatchObject({ ok: false, faults: [{ path: '/secrets/constructor' }] });
  });
});
