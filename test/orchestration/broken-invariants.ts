import { equal } from '../../src/diff/equal.js';
import { PipelineError } from '../../src/model/errors.js';
import type { CanonicalRecord } from '../../src/model/record.js';
import { recordKey } from '../../src/model/record-key.js';
import type { StoredRecord } from '../../src/model/stored-record.js';
import { completeAlone, completeRecord } from '../../src/orchestration/prepare-record.js';
import { readCanonical } from '../../src/orchestration/read-record.js';
import type { World } from './world.js';

/** What must hold once every accepted order was processed, whatever happened on the way. */
export type Invariant =
  | 'the queue is empty'
  | 'each record has one event'
  | 'the store has the newest version of each order, once'
  | 'each stored order is explained by the event that put it there'
  | 'the cache stands for the store'
  | 'what cannot be applied is a dead letter, and nothing else is';

/**
 * The invariants that do not hold in a world where the orders in `batches` were accepted and processed. What the store should have
 * is told by a slow program that is plainly right: all versions of an order, oldest first, each laid over the one before.
 */
export function brokenInvariants(world: World, batches: readonly unknown[][]): Invariant[] {
  const posted = batches.flat();
  const { newest, refused } = fold(posted.map(toOrder));
  const { ports } = world;
  const checks: [Invariant, boolean][] = [
    ['the queue is empty', ports.queue.names().length === 0],
    ['each record has one event', hasOneEventEach(world, posted.length)],
    ['the store has the newest version of each order, once', holdsExactly(ports.store.items(), newest)],
    ['each stored order is explained by the event that put it there', isExplained(world)],
    ['the cache stands for the store', isCacheTrue(world)],
    ['what cannot be applied is a dead letter, and nothing else is', hasDeadLetters(world, refused)],
  ];
  return checks.filter(([, holds]) => !holds).map(([invariant]) => invariant);
}

function toOrder(posted: unknown): CanonicalRecord {
  return readCanonical('order', JSON.stringify(posted)).record;
}

function fold(orders: readonly CanonicalRecord[]): { newest: Map<string, CanonicalRecord>; refused: string[] } {
  const newest = new Map<string, CanonicalRecord>();
  const refused: string[] = [];
  const versionOf = ({ updatedAt }: CanonicalRecord): number => Date.parse(String(updatedAt));
  for (const order of [...orders].sort((left, right) => versionOf(left) - versionOf(right))) {
    const base = newest.get(order.id);
    const whole = base === undefined ? completeAlone('order', order) : completeRecord('order', base, order);
    if (whole instanceof PipelineError) refused.push(order.id);
    else newest.set(order.id, whole);
  }
  return { newest, refused };
}

/** Told by the receipt of the record, which stays the same however often it is tried. */
function hasOneEventEach({ ports }: World, records: number): boolean {
  const receipts = ports.events.events().map(({ receipt }) => receipt);
  return receipts.length === records && new Set(receipts).size === records;
}

function holdsExactly(items: readonly StoredRecord[], newest: ReadonlyMap<string, CanonicalRecord>): boolean {
  return (
    items.length === newest.size &&
    items.every(({ remoteId, record }) => {
      const expected = newest.get(remoteId);
      return expected !== undefined && equal(record, expected);
    })
  );
}

function isExplained({ ports }: World): boolean {
  const applied = ports.events
    .events()
    .filter(({ outcome }) => ['created', 'patched', 'replaced'].includes(outcome))
    .map(({ id }) => id);
  return ports.store.items().every(({ appliedEventId }) => applied.includes(appliedEventId));
}

function isCacheTrue({ ports }: World): boolean {
  const entries = ports.cache.entries();
  return ports.store.items().every((item) => {
    const entry = entries.find((one) => one.recordKey === recordKey('shop-a', 'order', item.remoteId));
    return (
      entry !== undefined && equal(entry.record, item.remote ?? item.record) && entry.stored.version <= item.version
    );
  });
}

function hasDeadLetters({ ports }: World, refused: readonly string[]): boolean {
  const letters = ports.deadLetters.letters().map(({ recordId }) => recordId);
  const events = ports.events.events().filter(({ outcome }) => outcome === 'dead-lettered');
  const ended = events.map(({ recordId }) => recordId);
  return [letters, ended].every((ids) => ids.sort().join() === [...refused].sort().join());
}
