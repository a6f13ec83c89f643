import type { Run } from '../../src/model/run.js';
import type { RunLog } from '../../src/ports/run-log.js';
import { clone } from './clone.js';

/** The run log in memory, all of its runs to look at. */
export interface MemoryRunLog extends RunLog {
  runs(): Run[];
}

/** Makes an empty one. */
export function createMemoryRunLog(): MemoryRunLog {
  const runs = new Map<string, Run>();
  return {
    async read(profileId, runId) {
      return clone(runs.get(JSON.stringify([profileId, runId])) ?? null);
    },
    async write(run) {
      runs.set(JSON.stringify([run.profileId, run.id]), clone(run));
    },
    runs: () => clone([...runs.values()]),
  };
}
