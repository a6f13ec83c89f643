import type { ContainerClient } from '@azure/storage-blob';
import { PipelineError } from '../model/errors.js';
import { reasonOf, statusOf, toBlobError } from './azure-error.js';
import type { Count } from './count.js';

const LEASE_SECONDS = 60;

/** A lease on one blob under an id of our own: repeating a request whose answer was lost changes nothing. */
export interface BlobLease {
  /** Takes the lease for 60 s; `held` when somebody else has it, `missing` when there is no such blob. */
  acquire(): Promise<'acquired' | 'held' | 'missing'>;
  /** Keeps it for 60 s more. @throws `cursor_busy` when it was lost. */
  renew(): Promise<void>;
  /** Gives it back; one that was lost is fine. */
  release(): Promise<void>;
}

/** Prepares a lease, without a request. */
export function createBlobLease(container: ContainerClient, name: string, leaseId: string, count: Count): BlobLease {
  const client = container.getBlobClient(name).getBlobLeaseClient(leaseId);
  return {
    async acquire() {
      count('blob.lease');
      try {
        await client.acquireLease(LEASE_SECONDS);
        return 'acquired';
      } catch (error) {
        if (statusOf(error) === 409) return 'held';
        if (reasonOf(error) === 'BlobNotFound') return 'missing';
        throw toBlobError(error);
      }
    },
    async renew() {
      count('blob.lease');
      try {
        await client.renewLease();
      } catch (error) {
        if (isLost(error))
          throw new PipelineError('cursor_busy', 'The lease was lost to another run', { cause: error });
        throw toBlobError(error);
      }
    },
    async release() {
      count('blob.lease');
      try {
        await client.releaseLease();
      } catch (error) {
        if (!isLost(error)) throw toBlobError(error);
      }
    },
  };
}

const isLost = (error: unknown) => [409, 412].includes(statusOf(error) ?? 0) || reasonOf(error) === 'BlobNotFound';
