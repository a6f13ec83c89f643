import { findChannel } from '../channels/index.js';
import type { Json } from '../diff/json.js';
import { magentoSamples } from '../local/sandbox/magento/sample-payloads.js';
import { posSamples } from '../local/sandbox/pos/sample-payloads.js';
import { parseJson } from '../model/json-text.js';
import { createMappingPage } from './mapping-page.js';
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

/** The pages of all channels that have a mapping of their own. */
export function createMappingPages(): MappingPage[] {
  return SAMPLES.map((samples) => createPage(samples()));
}

function createPage({ channel: key, settings: written, payloads }: ChannelSamples): MappingPage {
  const channel = findChannel(key);
  if (channel === null) throw new Error(`There is no channel ${key}`);
  const settings = channel.settings.parse(written);
  const resources = Object.entries(channel.resources).map(([name, resource]) => {
    const samples = (payloads[name] ?? []).map((payload): Json => parseJson(JSON.stringify(payload)));
    return { name, type: resource.type, fields: traceMapping(resource, samples, settings) };
  });
  return { file: `${key}-mapping.md`, text: createMappingPage(channel.title, resources) };
}
