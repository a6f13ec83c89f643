import type { PullRequest } from '../model/pull-request.js';

/** Requests for pulls that wait to be run. */
export interface PullRequests {
  /** Writes the request and gives its name; a request for the same run and slice is written once. */
  put(request: PullRequest): Promise<string>;
  read(name: string): Promise<PullRequest | null>;
  delete(name: string): Promise<void>;
  list(): AsyncIterable<{ name: string; createdAt: Date }>;
}
