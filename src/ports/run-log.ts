import type { Run } from '../model/run.js';

/** The runs of pulls. */
export interface RunLog {
  read(profileId: string, runId: string): Promise<Run | null>;
  /** The runs of a profile, or of one of its resources, newest start first. @throws `parameter_invalid` for a limit beyond 1 to 1,000 */
  latest(profileId: string, limit: number, resource?: string): Promise<Run[]>;
  /** Writes the run as it stands now; a run has one writer at a time. */
  write(run: Run): Promise<void>;
}
