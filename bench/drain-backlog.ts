import type { Connection } from './emulators.js';
import { createOperationCounts } from './operation-counts.js';
import { openPorts } from './ports.js';
import { processBlobs } from './process-blobs.js';
import { measure } from './stopwatch.js';

/** What the draining process is told: where the stores are, and the queue blobs in order of arrival. */
export interface DrainRequest {
  connection: Connection;
  names: string[];
}

/** The memory of the process after so many records. */
export interface MemorySample {
  records: number;
  rssMb: number;
  heapMb: number;
}

/** How a backlog was drained. */
export interface Drained {
  records: number;
  applied: number;
  ignored: number;
  /** Dead-lettered or parked: there should be none. */
  failed: number;
  seconds: number;
  peakRssMb: number;
  samples: MemorySample[];
}

const SAMPLE_EVERY = 2_000;
const MB = 1024 * 1024;

/** Drains the backlog in this process and says what it took; the peak is that of the whole process, start-up included. */
async function drainBacklog({ connection, names }: DrainRequest): Promise<Drained> {
  const ports = await openPorts(connection, createOperationCounts());
  const sum = { records: 0, applied: 0, ignored: 0, failed: 0 };
  const samples = [sample(0)];
  const { took } = await measure(() =>
    processBlobs(ports, names, (summary) => {
      sum.records += summary.records;
      sum.applied += summary.applied;
      sum.ignored += summary.ignored;
      sum.failed += summary.deadLettered + summary.parked;
      if (sum.records >= samples.length * SAMPLE_EVERY) samples.push(sample(sum.records));
    }),
  );
  return { ...sum, seconds: took.seconds, peakRssMb: process.resourceUsage().maxRSS / 1024, samples };
}

function sample(records: number): MemorySample {
  const { rss, heapUsed } = process.memoryUsage();
  return { records, rssMb: rss / MB, heapMb: heapUsed / MB };
}

process.once('message', async (request: DrainRequest) => {
  process.send?.(await drainBacklog(request));
  process.exit(0);
});
