import pLimit from 'p-limit';
import { addCounts, noCounts, type PrivacyCounts } from '../../model/privacy-receipt.js';
import type { Member, PassState, PrivacyRequest } from '../../model/privacy-request.js';
import type { Profile } from '../../model/profile.js';
import type { RecordQuery } from '../../ports/order-store.js';
import { type Erasing, eraseCached, eraseLogged, eraseRecord, eraseState, type Removed } from './erase-record.js';
import { memberOf } from './find-person.js';
import type { PrivacyPorts } from './privacy-ports.js';
import { eraseWaiting, type Waiting } from './waiting-records.js';

const PAGE = 100;
const CONCURRENCY = 8;

/** What a pass works on: the request with all of its members, and what of it waits. */
export interface PassWork {
  request: PrivacyRequest;
  profile: Profile | null;
  waiting: readonly Waiting[];
  erasing: Erasing;
}

/** A part of a step: what it removed, and where the step goes on; null at its end. */
type Part = { removed: Removed; next: string | null };
type Step = (at: string | null) => Promise<Part>;

/**
 * One pass over every place, from where `state` says, until it is through or `late` says so; then the state tells where to go on.
 * Each part may be repeated: what is removed already counts as nothing.
 */
export async function erasePass(
  ports: PrivacyPorts,
  work: PassWork,
  state: PassState,
  late: () => boolean,
): Promise<{ ended: boolean; state: PassState }> {
  const steps = work.request.kind === 'erase-shop' ? shopSteps(ports, work) : personSteps(ports, work);
  let { step, at } = state;
  let removed: PrivacyCounts = state.removed;
  while (step < steps.length) {
    const part = await (steps[step] as Step)(at);
    removed = addCounts(removed, part.removed);
    at = part.next;
    if (at === null) step += 1;
    if (late() && step < steps.length) return { ended: false, state: { ...state, step, at, removed } };
  }
  return { ended: true, state: { ...state, step, at: null, removed } };
}

function personSteps(ports: PrivacyPorts, work: PassWork): Step[] {
  return [waitingStep(ports, work), membersStep(ports, work), exportsStep(ports, work)];
}

function shopSteps(ports: PrivacyPorts, work: PassWork): Step[] {
  const kinds = ['order', 'invoice', 'shipment', 'refund', 'customer'] as const;
  const records = kinds.map((kind) => recordsStep(ports, work, kind));
  return [waitingStep(ports, work), ...records, eventsStep(ports, work), exportsStep(ports, work)];
}

function waitingStep(ports: PrivacyPorts, { waiting, erasing }: PassWork): Step {
  return async () => {
    let removed = noCounts();
    for (const one of waiting) {
      const count = await eraseWaiting(ports, one, erasing.erasure);
      removed = addCounts(removed, one.place === 'queue' ? { queuedRecords: count } : { deadLetters: count });
    }
    return { removed, next: null };
  };
}

async function eraseAll<T>(items: readonly T[], erase: (item: T) => Promise<Removed>): Promise<PrivacyCounts> {
  const limit = pLimit(CONCURRENCY);
  // All are awaited even if one throws: what is under way must not go on behind the caller's back.
  const settled = await Promise.allSettled(items.map((item) => limit(() => erase(item))));
  const failed = settled.find((result) => result.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
  return settled.reduce((sum, result) => addCounts(sum, result.status === 'fulfilled' ? result.value : {}), noCounts());
}

function membersStep(ports: PrivacyPorts, { request, erasing }: PassWork): Step {
  return async (at) => {
    const from = Number(at ?? 0);
    const some: Member[] = request.members.slice(from, from + PAGE);
    const removed = await eraseAll(some, (member) => eraseRecord(ports, erasing, member));
    const next = from + PAGE < request.members.length ? String(from + PAGE) : null;
    return { removed, next };
  };
}

/** All items of one kind. Erased ones move to the front of the list, behind where it goes on: they are not met again. */
function recordsStep(ports: PrivacyPorts, { request, erasing }: PassWork, kind: RecordQuery['kind']): Step {
  return async (at) => {
    const query = { kind, profileId: request.profileId, limit: PAGE, ...(at === null ? {} : { continuation: at }) };
    const { items, continuation } = await ports.store.query(query);
    const removed = await eraseAll(items, ({ item }) => eraseState(ports, erasing, memberOf(item)));
    return { removed, next: continuation };
  };
}

/** All events, also of records that never reached the store; and the cache entries of their records, which may outlive an item. */
function eventsStep(ports: PrivacyPorts, { request, erasing }: PassWork): Step {
  return async (at) => {
    const query = { profileId: request.profileId, limit: PAGE, ...(at === null ? {} : { continuation: at }) };
    const { items, continuation } = await ports.events.query(query);
    const meant = items.filter(({ type, receivedAt }) => type !== 'product' && receivedAt <= erasing.until);
    const events = await eraseAll(meant, (event) => eraseLogged(ports, event, erasing.erasure));
    const keys = [...new Set(meant.map(({ recordKey }) => recordKey))];
    const cached = await eraseAll(keys, async (key) => ({ cache: await eraseCached(ports, erasing, key) }));
    return { removed: addCounts(events, cached), next: continuation };
  };
}

/** Documents that were made for the person before. */
function exportsStep(ports: PrivacyPorts, { request }: PassWork): Step {
  const { emails } = request.known ?? request.subject;
  const isTheirs = (text: string): boolean =>
    request.kind === 'erase-shop' ||
    request.members.some(({ key }) => text.includes(key)) ||
    emails.some((email) => text.toLowerCase().includes(email));
  return async () => {
    let exports = 0;
    for await (const { profileId, id } of ports.privacyExports.list(request.profileId)) {
      const text = await ports.privacyExports.read(profileId, id);
      if (text === null || !isTheirs(text)) continue;
      await ports.privacyExports.delete(profileId, id);
      exports += 1;
    }
    return { removed: { exports }, next: null };
  };
}
