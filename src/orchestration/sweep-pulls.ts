import type { PullRequest } from '../model/pull-request.js';
import { pullChannel } from './pull-channel.js';
import type { PullPorts } from './pull-ports.js';
import { isWaiting } from './run-pull.js';

/** A request that waits: of whom, how often it has failed in a row, and since when it waits. */
interface Waiting {
  name: string;
  profileId: string;
  tries: number;
  createdAt: Date;
  isDue: boolean;
}

/**
 * Runs the pulls that were forgotten for `ageMs`, and those whose next try after a failure is due, until `late` says so. After a
 * pull that fails its profile rests till the next sweep, and profiles that fail come last: one dead source never keeps the others
 * waiting, however many requests it has.
 */
export async function sweepPulls(
  ports: PullPorts,
  ageMs: number,
  late: () => boolean,
): Promise<{ pulls: number; failed: number }> {
  const { due, unreadable } = await findDue(ports, ageMs, late);
  const summary = { pulls: 0, failed: unreadable };
  const resting = new Set<string>();
  for (const { name, profileId } of due) {
    if (late()) break;
    if (resting.has(profileId)) continue;
    try {
      const { status } = await pullChannel(ports, name);
      summary.pulls += 1;
      if (status === 'error') resting.add(profileId);
    } catch {
      summary.failed += 1;
      resting.add(profileId);
    }
  }
  return summary;
}

async function findDue(
  ports: PullPorts,
  ageMs: number,
  late: () => boolean,
): Promise<{ due: Waiting[]; unreadable: number }> {
  const found: Waiting[] = [];
  let unreadable = 0;
  for await (const { name, createdAt } of ports.pullRequests.list()) {
    if (late()) break;
    try {
      const request = await ports.pullRequests.read(name);
      if (request !== null) found.push(toWaiting(name, request, createdAt, ageMs, ports.clock.now()));
    } catch {
      unreadable += 1;
    }
  }
  return { due: inTurn(found).filter(({ isDue }) => isDue), unreadable };
}

function toWaiting(name: string, request: PullRequest, createdAt: Date, ageMs: number, now: Date): Waiting {
  const { profileId, retry } = request;
  const isForgotten = now.getTime() - createdAt.getTime() >= ageMs;
  const isDue = request.notBefore === undefined ? isForgotten : !isWaiting(request, now);
  return { name, profileId, tries: retry?.tries ?? 0, createdAt, isDue };
}

/** Profiles by how often they have failed, and of each the requests that have failed least and waited longest first. */
function inTurn(found: readonly Waiting[]): Waiting[] {
  const failures = new Map<string, number>();
  for (const { profileId, tries } of found) failures.set(profileId, Math.max(tries, failures.get(profileId) ?? 0));
  const of = ({ profileId }: Waiting) => failures.get(profileId) ?? 0;
  return found.toSorted((a, b) => of(a) - of(b) || a.tries - b.tries || a.createdAt.getTime() - b.createdAt.getTime());
}
