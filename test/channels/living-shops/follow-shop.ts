import type { Json } from '../../../src/diff/json.js';
import { parseJson } from '../../../src/model/json-text.js';
import { type CanonicalRecord, parseIncomingRecord } from '../../../src/model/record.js';
import type { RecordType } from '../../../src/model/record-type.js';
import type { StoredRecord } from '../../../src/model/stored-record.js';
import { completeRecord } from '../../../src/orchestration/prepare-record.js';
import type { ChannelPage, ChannelResource, RawRecord } from '../../../src/ports/channel.js';
import type { LivingShop } from './living-shop.js';

/** What is known of a shop by reading its listings and nothing else: no queue, no store, no faults. */
export interface Follower {
  /** Reads what changed since the last time. */
  read(): Promise<void>;
  records(): StoredRecord[];
}

/** Follows a shop by the listings and the mapping of its channel. */
export function followShop({ channel, context, resources }: LivingShop): Follower {
  const known = new Map<string, { kind: RecordType; remoteId: string; record: CanonicalRecord }>();
  const marks = new Map<string, string | null>();
  const byType = new Map(Object.values(channel.resources).map((resource) => [resource.type, resource]));

  const take = (resource: ChannelResource, { raw, recordId }: RawRecord): void => {
    const { type } = resource;
    const payload = parseJson(raw);
    const incoming = parseIncomingRecord(type, resource.map(payload, context.settings).record);
    if (!incoming.ok) throw new Error(`${type} ${recordId}: ${JSON.stringify(incoming.faults)}`);
    const key = `${type} ${recordId}`;
    const before = known.get(key)?.record ?? null;
    const record = completeRecord(type, before, incoming.value);
    known.set(key, { kind: type, remoteId: recordId, record });
    for (const one of before === null ? [] : (resource.withdrawn?.(before, record) ?? []))
      known.set(`${one.type} ${one.record.id}`, { kind: one.type, remoteId: one.record.id, record: one.record });
    for (const one of resource.embedded?.(payload, context.settings) ?? []) {
      const inner = byType.get(one.type);
      if (inner === undefined) throw new Error(`${one.type} is no resource`);
      take(inner, one);
    }
  };

  const readListing = async (name: string): Promise<void> => {
    const resource = channel.resources[name] as ChannelResource;
    let mark = marks.get(name) ?? null;
    for (let position: Json = null, isFirst = true; isFirst || position !== null; isFirst = false) {
      const page: ChannelPage | undefined = await resource.list?.(context, {
        since: marks.get(name) ?? null,
        position,
        pageSize: 20,
      });
      if (page === undefined) throw new Error(`${name} are not listed`);
      for (const record of page.records) take(resource, record);
      mark = page.watermark ?? mark;
      position = page.position;
    }
    marks.set(name, mark);
  };

  return {
    async read() {
      for (const name of resources) await readListing(name);
    },
    records: () => [...known.values()] as unknown as StoredRecord[],
  };
}
