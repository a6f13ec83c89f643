import type { BatchSummary } from '../src/orchestration/process-queue-blob.js';
import { createBareRecords } from './bare-documents.js';
import { openBareStack, runBareLoop } from './bare-loop.js';
import { withEmulators } from './emulators.js';
import { createOperationCounts } from './operation-counts.js';
import type { OrderSize } from './orders.js';
import { createBodies, PHASES, type Phase } from './phases.js';
import { openPorts, postBodies } from './ports.js';
import { processBlobs } from './process-blobs.js';
import { measure, type Took } from './stopwatch.js';
import type { Templates } from './templates.js';

/** One phase of one round, of the pipeline or of the bare loop. */
export interface PhaseRun {
  phase: Phase;
  records: number;
  batches: number;
  /** Receiving into queue blobs, and what it asked of the storage. */
  receive: Took;
  receiveCounts: Map<string, number>;
  process: Took;
  processCounts: Map<string, number>;
}

/** Sends the orders through the pipeline, phase by phase, on emulators of its own. */
export function runPipeline(records: number, size: OrderSize): Promise<PhaseRun[]> {
  const bodies = createBodies(records, size);
  return withEmulators(async (connection) => {
    const counts = createOperationCounts();
    const ports = await openPorts(connection, counts);
    const runs: PhaseRun[] = [];
    for (const phase of PHASES) {
      counts.take();
      const { result: names, took: receive } = await measure(() => postBodies(ports, bodies[phase]));
      const receiveCounts = counts.take();
      const summaries: BatchSummary[] = [];
      const { took } = await measure(() => processBlobs(ports, names, (summary) => summaries.push(summary)));
      requireOutcome(phase, records, summaries);
      const batches = names.length;
      runs.push({ phase, records, batches, receive, receiveCounts, process: took, processCounts: counts.take() });
    }
    return runs;
  });
}

/** Does the bare storage operations of the same phases, on emulators of its own. */
export function runBare(records: number, size: OrderSize, templates: Record<Phase, Templates>): Promise<PhaseRun[]> {
  const bodies = createBodies(records, size);
  return withEmulators(async (connection) => {
    const counts = createOperationCounts();
    const ports = await openPorts(connection, counts);
    const stack = openBareStack(connection);
    const runs: PhaseRun[] = [];
    for (const phase of PHASES) {
      const documents = createBareRecords(records, phase, templates[phase]);
      const { result: names, took: receive } = await measure(() => postBodies(ports, bodies[phase]));
      const receiveCounts = counts.take();
      const { took } = await measure(() => runBareLoop(stack, phase, names, documents));
      const batches = names.length;
      runs.push({ phase, records, batches, receive, receiveCounts, process: took, processCounts: new Map() });
    }
    return runs;
  });
}

/** A figure of records that took another way than the phase is for would be worth nothing. */
function requireOutcome(phase: Phase, records: number, summaries: readonly BatchSummary[]): void {
  const wanted = phase === 'ignored' ? 'ignored' : 'applied';
  const done = summaries.reduce((sum, summary) => sum + summary[wanted], 0);
  if (done !== records) throw new Error(`Phase ${phase}: ${done} of ${records} records were ${wanted}`);
}
