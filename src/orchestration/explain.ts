import type { Operation } from '../diff/operation.js';
import type { CacheEntry } from '../model/cache-entry.js';
import type { Reason } from '../model/event.js';
import type { Applied } from './apply-to-store.js';
import type { Arrival } from './store-item.js';

interface Facts {
  reason: Reason;
  arrival: Arrival;
  cached?: CacheEntry;
  applied?: Applied;
}

const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

/** A sentence for people: why this action was chosen and what it did; before it another one where nobody sent the record. */
export function explain(facts: Facts): string {
  const isWithdrawn = facts.arrival.envelope.withdrawnBy !== undefined;
  return `${isWithdrawn ? 'The record that it came inside no longer tells of it. ' : ''}${explainReason(facts)}`;
}

function explainReason(facts: Facts): string {
  const { reason, applied } = facts;
  if (reason === 'duplicate') return 'This very event was applied before.';
  if (reason === 'stale') return explainStale(facts);
  if (reason === 'unchanged' && applied?.outcome !== 'created')
    return 'Nothing differs from the last record of the source.';
  if (applied === undefined) return 'The record could not be applied.';
  return explainApplied(applied);
}

function explainStale({ arrival, cached }: Facts): string {
  const known = cached?.version.order ?? 'a later one';
  return `Version ${arrival.version.order} is not newer than ${known}, which was applied before.`;
}

function explainApplied(applied: Applied): string {
  if (applied.outcome === 'created') return 'The order store had no such record; it was created.';
  if (applied.outcome === 'refreshed')
    return 'Nothing differs from the stored record; the cache was refreshed from it.';
  if (applied.outcome === 'ignored') return 'The order store already holds a newer version.';
  const conflicts = applied.conflicts.length;
  const settled =
    conflicts > 0 ? `; ${plural(conflicts, 'conflict')} with local edits settled by the profile's policy` : '';
  const what = countChanges(applied.operations) || 'The change';
  return `${what} against the last record of the source${settled}.`;
}

/** One sentence for people about a local edit. */
export function explainEdit(actor: string, operations: readonly Operation[], applied: boolean): string {
  const what = `${countChanges(operations)} by ${actor}`;
  return applied ? `${what}, here in the order store.` : `${what} not made: the order had changed since it was read.`;
}

/** "2 changes and 1 removal"; empty where there is none. */
function countChanges(operations: readonly Operation[]): string {
  const removed = operations.filter((operation) => operation.op === 'remove').length;
  const changed = operations.length - removed;
  const parts = [changed > 0 ? plural(changed, 'change') : '', removed > 0 ? plural(removed, 'removal') : ''];
  return parts.filter((part) => part !== '').join(' and ');
}
