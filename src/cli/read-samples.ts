import type { Json } from '../diff/json.js';
import { parseJson } from '../model/json-text.js';
import type { Channel, ChannelContext, ChannelHttp, ChannelResource } from '../ports/channel.js';

/** A sandbox shop that answers in this process, and how a profile reaches it. */
export interface SampleShop {
  /** The key of its channel. */
  channel: string;
  settings: unknown;
  secrets: Readonly<Record<string, string>>;
  http: ChannelHttp;
  now: Date;
}

const PAGE_SIZE = 100;

/** Every record of the shop as the channel reads it, by the name of its resource; those that come inside others, too. */
export async function readSamples(channel: Channel, shop: SampleShop): Promise<Record<string, Json[]>> {
  const settings = channel.settings.parse(shop.settings);
  const context = {
    settings,
    secrets: shop.secrets,
    http: shop.http,
    now: () => shop.now,
    random: () => 0.5,
    sleep: () => Promise.resolve(),
  };
  const names = new Map(Object.entries(channel.resources).map(([name, { type }]) => [type, name]));
  const samples = new Map<string, Json[]>([...names.values()].map((name) => [name, []]));
  for (const [name, resource] of Object.entries(channel.resources)) {
    for (const raw of await listAll(resource, context)) {
      samples.get(name)?.push(raw);
      for (const inner of resource.embedded?.(raw, settings) ?? []) {
        samples.get(names.get(inner.type) ?? '')?.push(parseJson(inner.raw));
      }
    }
  }
  return Object.fromEntries(samples);
}

async function listAll({ list }: ChannelResource, context: ChannelContext): Promise<Json[]> {
  const found: Json[] = [];
  if (list === undefined) return found;
  let position: Json = null;
  do {
    const page = await list(context, { since: null, position, pageSize: PAGE_SIZE });
    found.push(...page.records.map(({ raw }) => parseJson(raw)));
    position = page.position;
  } while (position !== null);
  return found;
}
