import type { HttpContext } from '../../../src/channels/http/http-context.js';
import { http } from '../../../src/channels/http/index.js';
import { type HttpSettings, httpSettings } from '../../../src/channels/http/schema.js';
import { createChannelHttp } from '../../../src/channels/kit/channel-http.js';
import type { Json, JsonObject } from '../../../src/diff/json.js';
import { checkArithmetic } from '../../../src/model/arithmetic.js';
import type { Warning } from '../../../src/model/event.js';
import { parseJson } from '../../../src/model/json-text.js';
import type { Order } from '../../../src/model/order.js';
import { parseCompleteRecord, parseIncomingRecord } from '../../../src/model/record.js';
import type { ChannelResource } from '../../../src/ports/channel.js';

/** When these tests take place. */
export const NOW = new Date('2026-11-20T10:00:00Z');

/** Settings as a profile would give them, checked; of a system that names no currency. */
export function settingsOf(changes: Record<string, unknown> = {}): HttpSettings {
  return httpSettings.parse({
    baseUrl: 'https://pos.example.com/api',
    currency: 'SAR',
    resources: { orders: { path: 'orders' } },
    ...changes,
  });
}

/** The orders of the channel. */
export const orders = http.resources.orders as ChannelResource<HttpSettings> &
  Required<Pick<ChannelResource<HttpSettings>, 'list' | 'get'>>;

/** A mapped order, checked and complete, with the warnings of the mapping and of the arithmetic. */
export interface Complete {
  order: Order;
  warnings: Warning[];
  codes: string[];
}

/** Maps a payload as the runtime does. */
export function mapComplete(raw: Json, settings: HttpSettings = settingsOf()): Complete {
  const { record, warnings } = orders.map(raw, settings);
  const incoming = parseIncomingRecord('order', record);
  if (!incoming.ok) throw new Error(JSON.stringify(incoming.faults));
  const complete = parseCompleteRecord('order', incoming.value);
  if (!complete.ok) throw new Error(JSON.stringify(complete.faults));
  const order = complete.value as unknown as Order;
  const all = [...warnings, ...checkArithmetic(order)];
  return { order, warnings: all, codes: all.map(({ code }) => code) };
}

/** An order of the format: one item at 100, paid with it. */
export function sale(changes: JsonObject = {}): JsonObject {
  return {
    OrderID: 'ORDER-1',
    OrderDate: '2025-11-27T15:30:45',
    OrderStatus: 103,
    GrandTotal: 100,
    AmountPaid: 100,
    OrderItems: [{ ItemID: 7, ItemName: 'Oil', Price: 100, Quantity: 1 }],
    CheckoutDetails: [{ AmountPaid: 100, CardType: 'Cash', PaymentMode: 1 }],
    ...changes,
  };
}

/** An answer of a system: what it is asked is kept in `asked`. */
export interface Answered {
  status?: number;
  body: unknown;
  headers?: Record<string, string>;
}

/** A context of a system that gives one answer after the other, the last one for ever; a text is sent as it is. */
export function scriptedContext(answers: readonly Answered[], settings: HttpSettings = settingsOf()) {
  const asked: { url: URL; headers: Record<string, string> }[] = [];
  const context: HttpContext = {
    settings,
    secrets: { apiKey: 'key-0123456789' },
    http: {
      async send({ url, headers }) {
        asked.push({ url: new URL(url), headers: headers() });
        const {
          body,
          status = 200,
          headers: more = {},
        } = answers[Math.min(asked.length, answers.length) - 1] as Answered;
        const text = typeof body === 'string' ? body : JSON.stringify(body);
        return { status, headers: { date: 'Fri, 20 Nov 2026 09:59:00 GMT', ...more }, text };
      },
    },
    now: () => NOW,
    sleep: async () => {},
    random: () => 0.5,
  };
  return { context, asked };
}

/** A context whose client really asks the system at `baseUrl`, without waiting between tries. */
export function contextOf(baseUrl: string, changes: Record<string, unknown> = {}, now = () => NOW): HttpContext {
  return {
    settings: settingsOf({ baseUrl, ...changes }),
    secrets: { apiKey: 'sandbox-pos-key' },
    http: createChannelHttp({
      allowedOrigin: baseUrl,
      allowPrivate: true,
      timeoutMs: 5_000,
      maxBytes: 50_000_000,
      clock: { now, sleep: async () => {} },
      random: () => 0.5,
    }),
    now,
    sleep: async () => {},
    random: () => 0.5,
  };
}

/** What the action throws, or what it gives. */
export function thrownBy(action: () => unknown): unknown {
  try {
    return action();
  } catch (error) {
    return error;
  }
}

/** The payload of a text. */
export const payload = (text: string): Json => parseJson(text);
