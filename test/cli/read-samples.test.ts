import { findChannel } from '../../src/channels/index.js';
import { readSamples } from '../../src/cli/read-samples.js';
import { shopifySampleShop } from '../../src/local/sandbox/shopify/sample-shop.js';
import { shopwareSampleShop } from '../../src/local/sandbox/shopware/sample-shop.js';

test.each([
  { shop: shopifySampleShop(), resources: ['orders', 'refunds', 'fulfillments', 'invoices', 'customers', 'products'] },
  { shop: shopwareSampleShop(), resources: ['orders', 'shipments', 'invoices', 'refunds', 'customers', 'products'] },
])(
  'the sample shop of $shop.channel shows every resource, what comes inside others too',
  async ({ shop, resources }) => {
    const channel = findChannel(shop.channel);
    if (channel === null) throw new Error('there is no such channel');
    const samples = await readSamples(channel, shop);
    expect(Object.keys(samples)).toEqual(resources);
    for (const name of resources) {
      expect(samples[name]?.length).toBeGreaterThan(5);
      const resource = channel.resources[name];
      for (const raw of samples[name] ?? [])
        expect(resource?.identify(raw, channel.settings.parse(shop.settings)).recordId).not.toBe('');
    }
  },
);
