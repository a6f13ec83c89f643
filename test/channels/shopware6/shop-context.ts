import { createChannelHttp } from '../../../src/channels/kit/channel-http.js';
import { shopware6 } from '../../../src/channels/shopware6/index.js';
import type { ShopwareSettings } from '../../../src/channels/shopware6/schema.js';
import type { ShopwareContext } from '../../../src/channels/shopware6/shopware-context.js';
import type { Json, JsonObject } from '../../../src/diff/json.js';
import type { Warning } from '../../../src/model/event.js';
import { parseJson } from '../../../src/model/json-text.js';
import { parseCompleteRecord, parseIncomingRecord } from '../../../src/model/record.js';
import type { ChannelResource } from '../../../src/ports/channel.js';

/** The access key of the integration in the shops of these tests. */
export const credentials = { clientId: 'SWIASANDBOXKEY', clientSecret: 'sandbox-secret-1' };

/** The euro's id, which is the same in every installation. */
export const EURO = 'b7d2554b0ce847cd82f3ac9bd1c0dfca';

/** When these tests take place. */
export const NOW = new Date('2026-11-20T10:00:00Z');

/** Settings of a shop on this machine. */
export function settingsOf(baseUrl: string, changes: Partial<ShopwareSettings> = {}): ShopwareSettings {
  return { baseUrl, currencies: {}, prices: 'gross', ...changes };
}

interface Changes {
  settings?: Partial<ShopwareSettings>;
  secrets?: Record<string, string>;
  now?: () => Date;
  sleep?: (ms: number) => Promise<void>;
}

/** A context whose client really asks the shop at `baseUrl`, without waiting between tries. */
export function contextOf(baseUrl: string, changes: Changes = {}): ShopwareContext {
  const { now = () => NOW, sleep = async () => {}, secrets = credentials } = changes;
  return {
    settings: settingsOf(baseUrl, changes.settings),
    secrets,
    http: createChannelHttp({
      allowedOrigin: baseUrl,
      allowPrivate: true,
      timeoutMs: 5_000,
      maxBytes: 50_000_000,
      clock: { now, sleep },
      random: () => 0.5,
    }),
    now,
    random: () => 0.5,
    sleep,
  };
}

/** A resource of the channel. */
export function resourceOf(name: string): ChannelResource<ShopwareSettings> {
  const found = shopware6.resources[name];
  if (found === undefined) throw new Error(`there is no resource ${name}`);
  return found;
}

/** A mapped record, checked against the schema and complete, with the warnings of the mapping. */
export interface Complete {
  record: JsonObject;
  warnings: Warning[];
}

/** Maps a raw record as the runtime does. */
export function mapComplete(name: string, raw: Json | string, settings: Partial<ShopwareSettings> = {}): Complete {
  const { type, map } = resourceOf(name);
  const payload = typeof raw === 'string' ? parseJson(raw) : raw;
  const { record, warnings } = map(payload, settingsOf('https://shop.test', settings));
  const incoming = parseIncomingRecord(type, record);
  if (!incoming.ok) throw new Error(JSON.stringify(incoming.faults));
  const complete = parseCompleteRecord(type, incoming.value);
  if (!complete.ok) throw new Error(JSON.stringify(complete.faults));
  return { record: complete.value, warnings };
}

/** What came inside a raw order, mapped: the records by the names of their resources. */
export function mapEmbedded(raw: Json, settings: Partial<ShopwareSettings> = {}): Record<string, Complete[]> {
  const names = { shipment: 'shipments', invoice: 'invoices', refund: 'refunds', customer: 'customers' } as const;
  const found = resourceOf('orders').embedded?.(raw, settingsOf('https://shop.test', settings)) ?? [];
  const mapped: Record<string, Complete[]> = {};
  for (const one of found) {
    const name = names[one.type as keyof typeof names];
    expect(resourceOf(name).identify(parseJson(one.raw), settingsOf('https://shop.test'))).toEqual({
      recordId: one.recordId,
      sourceVersion: one.sourceVersion,
    });
    mapped[name] = [...(mapped[name] ?? []), mapComplete(name, one.raw, settings)];
  }
  return mapped;
}

/** What the action throws, or what it gives. */
export function thrownBy(action: () => unknown): unknown {
  try {
    return action();
  } catch (error) {
    return error;
  }
}
