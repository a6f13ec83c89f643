import { type ProcessPorts, processQueueBlob } from '../orchestration/process-queue-blob.js';
import { pullChannel } from '../orchestration/pull-channel.js';
import type { PullPorts } from '../orchestration/pull-ports.js';
import { CommandError } from './output/failure.js';
import type { Progress } from './output/progress.js';
import { createOwnRequests } from './own-requests.js';

/** What runs in this process: requests are put through `ports`, then `work` carries them to their end. */
export interface RunHere<Ports> {
  ports: Ports;
  /** @throws CommandError `pull_busy` when another run of the pull is under way */
  work(progress: Progress): Promise<void>;
}

/**
 * Pulls and processes in this process what is asked for through its ports, as a host would. What is queued is durable: if this
 * process ends, a running host finishes it.
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
      for (let name = requests.next(); name !== null; name = requests.next()) {
        const { message, status } = await pullChannel(ports, name);
        await process();
        if (status === 'skipped') throw busy(message);
        // A request that stays would wait for the sweeper, which does not see it.
        await requests.delete(name);
      }
      await process();
    },
  };
}

function busy(message: string): CommandError {
  return new CommandError('pull_busy', message, 'Wait for it to end; `tributary status` shows it.');
}
