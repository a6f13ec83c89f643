import { findChannel } from '../channels/index.js';
import type { Json } from '../diff/json.js';
import { magentoSamples } from '../local/sandbox/magento/sample-payloads.js';
import { posSamples } from '../local/sandbox/pos/sample-payloads.js';
import { shopifySampleShop } from '../local/sandbox/shopify/sample-shop.js';
import { shopwareSampleShop } from '../local/sandbox/shopware/sample-shop.js';
import { parseJson } from '../model/json-text.js';
import type { Channel } from '../ports/channel.js';
import { chooseSamples } from './choose-samples.js';
import { createMappingPage } from './mapping-page.js';
import { readSamples, type SampleShop } from './read-samples.js';
import { traceMapping } from './trace-mapping.js';

/** A page of what a channel maps to what, and where it lies in `docs/channels/`. */
export interface MappingPage {
  file: string;
  text: string;
}

/** Sample payloads of each resource as the channel's sandbox shop sends them, and settings under which all of it is mapped. */
export interface ChannelSamples {
  channel: string;
  settings: unknown;
  payloads: Readonly<Record<string, readonly unknown[]>>;
}

const SAMPLES: readonly (() => ChannelSamples)[] = [magentoSamples, posSamples];
const SHOPS: readonly (() => SampleShop)[] = [shopifySampleShop, shopwareSampleShop];

/** The pages of all channels that have a mapping of their own. */
export async function createMappingPages(): Promise<MappingPage[]> {
  const pages = SAMPLES.map((samples) => createPage(samples()));
  for (const open of SHOPS) {
    const shop = open();
    const all = await readSamples(channelOf(shop.channel), shop);
    const payloads = Object.fromEntries(Object.entries(all).map(([name, raws]) => [name, chooseSamples(raws)]));
    pages.push(createPage({ channel: shop.channel, settings: shop.settings, payloads }));
  }
  return pages;
}

function createPage({ channel: key, settings, payloads }: ChannelSamples): MappingPage {
  const channel = channelOf(key);
  const checked = channel.settings.parse(settings);
  const resources = Object.entries(channel.resources).map(([name, resource]) => {
    const samples = (payloads[name] ?? []).map((payload): Json => parseJson(JSON.stringify(payload)));
    return { name, type: resource.type, fields: traceMapping(resource, samples, checked) };
  });
  return { file: `${key}-mapping.md`, text: createMappingPage(channel.title, resources) };
}

function channelOf(key: string): Channel {
  const channel = findChannel(key);
  if (channel === null) throw new Error(`There is no channel ${key}`);
  return channel;
}
