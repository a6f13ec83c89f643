import { type ErrorCode, toPipelineError } from '../../model/errors.js';
import {
  addCounts,
  isNothing,
  noCounts,
  type PrivacyCounts,
  type PrivacyReceipt,
} from '../../model/privacy-receipt.js';
import type { PrivacyRequest } from '../../model/privacy-request.js';
import type { Profile } from '../../model/profile.js';
import type { WaitingRequest } from '../../ports/privacy-requests.js';
import { toWhom } from './belongs-to.js';
import { erasePass } from './erase-pass.js';
import { exportPerson } from './export-person.js';
import { findPerson, joinMembers } from './find-person.js';
import type { PrivacyPorts } from './privacy-ports.js';
import { newReceipt } from './request-privacy.js';
import { findWaiting, type Waiting } from './waiting-records.js';

const MINUTE = 60_000;
/** Longer than anything runs that had begun when the request came: from then on nobody writes what was read before. */
const SETTLED_AFTER_MS = 15 * MINUTE;
/** How long one worker may be at a request; longer than a function runs. */
const BUSY_MS = 10 * MINUTE;
/** How long one run works before it makes way for the next. */
const BUDGET_MS = 4 * MINUTE;
const AGAIN_AFTER_MS = MINUTE;
/** After a failure: 1, 5, and from then on 30 minutes. It is never given up. */
const RETRY_AFTER_MS = [MINUTE, 5 * MINUTE];
const LONGEST_RETRY_MS = 30 * MINUTE;
const EXPORT_DAYS = 30;
const MAX_PASSES = 100;

/** How a run ended: `waiting` = nothing is due, or somebody else is at it; `working` = it goes on later. */
export interface PrivacySummary {
  id: string | null;
  profileId: string | null;
  status: 'done' | 'working' | 'waiting' | 'failed';
  removed: PrivacyCounts;
  failure: ErrorCode | null;
}

/** Until when an export that is made now is kept. */
export function exportDeadline(madeAt: Date): Date {
  return new Date(madeAt.getTime() + EXPORT_DAYS * 24 * 60 * MINUTE);
}

/**
 * Works on a privacy request as far as it is due. An export is made once. An erasure is repeated until a pass finds nothing that
 * began 15 minutes after the request, when everything that was under way has ended. Failures are noted in the receipt, and tried
 * again. It may be repeated after a crash.
 * @throws when not even the failure can be noted; the request stays, and the sweeper takes it up
 */
export async function answerRequest(ports: PrivacyPorts, name: string): Promise<PrivacySummary> {
  const waiting = await ports.privacyRequests.read(name);
  if (waiting === null) return toSummary(null, 'done');
  const { request } = waiting;
  const now = ports.clock.now().toISOString();
  const isDue = (request.notBefore ?? '') <= now && (request.busyUntil ?? '') <= now;
  if (!isDue) return toSummary(request, 'waiting');
  const receipt = (await ports.privacyReceipts.read(request.profileId, request.id)) ?? newReceipt(request);
  const work = new Work(ports, name, waiting, receipt);
  try {
    return await work.run();
  } catch (error) {
    return work.fail(toPipelineError(error).code);
  }
}

function toSummary(
  request: PrivacyRequest | null,
  status: PrivacySummary['status'],
  removed = noCounts(),
  failure: ErrorCode | null = null,
): PrivacySummary {
  return { id: request?.id ?? null, profileId: request?.profileId ?? null, status, removed, failure };
}

/** Somebody else has taken the request over. */
class TakenOver extends Error {}

class Work {
  readonly #ports: PrivacyPorts;
  readonly #name: string;
  #request: PrivacyRequest;
  #etag: string;
  #receipt: PrivacyReceipt;

  constructor(ports: PrivacyPorts, name: string, { request, etag }: WaitingRequest, receipt: PrivacyReceipt) {
    this.#ports = ports;
    this.#name = name;
    this.#request = request;
    this.#etag = etag;
    this.#receipt = receipt;
  }

  async run(): Promise<PrivacySummary> {
    try {
      // The end was noted, and the process died before the request was deleted.
      if (this.#receipt.state === 'done') return await this.#end(noCounts());
      await this.#save({ busyUntil: this.#in(BUSY_MS) });
      const profile = await this.#ports.profiles.read(this.#request.profileId);
      const waiting = await this.#find(profile);
      return this.#request.kind === 'export-person' ? await this.#export(waiting) : await this.#erase(profile, waiting);
    } catch (error) {
      if (error instanceof TakenOver) return toSummary(this.#request, 'waiting');
      throw error;
    }
  }

  async fail(code: ErrorCode): Promise<PrivacySummary> {
    const wait = RETRY_AFTER_MS[this.#request.failures] ?? LONGEST_RETRY_MS;
    await this.#note({ failure: { code, at: this.#in(0) } });
    const failures = this.#request.failures + 1;
    const next = { ...this.#request, failures, busyUntil: null, notBefore: this.#in(wait) };
    await this.#ports.privacyRequests.update(next, this.#etag);
    return toSummary(this.#request, 'failed', noCounts(), code);
  }

  /** Everything that is known to be the person's is written down before any of it is removed: it then tells nothing any more. */
  async #find(profile: Profile | null): Promise<Waiting[]> {
    const channel = profile === null ? null : this.#ports.findChannel(profile.channel);
    if (this.#request.kind !== 'erase-shop') {
      const { known, members } = await findPerson(this.#ports, this.#request);
      this.#request = { ...this.#request, known, members };
    }
    const whom = toWhom(this.#request, this.#until(), profile, channel);
    const waiting: Waiting[] = [];
    for await (const one of findWaiting(this.#ports, whom)) waiting.push(one);
    if (this.#request.kind === 'erase-shop') return waiting;
    const members = joinMembers(this.#request.members, ...waiting.map((one) => one.members));
    await this.#save({ members });
    return waiting;
  }

  async #export(waiting: readonly Waiting[]): Promise<PrivacySummary> {
    const { text, found } = await exportPerson(this.#ports, this.#request, waiting);
    const { profileId, id } = this.#request;
    await this.#ports.privacyExports.put(profileId, id, text);
    const now = this.#ports.clock.now();
    const exportUntil = exportDeadline(now).toISOString();
    await this.#note({ state: 'done', finishedAt: now.toISOString(), total: found, failure: null, exportUntil });
    return this.#end(found);
  }

  async #erase(profile: Profile | null, waiting: readonly Waiting[]): Promise<PrivacySummary> {
    const now = this.#ports.clock.now();
    const { profileId, id } = this.#request;
    const channel = profile === null ? null : this.#ports.findChannel(profile.channel);
    const erasure = { at: now.toISOString(), requestId: id };
    const work = {
      request: this.#request,
      profile,
      waiting,
      erasing: { profileId, erasure, until: this.#until(), channel },
    };
    const state = this.#request.pass ?? { startedAt: now.toISOString(), step: 0, at: null, removed: noCounts() };
    const late = () => this.#ports.clock.now().getTime() - now.getTime() > BUDGET_MS;
    const pass = await erasePass(this.#ports, work, state, late);
    if (!pass.ended) {
      await this.#save({ pass: pass.state, busyUntil: null, notBefore: null, failures: 0 });
      return toSummary(this.#request, 'working', pass.state.removed);
    }
    return this.#endPass(pass.state.startedAt, pass.state.removed);
  }

  async #endPass(startedAt: string, removed: PrivacyCounts): Promise<PrivacySummary> {
    const finishedAt = this.#in(0);
    const isLast = startedAt >= this.#until() && isNothing(removed);
    const end = isLast ? { state: 'done' as const, finishedAt } : {};
    await this.#note({ ...recordPass(this.#receipt, { startedAt, finishedAt, removed }), failure: null, ...end });
    if (isLast) return this.#end(removed);
    const notBefore = [this.#in(AGAIN_AFTER_MS), this.#until()].sort()[1] as string;
    await this.#save({ pass: null, busyUntil: null, notBefore, failures: 0 });
    return toSummary(this.#request, 'working', removed);
  }

  async #end(removed: PrivacyCounts): Promise<PrivacySummary> {
    await this.#ports.privacyRequests.delete(this.#name);
    return toSummary(this.#request, 'done', removed);
  }

  async #save(changes: Partial<PrivacyRequest>): Promise<void> {
    const next = { ...this.#request, ...changes };
    const etag = await this.#ports.privacyRequests.update(next, this.#etag);
    if (etag === null) throw new TakenOver();
    this.#request = next;
    this.#etag = etag;
  }

  async #note(changes: Partial<PrivacyReceipt>): Promise<void> {
    this.#receipt = { ...this.#receipt, ...changes };
    await this.#ports.privacyReceipts.put(this.#receipt);
  }

  #until(): string {
    return new Date(Date.parse(this.#request.requestedAt) + SETTLED_AFTER_MS).toISOString();
  }

  #in(ms: number): string {
    return new Date(this.#ports.clock.now().getTime() + ms).toISOString();
  }
}

/** A pass is known by its start: one that is noted again, since the process died after the first time, counts once. */
function recordPass(
  { passes, total }: Pick<PrivacyReceipt, 'passes' | 'total'>,
  pass: PrivacyReceipt['passes'][number],
): Pick<PrivacyReceipt, 'passes' | 'total'> {
  if (passes.some(({ startedAt }) => startedAt === pass.startedAt)) return { passes, total };
  return { passes: [...passes, pass].slice(-MAX_PASSES), total: addCounts(total, pass.removed) };
}
