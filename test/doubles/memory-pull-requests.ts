import type { PullRequest } from '../../src/model/pull-request.js';
import { hashName } from '../../src/model/record-key.js';
import type { Clock } from '../../src/ports/clock.js';
import type { PullRequests } from '../../src/ports/pull-requests.js';
import { clone } from './clone.js';

/** Pull requests in memory, all of them to look at. */
export interface MemoryPullRequests extends PullRequests {
  requests(): PullRequest[];
}

/** Makes an empty one. */
export function createMemoryPullRequests({ clock }: { clock: Pick<Clock, 'now'> }): MemoryPullRequests {
  const blobs = new Map<string, { request: PullRequest; createdAt: Date }>();
  return {
    async put(request) {
      const name = `${hashName(`${request.runId}|${request.slice}`)}.json`;
      if (!blobs.has(name)) blobs.set(name, { request: clone(request), createdAt: clock.now() });
      return name;
    },
    async read(name) {
      return clone(blobs.get(name)?.request ?? null);
    },
    async delete(name) {
      blobs.delete(name);
    },
    async *list() {
      for (const [name, { createdAt }] of [...blobs]) yield { name, createdAt };
    },
    requests: () => [...blobs.values()].map(({ request }) => clone(request)),
  };
}
