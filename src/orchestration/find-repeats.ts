import pLimit from 'p-limit';
import { PipelineError } from '../model/errors.js';
import type { Profile } from '../model/profile.js';
import { recordKey } from '../model/record-key.js';
import type { RecordType } from '../model/record-type.js';
import type { RecordCache } from '../ports/cache.js';
import type { Channel } from '../ports/channel.js';
import type { Clock } from '../ports/clock.js';
import { hashText, isKnownText } from './known-text.js';
import { readMappingVersion } from './mapping-version.js';

/** A record of a request, by its place in it. */
export interface Posted {
  index: number;
  raw: string;
  recordId: string;
}

/** What a record repeats: one of the same request, by its index, or one that was applied before, by its event. */
export type Repeat = { of: 'request'; index: number } | { of: 'event'; eventId: string };

const READS_AT_ONCE = 16;
/** Looking for what was applied before is a kindness: nobody waits longer for it. */
const LOOK_MS = 3_000;

/**
 * The records of a request that say again what the record before them of the same id says. One that comes back to an earlier text after
 * another one is no repeat: it is a change.
 */
export function findRepeatsInside(records: readonly Posted[]): Map<number, Repeat> {
  const repeats = new Map<number, Repeat>();
  const latest = new Map<string, Posted>();
  for (const one of records) {
    const before = latest.get(one.recordId);
    if (before?.raw === one.raw) repeats.set(one.index, { of: 'request', index: before.index });
    else latest.set(one.recordId, one);
  }
  return repeats;
}

/** What looking into the cache needs. */
export interface RepeatPorts {
  cache: RecordCache;
  clock: Clock;
}

/**
 * The records of a request that were applied before with the same text, each by one read of the cache. Only the first of an id is looked
 * at: what follows it is newer than the cache. Where the cache does not answer, or not in time, what was found until then counts.
 */
export async function findApplied(
  { cache, clock }: RepeatPorts,
  source: { profile: Profile; channel: Channel; type: RecordType },
  records: readonly Posted[],
): Promise<Map<number, Repeat>> {
  const found = new Map<number, Repeat>();
  const stop = new AbortController();
  const look = async ({ index, raw, recordId }: Posted): Promise<void> => {
    if (stop.signal.aborted) return;
    const cached = await cache.read(recordKey(source.profile.id, source.type, recordId));
    if (cached === null || stop.signal.aborted) return;
    const { profile, channel, type } = source;
    const mappingVersion = readMappingVersion({ format: channel.key, type }, channel, profile);
    if (!isKnownText(cached.entry, { hash: hashText(raw), mappingVersion }, profile, clock.now())) return;
    found.set(index, { of: 'event', eventId: cached.entry.eventId });
  };
  const limit = pLimit(READS_AT_ONCE);
  const looks = Promise.all(firstOfEach(records).map((one) => limit(look, one))).catch(unlessOutage);
  try {
    await Promise.race([looks, clock.sleep(LOOK_MS, stop.signal)]);
  } finally {
    stop.abort();
  }
  return found;
}

function firstOfEach(records: readonly Posted[]): Posted[] {
  const firsts = new Map<string, Posted>();
  for (const one of records) if (!firsts.has(one.recordId)) firsts.set(one.recordId, one);
  return [...firsts.values()];
}

function unlessOutage(error: unknown): void {
  if (!(error instanceof PipelineError)) throw error;
}
