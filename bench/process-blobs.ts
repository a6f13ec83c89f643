import pLimit from 'p-limit';
import { type BatchSummary, type ProcessPorts, processQueueBlob } from '../src/orchestration/process-queue-blob.js';
import { BLOBS_AT_ONCE } from './phases.js';

/** Processes the queue blobs as the trigger does, four at once; `onBlob` is told of each that is done. */
export async function processBlobs(
  ports: ProcessPorts,
  names: readonly string[],
  onBlob: (summary: BatchSummary) => void,
): Promise<void> {
  const limit = pLimit(BLOBS_AT_ONCE);
  await Promise.all(names.map((name) => limit(async () => onBlob(await processQueueBlob(ports, name)))));
}
