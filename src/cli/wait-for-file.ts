import { type FlatFile, isEnded } from '../model/flat-file.js';
import type { Clock } from '../ports/clock.js';
import type { Files } from '../ports/files.js';
import type { Queue } from '../ports/queue.js';
import { CommandError } from './output/failure.js';
import type { Progress } from './output/progress.js';
import { waitForQueue } from './wait-for-queue.js';
import { late } from './wait-for-runs.js';

const POLL_MS = 500;
/** How long a running host may take to begin with a file. */
const TAKE_UP_MS = 15_000;

interface Waiting {
  ports: { files: Pick<Files, 'read'>; queue: Pick<Queue, 'list'>; clock: Clock };
  deadline: number;
  progress: Progress;
}

/**
 * Waits until the file is read and its records have reached their ends, and gives its document as it is then.
 * @throws CommandError `host_absent` when nobody begins, `timed_out`
 */
export async function waitForFile(waiting: Waiting, { profileId, id }: FlatFile): Promise<FlatFile> {
  const { ports, deadline, progress } = waiting;
  const takeUpBy = ports.clock.now().getTime() + TAKE_UP_MS;
  for (;;) {
    const file = await ports.files.read(profileId, id);
    if (file !== null && isEnded(file)) {
      await waitForQueue(waiting);
      return file;
    }
    const now = ports.clock.now().getTime();
    if (now > deadline) throw late(`${file?.counts.rows ?? 0} rows of the file are read`);
    if (now > takeUpBy && (file === null || file.status === 'waiting')) throw absent();
    progress.show({ what: 'rows read', done: file?.counts.rows ?? 0, total: null });
    await ports.clock.sleep(POLL_MS);
  }
}

function absent(): CommandError {
  return new CommandError(
    'host_absent',
    `nobody has begun to read the file within ${TAKE_UP_MS / 1_000} s: no host of the pipeline seems to run`,
    'Start one (npm start): it reads the file.',
  );
}
