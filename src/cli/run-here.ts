import type { PullRequest } from '../model/pull-request.js';
import { type ProcessPorts, processQueueBlob } from '../orchestration/process-queue-blob.js';
import { pullChannel } from '../orchestration/pull-channel.js';
import type { PullPorts } from '../orchestration/pull-ports.js';
import type { PullRequests } from '../ports/pull-requests.js';
import { CommandError } from './output/failure.js';
import type { Progress } from './output/progress.js';
import { createOwnRequests, type OwnRequests } from './own-requests.js';

/** What runs in this process: requests are put through `ports`, then `work` carries them to their end. */
export interface RunHere<Ports> {
  ports: Ports;
  /**
   * Gives the requests that have no end here, as their source fails for a while: a running host tries them again.
   * @throws CommandError `pull_busy` when another run of the pull is under way
   */
  work(progress: Progress): Promise<PullRequest[]>;
}

/**
 * Pulls and processes in this process what is asked for through its ports, as a host would. What is queued is durable: if this
 * process ends, a running host finishes it. A pull that was begun and cannot be ended here is left to a running host, too.
 */
export function createRunHere<Ports extends PullPorts & ProcessPorts>(outer: Ports): RunHere<Ports> {
  const requests = createOwnRequests();
  const queued: string[] = [];
  const queue: Ports['queue'] = {
    ...outer.queue,
    async put(name, body) {
      queued.push(name);
      return outer.queue.put(name, body);
    },
  };
  const ports: Ports = { ...outer, pullRequests: requests, queue };
  return {
    ports,
    async work(progress) {
      let records = 0;
      const process = async (): Promise<void> => {
        for (let name = queued.shift(); name !== undefined; name = queued.shift()) {
          records += (await processQueueBlob(ports, name)).records;
          progress.show({ what: 'records processed here', done: records, total: null });
        }
      };
      try {
        return await pullEach(ports, requests, outer.pullRequests, process);
      } finally {
        // A backfill that is begun and then forgotten would keep every other one waiting.
        for (const name of requests.begun()) await requests.leave(name, outer.pullRequests);
      }
    },
  };
}

async function pullEach(
  ports: PullPorts,
  requests: OwnRequests,
  host: PullRequests,
  process: () => Promise<void>,
): Promise<PullRequest[]> {
  const left: PullRequest[] = [];
  for (let name = requests.next(); name !== null; name = requests.next()) {
    const { message, status } = await pullChannel(ports, name);
    await process();
    if (status === 'waiting') left.push(await requests.leave(name, host));
    if (status === 'skipped') throw await refuse(requests, name, message);
  }
  return left;
}

/** What was not begun is forgotten, as the command says that it failed; what was begun before goes on elsewhere. */
async function refuse(requests: OwnRequests, name: string, message: string): Promise<CommandError> {
  const request = await requests.read(name);
  const isBegun = request !== null && request.slice > 0;
  if (!isBegun) await requests.delete(name);
  const advice = isBegun ? 'A running host goes on with it afterwards' : 'Wait for it to end';
  return new CommandError('pull_busy', message, `${advice}; \`tributary status\` shows it.`);
}
