import type { PrivacyRequest } from '../model/privacy-request.js';

/** A privacy request with the ETag that the next conditional write needs. */
export interface WaitingRequest {
  request: PrivacyRequest;
  etag: string;
}

/** Requests about people that are not answered yet. A name is made from the id, so that one that is asked for twice waits once. */
export interface PrivacyRequests {
  /** Writes the request unless it waits already, and gives its name. */
  put(request: PrivacyRequest): Promise<string>;
  read(name: string): Promise<WaitingRequest | null>;
  /** Writes the request as it stands now, if its ETag still holds, and gives the new one; null when somebody else was first. */
  update(request: PrivacyRequest, etag: string): Promise<string | null>;
  delete(name: string): Promise<void>;
  list(): AsyncIterable<{ name: string }>;
}
