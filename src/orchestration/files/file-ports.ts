import type { Channel } from '../../ports/channel.js';
import type { Drop } from '../../ports/drop.js';
import type { Files } from '../../ports/files.js';
import type { Profiles } from '../../ports/profiles.js';
import type { Queue } from '../../ports/queue.js';
import type { DeadLetterPorts } from '../dead-letter.js';

/** How large files may be, and how long those that are read are kept. */
export interface FileLimits {
  maxBytes: number;
  keepMs: number;
}

/** What reading files needs of the world. */
export interface FilePorts extends DeadLetterPorts {
  drop: Drop;
  files: Files;
  fileLimits: FileLimits;
  queue: Queue;
  profiles: Profiles;
  findChannel(key: string): Channel | null;
}
