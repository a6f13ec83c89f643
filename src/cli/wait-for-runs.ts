import type { Run } from '../model/run.js';
import type { Clock } from '../ports/clock.js';
import type { RunLog } from '../ports/run-log.js';
import { CommandError } from './output/failure.js';
import type { Progress } from './output/progress.js';

/** A run that was asked for. */
export interface WantedRun {
  profileId: string;
  resource: string;
  runId: string;
}

/** How long a running host may take to begin with a request. */
const TAKE_UP_MS = 15_000;
const POLL_MS = 500;
/** A run that began early may end late, behind others. */
const RUNS_LOOKED_AT = 5;

interface Waiting {
  ports: { runs: Pick<RunLog, 'read' | 'latest'>; clock: Clock };
  deadline: number;
  progress: Progress;
}

/**
 * Waits until each run has ended, and gives them as they ended.
 * @throws CommandError `host_absent` when nobody begins, `timed_out`
 */
export async function waitForRuns(
  { ports, deadline, progress }: Waiting,
  wanted: readonly WantedRun[],
): Promise<Run[]> {
  const begun = ports.clock.now();
  const takeUpBy = begun.getTime() + TAKE_UP_MS;
  for (;;) {
    const runs = await Promise.all(wanted.map(({ profileId, runId }) => ports.runs.read(profileId, runId)));
    const ended = runs.filter((run) => run !== null && run.status !== 'running');
    if (ended.length === wanted.length) return ended as Run[];
    const now = ports.clock.now().getTime();
    if (now > takeUpBy && runs.every((run) => run === null) && !(await isHosted(ports, wanted, begun))) throw absent();
    if (now > deadline) throw late(`${ended.length} of ${wanted.length} runs have ended`);
    const records = runs.reduce((sum, run) => sum + (run?.counts.records ?? 0), 0);
    const total = runs.reduce((sum, run) => sum + (run?.announced ?? 0), 0);
    progress.show({ what: 'records pulled', done: records, total: total > 0 ? total : null });
    await ports.clock.sleep(POLL_MS);
  }
}

/** Whether another run has, or had meanwhile, the pull: ours then waits for the sweeper, and that is no sign of an absent host. */
async function isHosted(ports: Waiting['ports'], wanted: readonly WantedRun[], begun: Date): Promise<boolean> {
  const since = begun.toISOString();
  const latest = await Promise.all(wanted.map((one) => ports.runs.latest(one.profileId, RUNS_LOOKED_AT, one.resource)));
  return latest
    .flat()
    .some(
      ({ status, startedAt, finishedAt }) =>
        status === 'running' || startedAt >= since || (finishedAt !== null && finishedAt >= since),
    );
}

function absent(): CommandError {
  return new CommandError(
    'host_absent',
    `nobody has taken up the request within ${TAKE_UP_MS / 1_000} s: no host of the pipeline seems to run`,
    'Start one (npm start): it takes the request up. Or pull and process in this process: add --here.',
  );
}

/** Waiting was given up; what is under way goes on. */
export function late(what: string): CommandError {
  return new CommandError(
    'timed_out',
    `waited in vain: ${what}`,
    'It goes on by itself; `tributary status` shows how far it is.',
  );
}
