import { z } from 'zod';
import { type ChannelDefinition, defineChannel, faultOfChannelKey } from '../../../src/channels/kit/define-channel.js';
import type { ChannelPage, ChannelResource } from '../../../src/ports/channel.js';

const page: ChannelPage = { records: [], unreadable: [], watermark: null, position: null, announced: null };
const orders: ChannelResource = {
  type: 'order',
  list: async () => page,
  identify: () => ({ recordId: '1', sourceVersion: null }),
  map: (raw) => ({ record: raw, warnings: [] }),
};
const good: ChannelDefinition<{ baseUrl: string; auth?: string | undefined }> = {
  key: 'paper-2',
  title: 'Paper',
  settings: z.strictObject({ baseUrl: z.string(), auth: z.string().optional() }),
  secrets: ['token'],
  mappingVersion: '1',
  rateLimit: { perSecond: 0.5, burst: 1 },
  pullDefaults: { interval: 'PT30M', backfillInterval: 'P1D' },
  resources: { orders },
};

describe('defineChannel', () => {
  test('makes a channel of the port, with its secrets by name', () => {
    const channel = defineChannel(good);
    expect(channel).toMatchObject({ key: 'paper-2', rateLimit: { perSecond: 0.5 }, resources: { orders } });
    expect(channel.secretNames({ baseUrl: '' })).toEqual(['token']);
    expect('secrets' in channel).toBe(false);
  });

  test('names the secrets by the settings where they depend on them', () => {
    const channel = defineChannel({ ...good, secrets: ({ auth }) => (auth === 'pair' ? ['user', 'password'] : []) });
    expect(channel.secretNames({ baseUrl: '', auth: 'pair' })).toEqual(['user', 'password']);
  });

  test.each<[string, Partial<ChannelDefinition<never>>, string]>([
    ['an upper-case key', { key: 'Shop-ify' }, 'lower-case letters, digits and hyphens'],
    ['a key that begins with a digit', { key: '2shop' }, 'beginning with a letter'],
    ['a key that is a format', { key: 'canonical' }, 'must not be one of canonical'],
    ['an empty title', { title: ' ' }, 'title'],
    ['a mapping version in words', { mappingVersion: 'v1' }, 'mappingVersion'],
    ['a secret with a strange name', { secrets: ['api key'] }, 'secret "api key"'],
    ['a secret twice', { secrets: ['a', 'a'] }, 'once'],
    ['a rate of nothing', { rateLimit: { perSecond: 0, burst: 1 } }, 'perSecond'],
    ['a rate that is no number', { rateLimit: { perSecond: Number.NaN, burst: 1 } }, 'perSecond'],
    ['a bucket that holds nothing', { rateLimit: { perSecond: 1, burst: 0 } }, 'burst'],
    ['an interval that is none', { pullDefaults: { interval: '15m' } }, 'pullDefaults.interval'],
    ['two resources of one type', { resources: { orders, 'more-orders': orders } }, 'two resources give order'],
    ['a resource with a strange name', { resources: { Orders: orders } }, 'resource "Orders"'],
    ['a resource of no type', { resources: { orders: { ...orders, type: 'orders' as never } } }, 'type must be one of'],
    [
      'a list without identify',
      { resources: { orders: { ...orders, identify: undefined as never } } },
      'must identify',
    ],
    ['a resource without a mapping', { resources: { orders: { ...orders, map: undefined as never } } }, 'must map'],
    ['settings without an address', { settings: z.strictObject({}) as never }, 'baseUrl'],
  ])('refuses %s', (_what, change, message) => {
    const definition = { ...good, ...change } as typeof good;
    expect(() => defineChannel(definition)).toThrow(message);
    expect(() => defineChannel(definition)).toThrow(`The channel ${JSON.stringify(definition.key)}`);
  });

  test('names every fault at once', () => {
    expect(() => defineChannel({ ...good, key: 'X', title: '', mappingVersion: '' })).toThrow(
      /key .*title .*mappingVersion/,
    );
  });

  test('lets a channel that only takes what is posted do without an address', () => {
    const { list: _, ...posted } = orders;
    const definition = { ...good, settings: z.strictObject({}), resources: { orders: posted } };
    expect(defineChannel(definition as never).key).toBe('paper-2');
  });
});

test.each([
  ['shopify', null],
  ['shopware-6', null],
  ['Shop-ify', /lower-case/],
  ['my_channel', /lower-case/],
  ['', /lower-case/],
  ['a'.repeat(64), /at most 63/],
  ['local-edit', /must not be one of/],
])('the key %s is good or refused with the rule', (key, rule) => {
  const fault = faultOfChannelKey(key);
  if (rule === null) expect(fault).toBeNull();
  else expect(fault).toMatch(rule);
});
