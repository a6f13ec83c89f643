import { isEnded, newFlatFile } from '../../model/flat-file.js';
import type { FilePorts } from './file-ports.js';
import { readFile, readingPace } from './read-file.js';

/** What a sweep of the drop did. */
export interface FileSweepSummary {
  /** Files that were read, or read on. */
  read: number;
  /** Files that were read long ago and are deleted now. */
  deleted: number;
  failed: number;
}

/** How long the trigger has for a file, and the sweep for itself. */
export interface FileSweepTimes {
  ageMs: number;
  budgetMs: number;
}

/** Two minutes for a file, and four for the sweep. */
export const fileSweepTimes: FileSweepTimes = { ageMs: 120_000, budgetMs: 240_000 };

/**
 * Reads what the trigger left behind and goes on with files whose time ran out, oldest name first; deletes what was read to its end once
 * it was kept long enough. A file that failed stays until somebody deletes it.
 */
export async function sweepFiles(ports: FilePorts, times: FileSweepTimes = fileSweepTimes): Promise<FileSweepSummary> {
  const deadline = ports.clock.now().getTime() + times.budgetMs;
  const summary: FileSweepSummary = { read: 0, deleted: 0, failed: 0 };
  for await (const blob of ports.drop.list()) {
    const now = ports.clock.now().getTime();
    if (now > deadline) break;
    if (now - blob.changedAt.getTime() < times.ageMs) continue;
    try {
      const { profileId, id } = newFlatFile(blob, ports.clock.now());
      const known = await ports.files.read(profileId, id);
      if (known === null || !isEnded(known)) {
        const { status } = await readFile(ports, blob.name, { ...readingPace, budgetMs: deadline - now });
        if (status !== 'busy') summary.read += 1;
      } else if (known.status !== 'failed' && now - Date.parse(known.finishedAt ?? '') > ports.fileLimits.keepMs) {
        await ports.drop.delete(blob);
        summary.deleted += 1;
      }
    } catch {
      // One file that cannot be read now must not keep the others waiting.
      summary.failed += 1;
    }
  }
  return summary;
}
