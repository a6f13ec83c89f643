import { apply } from '../diff/apply.js';
import { diff } from '../diff/diff.js';
import { type Conflict, merge } from '../diff/merge.js';
import type { Operation } from '../diff/operation.js';
import type { CacheEntry } from '../model/cache-entry.js';
import { PipelineError } from '../model/errors.js';
import type { Action, Outcome, Reason } from '../model/event.js';
import type { CanonicalRecord } from '../model/record.js';
import { isOlder } from '../model/record-version.js';
import type { StoredRecord, StoredRecordAt } from '../model/stored-record.js';
import type { Clock } from '../ports/clock.js';
import type { Ids } from '../ports/ids.js';
import type { OrderStore, WriteResult } from '../ports/order-store.js';
import type { Decision } from './decide.js';
import { completeRecord } from './prepare-record.js';
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
  /** Completed from the cache. */
  record: CanonicalRecord;
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
  /** The remote record that the store now stands for, and where; null when the store holds something newer. */
  remote: CanonicalRecord | null;
  before: CanonicalRecord | null;
  stored: { etag: string; item: StoredRecord } | null;
  requestCharge: number;
}

type StorePorts = { store: OrderStore; clock: Clock; ids: Ids };

/** Carries a change through as many rounds as the store asks for, noting each step. */
class Application {
  readonly steps: Action[] = [];
  requestCharge = 0;
  readonly #ports: StorePorts;
  readonly #change: Change;

  constructor(ports: StorePorts, change: Change) {
    this.#ports = ports;
    this.#change = change;
  }

  async run(): Promise<Applied> {
    const { decision } = this.#change;
    this.steps.push(decision.action);
    if (decision.reason === 'not-cached') return this.#create();
    if (decision.action === 'Patch' && !this.#change.cached?.stored.diverged) return this.#patch();
    return this.#readAndSettle();
  }

  /** Without a cached record the incoming one stands on its own, and is what `record` holds. */
  async #create(): Promise<Applied> {
    const { arrival, record } = this.#change;
    const item = newItem(arrival, record);
    const result = this.#count(await this.#ports.store.create(item));
    if (result.done) {
      return this.#applied({
        action: 'Update',
        outcome: 'created',
        operations: [],
        remote: record,
        item,
        etag: result.etag,
        before: null,
      });
    }
    this.steps.push('Get');
    return this.#readAndSettle();
  }

  async #patch(): Promise<Applied> {
    const { arrival, cached, record, operations } = this.#change;
    const { stored, record: base } = cached as CacheEntry;
    // The order of keyed arrays stays the store's, so that the next patch finds each line at its index.
    const remote = operations.length === 0 ? record : (apply(base, operations) as CanonicalRecord);
    const item = nextItem(arrival, remote, stored);
    const result = this.#count(
      linksChange(operations)
        ? await this.#ports.store.replace(item, stored.etag)
        : await this.#ports.store.patch(item, operations, stored.etag),
    );
    if (!result.done) {
      this.steps.push('Get');
      return this.#readAndSettle();
    }
    const before = base as CanonicalRecord;
    return this.#applied({ action: 'Patch', outcome: 'patched', operations, remote, item, etag: result.etag, before });
  }

  async #readAndSettle(): Promise<Applied> {
    const { arrival, record } = this.#change;
    for (let round = 1; round <= MAX_ROUNDS; round += 1) {
      const stored = await this.#ports.store.read(storeKey(arrival, record));
      const settled = stored === null ? await this.#recreate() : await this.#settle(stored);
      if (settled !== null) return settled;
      await backOff(this.#ports, round);
    }
    throw new PipelineError('store_conflict', `The record moved ${MAX_ROUNDS} times while it was written`);
  }

  /** The cache knows a record that the store lost: the whole remote record is written anew. */
  async #recreate(): Promise<Applied | null> {
    const { record, arrival } = this.#change;
    if (this.steps.at(-1) !== 'Update') this.steps.push('Update');
    const item = newItem(arrival, record);
    const result = this.#count(await this.#ports.store.create(item));
    if (!result.done) return null;
    return this.#applied({
      action: 'Update',
      outcome: 'created',
      operations: [],
      remote: record,
      item,
      etag: result.etag,
      before: null,
    });
  }

  /** Compares with what the store holds, and reads the action table again from there. Null = the record moved, read again. */
  async #settle(stored: StoredRecordAt): Promise<Applied | null> {
    const { arrival } = this.#change;
    const { item } = stored;
    if (item.appliedEventId === arrival.envelope.eventId) return this.#alreadyApplied(stored);
    if (isOlder(arrival.version, item.recordVersion)) {
      return { ...this.#outcome('Ignore', 'ignored', [], null), reason: 'stale', remote: null, stored: null };
    }
    const base = item.remote ?? item.record;
    const remote = completeRecord(arrival.envelope.type, base, this.#change.incoming);
    const operations = diff(base, remote);
    if (operations.length === 0) return this.#refreshed(stored, base);
    return this.#merge(stored, base, remote, operations);
  }

  async #merge(
    stored: StoredRecordAt,
    base: CanonicalRecord,
    remote: CanonicalRecord,
    operations: Operation[],
  ): Promise<Applied | null> {
    const { arrival } = this.#change;
    const policy = arrival.profile.policies.conflicts;
    const { merged, conflicts } = merge(base, remote, stored.item.record, policy);
    const item = mergedItem(arrival, stored.item, merged as CanonicalRecord, remote);
    const result = this.#count(await this.#ports.store.replace(item, stored.etag));
    if (!result.done) return null;
    const removes = operations.some((operation) => operation.op === 'remove');
    const action = removes ? 'Update' : 'Patch';
    if (this.steps.at(-1) !== action) this.steps.push(action);
    const applied = this.#applied({
      action,
      outcome: removes ? 'replaced' : 'patched',
      operations,
      remote,
      item,
      etag: result.etag,
      before: base,
    });
    return { ...applied, conflicts };
  }

  /** An earlier try wrote this event and did not live to say so: the outcome is the one that it had. */
  #alreadyApplied(stored: StoredRecordAt): Applied {
    const { decision, cached, operations } = this.#change;
    const { item, etag } = stored;
    const remote = item.remote ?? item.record;
    const created = item.version === 1;
    const outcome = created ? 'created' : decision.action === 'Patch' ? 'patched' : 'replaced';
    const action = created || decision.action !== 'Patch' ? 'Update' : 'Patch';
    const before = (cached?.record ?? null) as CanonicalRecord | null;
    return this.#applied({ action, outcome, operations, remote, item, etag, before });
  }

  #refreshed(stored: StoredRecordAt, base: CanonicalRecord): Applied {
    if (this.steps.at(-1) !== 'Get') this.steps.push('Get');
    return this.#applied({
      action: 'Get',
      outcome: 'refreshed',
      operations: [],
      remote: base,
      item: stored.item,
      etag: stored.etag,
      before: base,
    });
  }

  #applied(done: {
    action: Action;
    outcome: Outcome;
    operations: Operation[];
    remote: CanonicalRecord;
    item: StoredRecord;
    etag: string;
    before: CanonicalRecord | null;
  }): Applied {
    const { action, outcome, operations, remote, item, etag, before } = done;
    // Where nobody edited, the store's own copy is the base: its keyed arrays have the store's order.
    const base = item.remote === null ? item.record : remote;
    return { ...this.#outcome(action, outcome, operations, before), remote: base, stored: { etag, item } };
  }

  #outcome(action: Action, outcome: Outcome, operations: Operation[], before: CanonicalRecord | null) {
    const { reason } = this.#change.decision;
    return {
      action,
      outcome,
      reason,
      steps: this.steps,
      operations,
      conflicts: [],
      before,
      requestCharge: this.requestCharge,
    };
  }

  #count(result: WriteResult): WriteResult {
    this.requestCharge += result.requestCharge;
    return result;
  }
}

/** A change of an order's customer changes the item's links too, which operations on the record would leave behind. */
function linksChange(operations: readonly Operation[]): boolean {
  return operations.some(({ path }) => path === '/customer' || path === '/customer/id');
}

/** Applies a decided change to the order store under optimistic concurrency; merges three ways where the stored record has moved. */
export function applyToStore(ports: StorePorts, change: Change): Promise<Applied> {
  return new Application(ports, change).run();
}
