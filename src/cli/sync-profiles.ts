import type { Composition } from '../composition.js';
import { outcome } from '../model/event.js';
import type { Profile } from '../model/profile.js';
import type { PullRequest } from '../model/pull-request.js';
import type { Run } from '../model/run.js';
import { requestSync } from '../orchestration/request-sync.js';
import { readRunOutcome } from '../orchestration/run-outcome.js';
import { type ChosenSync, chooseSyncs, type SyncChoice } from './choose-syncs.js';
import { type Cli, type OutputOptions, requireProfile } from './cli.js';
import { toFailure } from './output/failure.js';
import { formatSync, type SyncReport } from './output/sync-text.js';
import { createRunHere } from './run-here.js';
import { waitForQueue } from './wait-for-queue.js';
import { type WantedRun, waitForRuns } from './wait-for-runs.js';

/** What is to be synchronised; without a profile all that are pulled by themselves. */
export interface SyncWish {
  profileId: string | undefined;
  resources: readonly string[];
  kind: 'changes' | 'backfill';
  since: string | undefined;
}

interface Ways extends OutputOptions {
  wait: boolean;
  here: boolean;
  timeout: number;
}

/** Asks for the pulls, and where that is wanted, waits for them or does them in this process. */
export async function syncProfiles(cli: Cli, ports: Composition, wish: SyncWish, ways: Ways): Promise<void> {
  const progress = cli.progress({ quiet: ways.json });
  const begun = cli.now();
  const here = ways.here ? createRunHere(ports) : null;
  const report = await requestAll(here?.ports ?? ports, wish);
  if (here !== null) report.left = (await here.work(progress)).map(toLeft);
  if (here !== null || ways.wait) {
    const waiting = { ports, progress, deadline: begun.getTime() + ways.timeout };
    const runs = await waitForRuns(waiting, report.requested);
    if (here === null && runs.length > 0) await waitForQueue(waiting);
    report.runs = await Promise.all(runs.map((run) => toEnded(ports, run)));
    report.outcomes = await countOutcomes(ports, report.requested, begun);
  }
  progress.end();
  const failed = report.failed.length > 0 || (report.runs ?? []).some(({ outcome }) => outcome.status === 'error');
  cli.print(ways, { json: report, text: formatSync(report), failed });
}

async function toEnded(ports: Composition, run: Run): Promise<NonNullable<SyncReport['runs']>[number]> {
  const { requestSample: _, cursorBefore: _before, cursorAfter: _after, ...shown } = run;
  return { ...shown, outcome: await readRunOutcome(ports, run) };
}

function toLeft({ profileId, resource, runId, notBefore }: PullRequest): NonNullable<SyncReport['left']>[number] {
  return { profileId, resource, runId, tryAgainAt: notBefore ?? null };
}

/** Which profiles are meant. @throws `profile_unknown` */
export async function chooseWished(ports: Composition, { profileId, resources }: SyncWish): Promise<SyncChoice> {
  if (profileId !== undefined) {
    const profile = await requireProfile(ports.profiles, profileId);
    return { chosen: [{ profile, resources: [...resources] }], skipped: [] };
  }
  const profiles: Profile[] = [];
  for await (const profile of ports.profiles.list()) profiles.push(profile);
  profiles.sort((one, other) => (one.id < other.id ? -1 : 1));
  return chooseSyncs(profiles, resources, ports.findChannel);
}

/** One profile that cannot be asked for keeps none of the others from it; where it is the only one, its failure is ours. */
async function requestAll(ports: Composition, wish: SyncWish): Promise<SyncReport> {
  const { chosen, skipped } = await chooseWished(ports, wish);
  const report: SyncReport = { requested: [], skipped, failed: [] };
  for (const one of chosen) {
    try {
      report.requested.push(...(await requestOne(ports, wish, one)));
    } catch (error) {
      if (wish.profileId !== undefined) throw error;
      const { code, message } = toFailure(error);
      report.failed.push({ profileId: one.profile.id, code, message });
    }
  }
  return report;
}

async function requestOne(
  ports: Composition,
  { kind, since }: SyncWish,
  { profile, resources }: ChosenSync,
): Promise<WantedRun[]> {
  const profileId = profile.id;
  const named = resources.length === 0 ? undefined : resources;
  const runs = await requestSync(ports, { profileId, resources: named, kind, since });
  return runs.map((run) => ({ profileId, ...run }));
}

async function countOutcomes(
  ports: Composition,
  runs: readonly WantedRun[],
  begun: Date,
): Promise<NonNullable<SyncReport['outcomes']>> {
  const finishedSince = begun.toISOString();
  const profileIds = [...new Set(runs.map(({ profileId }) => profileId))];
  const counted = outcome.options.map(async (one) => {
    const counts = profileIds.map((profileId) => ports.events.count({ profileId, outcome: one, finishedSince }));
    return [one, (await Promise.all(counts)).reduce((sum, count) => sum + count, 0)] as const;
  });
  return Object.fromEntries((await Promise.all(counted)).filter(([, count]) => count > 0));
}
