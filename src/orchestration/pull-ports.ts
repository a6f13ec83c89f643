import type { Cursors } from '../ports/cursors.js';
import type { Profiles } from '../ports/profiles.js';
import type { PullRequests } from '../ports/pull-requests.js';
import type { Queue } from '../ports/queue.js';
import type { RunLog } from '../ports/run-log.js';
import type { DeadLetterPorts } from './dead-letter.js';
import type { SourcePorts } from './pull-source.js';

/** What pulling needs of the world. */
export interface PullPorts extends SourcePorts, DeadLetterPorts {
  queue: Queue;
  profiles: Profiles;
  cursors: Cursors;
  pullRequests: PullRequests;
  runs: RunLog;
}
