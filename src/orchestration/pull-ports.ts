import type { Profile } from '../model/profile.js';
import type { Channel, ChannelHttp } from '../ports/channel.js';
import type { Clock } from '../ports/clock.js';
import type { Cursors } from '../ports/cursors.js';
import type { Ids } from '../ports/ids.js';
import type { Profiles } from '../ports/profiles.js';
import type { PullRequests } from '../ports/pull-requests.js';
import type { Queue } from '../ports/queue.js';
import type { RunLog } from '../ports/run-log.js';
import type { Secrets } from '../ports/secrets.js';

/** What pulling needs of the world. */
export interface PullPorts {
  queue: Queue;
  profiles: Profiles;
  cursors: Cursors;
  pullRequests: PullRequests;
  runs: RunLog;
  secrets: Secrets;
  clock: Clock;
  ids: Ids;
  findChannel(key: string): Channel | null;
  createHttp(
    profile: Profile,
    channel: Channel,
    onRequest: (request: { ms: number; status: number }) => void,
  ): ChannelHttp;
}
