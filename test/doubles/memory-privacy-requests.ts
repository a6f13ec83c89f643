import type { PrivacyRequest } from '../../src/model/privacy-request.js';
import { hashName } from '../../src/model/record-key.js';
import type { PrivacyRequests, WaitingRequest } from '../../src/ports/privacy-requests.js';
import { clone } from './clone.js';

/** Privacy requests in memory, all of them to look at. */
export interface MemoryPrivacyRequests extends PrivacyRequests {
  requests(): PrivacyRequest[];
}

/** Makes an empty one. */
export function createMemoryPrivacyRequests(): MemoryPrivacyRequests {
  const waiting = new Map<string, WaitingRequest>();
  let writes = 0;
  const write = (name: string, request: PrivacyRequest): string => {
    writes += 1;
    waiting.set(name, clone({ request, etag: `"${writes}"` }));
    return `"${writes}"`;
  };
  const nameOf = (id: string) => `${hashName(id)}.json`;
  return {
    async put(request) {
      const name = nameOf(request.id);
      if (!waiting.has(name)) write(name, request);
      return name;
    },
    async read(name) {
      return clone(waiting.get(name) ?? null);
    },
    async update(request, etag) {
      const name = nameOf(request.id);
      return waiting.get(name)?.etag === etag ? write(name, request) : null;
    },
    async delete(name) {
      waiting.delete(name);
    },
    async *list() {
      for (const name of [...waiting.keys()]) yield { name };
    },
    requests: () => [...waiting.values()].map(({ request }) => clone(request)),
  };
}
