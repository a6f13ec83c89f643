import { apply } from '../diff/apply.js';
import { diff } from '../diff/diff.js';
import { equal } from '../diff/equal.js';
import type { Json } from '../diff/json.js';
import { type Conflict, merge } from '../diff/merge.js';
import type { Operation } from '../diff/operation.js';
import { checkArithmetic } from '../model/arithmetic.js';
import type { CacheEntry } from '../model/cache-entry.js';
import { PipelineError } from '../model/errors.js';
import type { Action, Outcome, Reason, Warning } from '../model/event.js';
import type { Order } from '../model/order.js';
import type { CanonicalRecord } from '../model/record.js';
import { isOlder } from '../model/record-version.js';
import type { StoredRecord, StoredRecordAt } from '../model/stored-record.js';
import { withoutPerson } from '../model/without-person.js';
import type { Clock } from '../ports/clock.js';
import type { Ids } from '../ports/ids.js';
import type { OrderStore, StoreKey, WriteResult } from '../ports/order-store.js';
import type { Decision } from './decide.js';
import { checkAmounts, completeRecord } from './prepare-record.js';
import { backOff } from './retry.js';
import { type Arrival, mergedItem, newItem, nextItem, storeKey } from './store-item.js';

/** How often a write is tried against a record that keeps moving. */
const MAX_ROUNDS = 8;

/** A decided change of one record. */
export interface Change {
  arrival: Arrival;
  decision: Decision;
  cached: CacheEntry | null;
  /** As it came in, possibly partial: it is completed anew when the store knows a newer base than the cache. */
  incoming: CanonicalRecord;
  /** Completed from the cache; without a cache entry, the reason why a partial record cannot stand on its own. */
  record: CanonicalRecord | PipelineError;
  /** From the cached record to `record`. */
  operations: Operation[];
}

/** What the store made of a change. */
export interface Applied {
  action: Action;
  reason: Reason;
  outcome: Outcome;
  steps: Action[];
  operations: Operation[];
  conflicts: Conflict[];
  /** What changed in the stored record, where local edits make that differ from `operations`; else null. */
  effect: Operation[] | null;
  /** The remote record that the store now stands for; null when the store holds something newer. */
  remote: CanonicalRecord | null;
  before: CanonicalRecord | null;
  stored: { etag: string; item: StoredRecord } | null;
  /** What the store holds where that is newer than the change; else null. */
  ahead: StoredRecord | null;
  requestCharge: number;
  /** About the amounts of the record as the store's base completed it; null where that was not needed. */
  warnings: Warning[] | null;
}

type Done = Pick<Applied, 'action' | 'outcome' | 'operations' | 'before'> & { item: StoredRecord; etag: string };
type StorePorts = { store: OrderStore; clock: Clock; ids: Ids };

/** Carries a change through as many rounds as the store asks for, noting each step. */
class Application {
  readonly #steps: Action[];
  #requestCharge = 0;
  #warnings: Warning[] | null = null;
  readonly #ports: StorePorts;
  readonly #change: Change;
  readonly #key: StoreKey;

  constructor(ports: StorePorts, change: Change) {
    const { arrival, cached, record, incoming, decision } = change;
    this.#ports = ports;
    this.#change = change;
    this.#steps = [decision.action];
    const place = cached?.stored.rest.recordKey;
    const key = storeKey(arrival, record instanceof PipelineError ? incoming : record);
    this.#key = typeof place === 'string' ? { ...key, recordKey: place } : key;
  }

  async run(): Promise<Applied> {
    const { decision, cached, record } = this.#change;
    if (cached === null) return record instanceof PipelineError ? this.#readAndSettle('Get') : this.#create(record);
    const isWritable = decision.action === 'Patch' || decision.action === 'Ignore';
    return isWritable && !cached.stored.diverged ? this.#patch(cached) : this.#readAndSettle();
  }

  /** Without a cached record the incoming one stands on its own. */
  async #create(record: CanonicalRecord): Promise<Applied> {
    const item = newItem(this.#change.arrival, record);
    const result = this.#count(await this.#ports.store.create(item));
    return result.done ? this.#created(item, result.etag) : this.#readAndSettle('Get');
  }

  /** Writes without reading: while the ETag holds, the item is what the cache was written for. */
  async #patch(cached: CacheEntry): Promise<Applied> {
    const { arrival, operations, decision } = this.#change;
    const before = cached.record as CanonicalRecord;
    // The order of keyed arrays stays the store's, so that the next patch finds each line at its index.
    const item = nextItem(arrival, apply(before, operations) as CanonicalRecord, cached);
    const result = this.#count(
      linksChange(operations)
        ? await this.#ports.store.replace(item, cached.stored.etag)
        : await this.#ports.store.patch(item, operations, cached.stored.etag),
    );
    if (!result.done) return this.#readAndSettle('Get');
    const outcome = decision.action === 'Ignore' ? 'ignored' : 'patched';
    return this.#done({ action: decision.action, outcome, operations, before, item, etag: result.etag });
  }

  async #readAndSettle(step?: Action): Promise<Applied> {
    if (step !== undefined) this.#step(step);
    for (let round = 1; round <= MAX_ROUNDS; round += 1) {
      const stored = await this.#ports.store.read(this.#key);
      const settled = stored === null ? await this.#recreate() : await this.#settle(stored);
      if (settled !== null) return settled;
      await backOff(this.#ports, round);
    }
    throw new PipelineError('store_conflict', `The record moved ${MAX_ROUNDS} times while it was written`);
  }

  /** The store has no such item, or has lost it: the whole remote record is written. Null = it is there now, read again. */
  async #recreate(): Promise<Applied | null> {
    const { record, arrival } = this.#change;
    if (record instanceof PipelineError) throw record;
    this.#step('Update');
    const item = { ...newItem(arrival, record), recordKey: this.#key.recordKey };
    const result = this.#count(await this.#ports.store.create(item));
    return result.done ? this.#created(item, result.etag) : null;
  }

  /** Compares with what the store holds, and reads the action table again from there. Null = the record moved, read again. */
  async #settle(stored: StoredRecordAt): Promise<Applied | null> {
    const { arrival } = this.#change;
    const { item } = stored;
    const incoming = keepErased(item, this.#change.incoming);
    if (holds(item, arrival)) return this.#alreadyApplied(stored);
    if (isOlder(arrival.version, item.recordVersion)) return this.#superseded(item);
    const base = item.remote ?? item.record;
    const remote = completeRecord(arrival.envelope.type, base, incoming);
    this.#warnings = checkAmounts(arrival.envelope.type, remote, arrival.profile);
    const operations = diff(base, remote);
    return operations.length === 0 ? this.#refresh(stored, base) : this.#merge(stored, base, remote, operations);
  }

  async #merge(
    stored: StoredRecordAt,
    base: CanonicalRecord,
    remote: CanonicalRecord,
    operations: Operation[],
  ): Promise<Applied | null> {
    const { arrival } = this.#change;
    const { merged, conflicts } = merge(base, remote, stored.item.record, arrival.profile.policies.conflicts);
    this.#warnings = [...(this.#warnings ?? []), ...checkMerged(arrival, merged, remote)];
    const effect = stored.item.remote === null ? null : diff(stored.item.record, merged);
    const item = {
      ...mergedItem(arrival, stored.item, merged as CanonicalRecord, remote),
      ...(effect !== null && { lastMerge: { eventId: arrival.envelope.eventId, conflicts, effect } }),
    };
    const result = this.#count(await this.#ports.store.replace(item, stored.etag));
    if (!result.done) return null;
    const removes = operations.some((operation) => operation.op === 'remove');
    const action = removes ? 'Update' : 'Patch';
    this.#step(action);
    const outcome = removes ? 'replaced' : 'patched';
    return { ...this.#done({ action, outcome, operations, before: base, item, etag: result.etag }), conflicts, effect };
  }

  /**
   * Nothing differs from the stored record. An arrival without a version still leaves its receipt in the item, or an earlier one
   * that comes late would be taken for newer. Null = the record moved.
   */
  async #refresh({ item, etag }: StoredRecordAt, base: CanonicalRecord): Promise<Applied | null> {
    const { arrival, decision } = this.#change;
    const done =
      decision.action === 'Ignore'
        ? ({ action: 'Ignore', outcome: 'ignored' } as const)
        : ({ action: 'Get', outcome: 'refreshed' } as const);
    if (arrival.envelope.sourceVersion !== undefined) {
      this.#step(done.action);
      return this.#done({ ...done, operations: [], before: base, item, etag });
    }
    const touched = mergedItem(arrival, item, item.record, base);
    const result = this.#count(await this.#ports.store.replace(touched, etag));
    if (!result.done) return null;
    this.#step(done.action);
    return this.#done({ ...done, operations: [], before: base, item: touched, etag: result.etag });
  }

  /** An earlier try wrote this event and did not live to say so: the outcome is the one that it had. */
  #alreadyApplied({ item, etag }: StoredRecordAt): Applied {
    const { decision } = this.#change;
    const { cached, operations } = item.erased === undefined ? this.#change : { cached: null, operations: [] };
    const before = (cached?.record ?? null) as CanonicalRecord | null;
    if (item.version - (item.edits?.length ?? 0) === 1) return this.#created(item, etag);
    const outcomes = { Ignore: 'ignored', Get: 'refreshed', Patch: 'patched', Update: 'replaced' } as const;
    const outcome = outcomes[decision.action];
    const done = this.#done({ action: decision.action, outcome, operations, before, item, etag });
    return item.lastMerge?.eventId === this.#change.arrival.envelope.eventId
      ? { ...done, conflicts: item.lastMerge.conflicts, effect: item.lastMerge.effect }
      : done;
  }

  #superseded(ahead: StoredRecord): Applied {
    return {
      ...this.#outcome({ action: 'Ignore', outcome: 'ignored', operations: [], before: null }),
      reason: 'stale',
      remote: null,
      stored: null,
      ahead,
    };
  }

  #created(item: StoredRecord, etag: string): Applied {
    return this.#done({ action: 'Update', outcome: 'created', operations: [], before: null, item, etag });
  }

  #done(done: Done): Applied {
    const { item, etag } = done;
    return { ...this.#outcome(done), remote: item.remote ?? item.record, stored: { etag, item }, ahead: null };
  }

  #outcome({ action, outcome, operations, before }: Pick<Applied, 'action' | 'outcome' | 'operations' | 'before'>) {
    const { reason } = this.#change.decision;
    const progress = { steps: this.#steps, requestCharge: this.#requestCharge, warnings: this.#warnings };
    return { action, outcome, reason, operations, conflicts: [], effect: null, before, ...progress };
  }

  #step(action: Action): void {
    if (this.#steps.at(-1) !== action) this.#steps.push(action);
  }

  #count(result: WriteResult): WriteResult {
    this.#requestCharge += result.requestCharge;
    return result;
  }
}

/** A person who was removed from a record stays out of it, whatever the source still says. */
function keepErased({ kind, erased }: StoredRecord, incoming: CanonicalRecord): CanonicalRecord {
  return erased === undefined || kind === 'customer' ? incoming : withoutPerson(kind, incoming);
}

/** Whether what the source says adds up, but not together with what people edited. */
function checkMerged({ envelope }: Arrival, merged: Json, remote: CanonicalRecord): Warning[] {
  if (envelope.type !== 'order' || equal(merged, remote)) return [];
  const known = new Set(checkArithmetic(remote as unknown as Order).map(({ code }) => code));
  return checkArithmetic(merged as unknown as Order)
    .filter(({ code }) => !known.has(code))
    .map((warning) => ({ ...warning, message: `With the local edits ${warning.message}` }));
}

/** Whether this very arrival was applied before: a local edit since then leaves only the receipt to tell it by. */
function holds(item: StoredRecord, { envelope }: Arrival): boolean {
  return item.appliedEventId === envelope.eventId || item.recordVersion.receipt === envelope.receipt;
}

/** A change of an order's customer changes the item's links too, which operations on the record would leave behind. */
function linksChange(operations: readonly Operation[]): boolean {
  return operations.some(({ path }) => path === '/customer' || path === '/customer/id');
}

/** Applies a decided change to the order store under optimistic concurrency; merges three ways where the stored record has moved. */
export function applyToStore(ports: StorePorts, change: Change): Promise<Applied> {
  return new Application(ports, change).run();
}
