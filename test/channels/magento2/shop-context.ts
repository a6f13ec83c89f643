import { createChannelHttp } from '../../../src/channels/kit/channel-http.js';
import type { MagentoContext } from '../../../src/channels/magento2/client.js';
import { magento2 } from '../../../src/channels/magento2/index.js';
import type { MagentoSettings } from '../../../src/channels/magento2/schema.js';
import type { Json, JsonObject } from '../../../src/diff/json.js';
import type { Warning } from '../../../src/model/event.js';
import { parseJson } from '../../../src/model/json-text.js';
import { parseCompleteRecord, parseIncomingRecord } from '../../../src/model/record.js';
import type { ChannelRequest, ChannelResource } from '../../../src/ports/channel.js';

/** The credentials of the integration in the shops of these tests. */
export const credentials = {
  consumerKey: 'ck_sandbox',
  consumerSecret: 'cs&secret/1=',
  accessToken: 'at_sandbox',
  accessTokenSecret: "ts secret'2",
};

/** Settings of a shop on this machine. */
export function settingsOf(baseUrl: string, changes: Partial<MagentoSettings> = {}): MagentoSettings {
  return { baseUrl, auth: 'oauth1', ...changes };
}

/** A context whose client really asks the shop at `baseUrl`, without waiting between tries. */
export function contextOf(
  baseUrl: string,
  changes: { settings?: Partial<MagentoSettings>; secrets?: Record<string, string>; now?: () => Date } = {},
): MagentoContext {
  const now = changes.now ?? (() => new Date('2026-11-20T10:00:00Z'));
  return {
    settings: settingsOf(baseUrl, changes.settings),
    secrets: changes.secrets ?? credentials,
    http: createChannelHttp({
      allowedOrigin: baseUrl,
      allowPrivate: true,
      timeoutMs: 5_000,
      maxBytes: 20_000_000,
      clock: { now, sleep: async () => {} },
      random: () => 0.5,
    }),
    now,
    sleep: async () => {},
    random: () => 0.5,
  };
}

/** A context whose client answers by itself; what it throws is thrown. */
export function answeringContext(
  answer: (url: URL, request: ChannelRequest) => { status?: number; text: string; headers?: Record<string, string> },
  settings: Partial<MagentoSettings> = {},
): MagentoContext {
  return {
    settings: settingsOf('http://127.0.0.1:1', { auth: 'bearer', ...settings }),
    secrets: { accessToken: 'at_secret_token' },
    http: {
      async send(request) {
        const { status = 200, text, headers = {} } = answer(new URL(request.url), request);
        return { status, text, headers };
      },
    },
    now: () => new Date('2026-11-20T10:00:00Z'),
    sleep: async () => {},
    random: () => 0.5,
  };
}

/** A resource of the channel. */
export function resourceOf(name: string): ChannelResource<MagentoSettings> {
  const found = magento2.resources[name];
  if (found === undefined) throw new Error(`there is no resource ${name}`);
  return found;
}

/** The mapped record of a resource, checked against the schema and complete, with the warnings of the mapping. */
export function mapComplete(
  name: string,
  raw: Json | string,
  settings: Partial<MagentoSettings> = {},
): { record: JsonObject; warnings: Warning[] } {
  const { type, map } = resourceOf(name);
  const payload = typeof raw === 'string' ? parseJson(raw) : raw;
  const { record, warnings } = map(payload, settingsOf('https://m.test', settings));
  const incoming = parseIncomingRecord(type, record);
  if (!incoming.ok) throw new Error(JSON.stringify(incoming.faults));
  const complete = parseCompleteRecord(type, incoming.value);
  if (!complete.ok) throw new Error(JSON.stringify(complete.faults));
  return { record: complete.value, warnings };
}

/** What the action throws, or what it gives. */
export function thrownBy(action: () => unknown): unknown {
  try {
    return action();
  } catch (error) {
    return error;
  }
}
