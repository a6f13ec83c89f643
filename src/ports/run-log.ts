import type { Run } from '../model/run.js';

/** The runs of pulls. */
export interface RunLog {
  read(profileId: string, runId: string): Promise<Run | null>;
  /** Writes the run as it stands now; only the holder of the cursor's lease writes it. */
  write(run: Run): Promise<void>;
}
