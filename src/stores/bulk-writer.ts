import type {
  Container,
  ErrorResponse,
  JSONObject,
  OperationInput,
  OperationResponse,
  PartitionKey,
} from '@azure/cosmos';
import { PipelineError } from '../model/errors.js';
import { estimateJsonBytes } from '../model/json-size.js';
import { isPassing, toStoreError } from './azure-error.js';
import { type Count, countNothing } from './count.js';

const MAX_OPERATIONS = 100;
/** The SDK splits a call of more than 220,201 bytes into several requests, of which one failure fails all. */
const MAX_CALL_BYTES = 200_000;
const MAX_IN_FLIGHT = 4;
/** Cosmos DB takes items of 2 MB with its own fields. */
const MAX_ITEM_BYTES = 1_900_000;

/** What became of one operation: 200 or 201 with an ETag, or 404, 409 or 412; every other status is thrown. */
export interface BulkAnswer {
  status: 200 | 201 | 404 | 409 | 412;
  etag: string;
  /** The item, for a read that found it. */
  body: JSONObject | undefined;
  requestCharge: number;
}

/**
 * Single operations on one container that travel together: what is asked while a call is under way goes with the next one, up
 * to 100 operations or 200 kB a call, and up to 4 calls at a time while they are full, so that nothing waits for a timer. Each operation has its own answer.
 * @throws `record_too_large` before anything is sent, `store_unavailable` (the outcome of a write is unknown), `store_refused`
 */
export interface BulkWriter {
  read(id: string, partitionKey: PartitionKey): Promise<BulkAnswer>;
  /** Creates the item; its partition key is taken from it. */
  create(item: object): Promise<BulkAnswer>;
  /** Writes the whole item if its ETag still holds. */
  replace(id: string, partitionKey: PartitionKey, item: object, etag: string): Promise<BulkAnswer>;
}

interface Ask {
  operation: OperationInput;
  bytes: number;
  resolve(answer: BulkAnswer): void;
  reject(error: unknown): void;
}

/** Makes the writer of one container; make one per container and process, so that operations meet. */
export function createBulkWriter(container: Container, count: Count = countNothing): BulkWriter {
  const waiting: Ask[] = [];
  let inFlight = 0;
  let isScheduled = false;

  function schedule(): void {
    if (isScheduled || !mayGo(waiting, inFlight)) return;
    isScheduled = true;
    setImmediate(() => {
      isScheduled = false;
      while (mayGo(waiting, inFlight)) void send(waiting.splice(0, callEnd(waiting)));
    });
  }

  async function send(asks: Ask[]): Promise<void> {
    inFlight += 1;
    count('cosmos.request');
    try {
      const answers = await container.items.bulk(
        asks.map(({ operation }) => operation),
        { continueOnError: true },
        { contentResponseOnWriteEnabled: false },
      );
      for (const [index, ask] of asks.entries()) settle(ask, answers[index]);
    } catch (error) {
      const failure = toBulkFailure(error);
      for (const ask of asks) ask.reject(failure);
    } finally {
      inFlight -= 1;
      schedule();
    }
  }

  function ask(operation: OperationInput, bytes = 0): Promise<BulkAnswer> {
    count(operation.operationType === 'Read' ? 'cosmos.read' : 'cosmos.write');
    return new Promise((resolve, reject) => {
      waiting.push({ operation, bytes, resolve, reject });
      schedule();
    });
  }

  return {
    read: (id, partitionKey) => ask({ operationType: 'Read', id, partitionKey }),
    async create(item) {
      const bytes = requireFit(item);
      return ask({ operationType: 'Create', resourceBody: item as JSONObject }, bytes);
    },
    async replace(id, partitionKey, item, etag) {
      const bytes = requireFit(item);
      return ask(
        { operationType: 'Replace', id, partitionKey, resourceBody: item as JSONObject, ifMatch: etag },
        bytes,
      );
    },
  };
}

/** While a call is under way only full ones go beside it: what is waiting grows meanwhile, and calls are what costs. */
function mayGo(waiting: readonly Ask[], inFlight: number): boolean {
  if (waiting.length === 0 || inFlight >= MAX_IN_FLIGHT) return false;
  return inFlight === 0 || callEnd(waiting) < waiting.length;
}

/** How many of the waiting go into one call: a large item goes alone. */
function callEnd(waiting: readonly Ask[]): number {
  let bytes = 0;
  const end = waiting.findIndex((ask, index) => {
    bytes += ask.bytes;
    return index > 0 && (index === MAX_OPERATIONS || bytes > MAX_CALL_BYTES);
  });
  return end < 0 ? waiting.length : end;
}

function requireFit(item: object): number {
  const estimate = estimateJsonBytes(item);
  // Only what may be too large is measured exactly.
  const bytes = estimate < MAX_ITEM_BYTES / 8 ? estimate : Buffer.byteLength(JSON.stringify(item));
  if (bytes > MAX_ITEM_BYTES) throw tooLarge(`The item takes ${bytes} bytes; the order store takes ${MAX_ITEM_BYTES}`);
  return bytes;
}

function tooLarge(message: string): PipelineError {
  return new PipelineError('record_too_large', message);
}

function settle({ resolve, reject }: Ask, answer: OperationResponse | undefined): void {
  const status = answer?.statusCode ?? 0;
  const requestCharge = answer?.requestCharge ?? 0;
  if (status === 200 || status === 201)
    resolve({ status, etag: answer?.eTag ?? '', body: answer?.resourceBody, requestCharge });
  else if (status === 404 || status === 409 || status === 412)
    resolve({ status, etag: '', body: undefined, requestCharge });
  else if (status === 413) reject(tooLarge('The order store refuses an item of this size'));
  else {
    const code = status === 0 || isPassing(status) ? 'store_unavailable' : 'store_refused';
    reject(new PipelineError(code, `The order store answered ${status} to one operation of a bulk request`));
  }
}

/** The SDK throws the status of a failed bulk request away, but its diagnostics still tell it; without one there was no answer. */
function toBulkFailure(error: unknown): unknown {
  const known = toStoreError(error);
  if (known instanceof PipelineError) return known;
  const { diagnostics } = error as Partial<ErrorResponse>;
  const status = diagnostics?.clientSideRequestStatistics.gatewayStatistics.findLast(isFailure)?.statusCode;
  if (status === 413) return tooLarge('The order store refuses an item of this size');
  if (status !== undefined) return toStoreError(Object.assign(error as object, { statusCode: status }));
  return new PipelineError('store_unavailable', 'The order store did not answer a bulk request', { cause: error });
}

const isFailure = ({ statusCode }: { statusCode?: number }) => statusCode !== undefined && statusCode >= 400;
