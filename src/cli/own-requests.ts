import type { PullRequest } from '../model/pull-request.js';
import type { PullRequests } from '../ports/pull-requests.js';

/** Pull requests that only this process sees: it runs them itself, and no running host takes them up. */
export interface OwnRequests extends PullRequests {
  /** The name of the one that waits longest; null when none does. */
  next(): string | null;
}

/** An empty set of requests. */
export function createOwnRequests(): OwnRequests {
  const waiting = new Map<string, PullRequest>();
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
    next: () => waiting.keys().next().value ?? null,
  };
}
