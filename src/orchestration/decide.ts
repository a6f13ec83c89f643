import type { Operation } from '../diff/operation.js';
import type { Action, Reason } from '../model/event.js';
import { isOlder, type RecordVersion } from '../model/record-version.js';

/** What `decide` looks at: facts only. */
export interface Situation {
  /** The cached record's last event and version; null when there is no cached record. */
  cached: { eventId: string; version: RecordVersion } | null;
  eventId: string;
  version: RecordVersion;
  /** From the cached record to the incoming one. */
  operations: readonly Operation[];
  cacheAgeMs: number;
  cacheMaxAgeMs: number;
}

/** The chosen action and why. */
export interface Decision {
  action: Action;
  reason: Reason;
}

/** Whether the record needs no look at its content: seen before, or older than what is known. Null when it does. */
export function decideByVersion(situation: Pick<Situation, 'cached' | 'eventId' | 'version'>): Decision | null {
  const { cached } = situation;
  if (cached === null) return null;
  if (cached.eventId === situation.eventId) return { action: 'Ignore', reason: 'duplicate' };
  if (isOlder(situation.version, cached.version)) return { action: 'Ignore', reason: 'stale' };
  return null;
}

/** The action table: total, first match wins. */
export function decide(situation: Situation): Decision {
  const known = decideByVersion(situation);
  if (known !== null) return known;
  if (situation.cached === null) return { action: 'Update', reason: 'not-cached' };
  if (situation.operations.length === 0) {
    const fresh = situation.cacheAgeMs < situation.cacheMaxAgeMs;
    return fresh ? { action: 'Ignore', reason: 'unchanged' } : { action: 'Get', reason: 'cache-expired' };
  }
  const removes = situation.operations.some((operation) => operation.op === 'remove');
  return removes ? { action: 'Update', reason: 'removal' } : { action: 'Patch', reason: 'changed' };
}
