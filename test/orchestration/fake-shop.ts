import { z } from 'zod';
import { isJsonObject, type Json, type JsonObject } from '../../src/diff/json.js';
import { PipelineError } from '../../src/model/errors.js';
import type { Profile } from '../../src/model/profile.js';
import { pullChannel } from '../../src/orchestration/pull-channel.js';
import { newRequest } from '../../src/orchestration/schedule-pulls.js';
import type { Channel, EmbeddedRecord, ListRequest, RawRecord } from '../../src/ports/channel.js';
import { apiProfile, createWorld, drain, order } from './world.js';

/** One order of the shop: an order of ours, besides with the invoices that came inside it. */
export type ShopOrder = Record<string, unknown> & { id: string; number: string; updatedAt: string };

/** A shop whose orders can be changed between pulls, and that notes what it is asked. */
export interface FakeShop {
  orders: ShopOrder[];
  asked: { lists: ListRequest[]; gets: string[]; finds: string[] };
  /** Called before each answer; it may throw, or let time pass. */
  before: (what: 'list' | 'get' | 'find', id: string) => void;
  channel: Channel;
}

const settings = z.strictObject({ statuses: z.array(z.string()).default([]) });

const toRaw = (one: ShopOrder): RawRecord => ({
  raw: JSON.stringify(one),
  recordId: one.id,
  sourceVersion: one.updatedAt,
});

function embedded(raw: Json): EmbeddedRecord[] {
  if (!isJsonObject(raw) || raw.invoices === undefined) return [];
  if (!Array.isArray(raw.invoices)) throw new TypeError('invoices is not a list');
  return (raw.invoices as JsonObject[]).map((invoice) => ({
    type: 'invoice',
    raw: JSON.stringify(invoice),
    recordId: String(invoice.id),
    sourceVersion: String(raw.updatedAt),
  }));
}

function accept(raw: Json, { statuses }: { statuses: string[] }): boolean {
  return statuses.length === 0 || (isJsonObject(raw) && statuses.includes(String(raw.status)));
}

const withoutInvoices = (raw: Json): Json => {
  const { invoices: _, ...rest } = raw as JsonObject;
  return rest;
};

/** Lists by what comes after the last record of a page, as a well-behaved source does, and announces the rest with each first page. */
function list(shop: Pick<FakeShop, 'orders'>, { since, position, pageSize }: ListRequest) {
  const key = (one: ShopOrder) => `${one.updatedAt}|${one.id.padStart(9, '0')}`;
  const sorted = [...shop.orders].sort((one, other) => (key(one) < key(other) ? -1 : 1));
  const wanted = sorted.filter((one) =>
    position === null ? since === null || one.updatedAt >= since : key(one) > String(position),
  );
  const page = wanted.slice(0, pageSize);
  const last = page.at(-1);
  return {
    records: page.map(toRaw),
    unreadable: [],
    watermark: last?.updatedAt ?? null,
    position: wanted.length > pageSize && last !== undefined ? key(last) : null,
    announced: position === null ? wanted.length : null,
  };
}

/** Makes a shop with orders 1 to `count`, a minute apart from 08:00. */
export function createFakeShop(count: number, changes: Partial<Channel> = {}): FakeShop {
  const shop: FakeShop = {
    orders: Array.from({ length: count }, (_, index) => shopOrder(index + 1)),
    asked: { lists: [], gets: [], finds: [] },
    before: () => {},
    channel: {
      key: 'fake',
      title: 'Fake shop',
      settings,
      secretNames: () => [],
      mappingVersion: '1',
      resources: {
        orders: {
          type: 'order',
          async list(_context, request) {
            shop.before('list', JSON.stringify(request.position));
            shop.asked.lists.push(request);
            return list(shop, request);
          },
          async get(_context, id) {
            shop.before('get', id);
            shop.asked.gets.push(id);
            const found = shop.orders.find((one) => one.id === id);
            return found === undefined ? null : toRaw(found);
          },
          async find(_context, number) {
            shop.before('find', number);
            shop.asked.finds.push(number);
            const found = shop.orders.find((one) => one.number === number);
            return found === undefined ? null : toRaw(found);
          },
          identify: (raw) => {
            if (!isJsonObject(raw) || typeof raw.id !== 'string') throw new PipelineError('record_id_missing', 'no id');
            return { recordId: raw.id, sourceVersion: typeof raw.updatedAt === 'string' ? raw.updatedAt : null };
          },
          accept: (raw, set) => accept(raw, set as { statuses: string[] }),
          embedded,
          map: (raw) => ({ record: withoutInvoices(raw), warnings: [] }),
        },
        invoices: {
          type: 'invoice',
          identify: () => ({ recordId: '1', sourceVersion: null }),
          map: (raw) => ({ record: raw, warnings: [] }),
        },
      },
      ...changes,
    },
  };
  return shop;
}

/** Order `id` of the shop, changed at that minute after 08:00 unless `changes` says otherwise. */
export function shopOrder(id: number, changes: Record<string, unknown> = {}): ShopOrder {
  const updatedAt = new Date(Date.parse('2026-11-20T08:00:00Z') + id * 60_000).toISOString().replace('.000Z', 'Z');
  return { ...order(`${id}`, { number: `0000${id}`, updatedAt, ...changes }) } as ShopOrder;
}

/** An invoice as it comes inside an order. */
export function shopInvoice(id: string, orderId: string): Record<string, unknown> {
  return { id, orderId, number: `I${id}`, state: 'paid', currency: 'EUR', totals: { grand: '23.80' } };
}

/** The pipeline in memory with that shop, and ways to pull from it. */
export function createPulling(shop: FakeShop, changes: Record<string, unknown> = {}) {
  const profile: Profile = apiProfile({ channel: 'fake', ...changes });
  const world = createWorld([profile], [shop.channel]);
  const ports = { ...world.ports, createHttp: () => ({ send: () => Promise.reject(new Error('no network')) }) };
  const put = (what: Parameters<typeof newRequest>[4] = {}, reason: Parameters<typeof newRequest>[3] = 'command') =>
    ports.pullRequests.put(newRequest(ports, profile.id, 'orders', reason, what));
  return {
    world,
    ports,
    profile,
    put,
    /** Asks for a pull and runs it, without its continuations. */
    pull: async (...asked: Parameters<typeof put>) => pullChannel(ports, await put(...asked)),
    /** Runs every request that waits, also those that come of it, and gives how each ended. */
    async pullAll() {
      const ends = [];
      for (let round = 0; round < 50; round += 1) {
        const names = [];
        for await (const { name } of ports.pullRequests.list()) names.push(name);
        if (names.length === 0) return ends;
        for (const name of names) ends.push(await pullChannel(ports, name));
      }
      throw new Error('the requests do not come to an end');
    },
    process: () => drain(world),
    storedIds: () =>
      world.ports.store
        .items()
        .map(({ kind, remoteId }) => `${kind} ${remoteId}`)
        .sort(),
    cursor: (resource = 'orders') => ports.cursors.read(profile.id, resource),
    run: async (runId: string | null) => ports.runs.read(profile.id, runId ?? ''),
  };
}
