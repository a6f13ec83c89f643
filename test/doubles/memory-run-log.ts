import { PipelineError } from '../../src/model/errors.js';
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
    async latest(profileId, limit, resource) {
      if (!Number.isInteger(limit) || limit < 1 || limit > 1_000) {
        throw new PipelineError('parameter_invalid', 'limit must be between 1 and 1000', { path: 'limit' });
      }
      const wanted = [...runs.values()].filter(
        (run) => run.profileId === profileId && (resource === undefined || run.resource === resource),
      );
      return clone(wanted.sort((one, other) => (one.startedAt < other.startedAt ? 1 : -1)).slice(0, limit));
    },
    async write(run) {
      runs.set(JSON.stringify([run.profileId, run.id]), clone(run));
    },
    runs: () => clone([...runs.values()]),
  };
}
