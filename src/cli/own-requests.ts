import type { PullRequest } from '../model/pull-request.js';
import type { PullRequests } from '../ports/pull-requests.js';

/** Pull requests that only this process sees: it runs them itself, and no running host takes them up. */
export interface OwnRequests extends PullRequests {
  /** The name of the one that waits longest; null when none does. */
  next(): string | null;
  /** The names of those whose pull is under way: the last that `next` gave, unless it is deleted, and all continuations. */
  begun(): string[];
  /** Hands it over to a running host. */
  leave(name: string, host: Pick<PullRequests, 'put'>): Promise<PullRequest>;
}

/** An empty set of requests. */
export function createOwnRequests(): OwnRequests {
  const waiting = new Map<string, PullRequest>();
  let last: string | null = null;
  return {
    async put(request) {
      const name = `${request.runId}/${request.slice}`;
      if (!waiting.has(name)) waiting.set(name, request);
      return name;
    },
    read: async (name) => waiting.get(name) ?? null,
    async delete(name) {
      waiting.delete(name);
    },
    async *list() {
      for (const [name, { requestedAt }] of waiting) yield { name, createdAt: new Date(requestedAt) };
    },
    next() {
      last = waiting.keys().next().value ?? null;
      return last;
    },
    begun: () => [...waiting].filter(([name, { slice }]) => slice > 0 || name === last).map(([name]) => name),
    async leave(name, host) {
      const request = waiting.get(name);
      if (request === undefined) throw new Error(`There is no request ${name}`);
      await host.put(request);
      waiting.delete(name);
      return request;
    },
  };
}
