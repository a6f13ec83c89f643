import type { GraphQLSchema } from 'graphql';
import { toGid } from '../books/ids.js';
import type { ShopifySwitches } from '../faults.js';
import type { ShopifyShop } from '../shop.js';
import type { BulkAnswer, BulkDesk, BulkOutcome, BulkState, BulkStatus } from './bulk-operation.js';
import { type BulkReader, type BulkSlice, createBulkReader } from './bulk-reader.js';
import { bulkQueryFaults } from './check-bulk-query.js';
import { scatter } from './flatten-rows.js';

/** All bulk operations of a shop, and their files. */
export interface BulkOperations {
  /** The operations as a version of the interface offers them. */
  desk(apiVersion: string): BulkDesk;
  /** The text of a file; null for what is not there, or not any more. */
  file(name: string): string | null;
}

/** What bulk operations work with. */
export interface BulkParts {
  shop: ShopifyShop;
  switches: ShopifySwitches;
  schema: GraphQLSchema;
  fileUrl(name: string): string;
  /** Begins to answer a query with everything that its connections have; each call gives the next slice. */
  answer(query: string, apiVersion: string): () => BulkSlice;
}

interface Operation {
  id: string;
  query: string;
  isGrouped: boolean;
  outcome: BulkOutcome;
  startedAtMs: number;
  waitMs: number;
  runMs: number;
  cancelledAtMs: number | null;
  reader: BulkReader;
  /** The lines in the order of the file, once they are all read. */
  arranged?: readonly string[];
}

const FILE_LIFE_MS = 7 * 24 * 3_600_000;
const CANCELLING_MS = 100;
const KEPT_OPERATIONS = 20;

/** Since that version five operations may run at once, and children stand anywhere in the file unless they are asked for together. */
const MANY_SINCE = '2026-01';

/** Creates the bulk operations of a shop; they move on by its clock. */
export function createBulkOperations(parts: BulkParts): BulkOperations {
  const operations: Operation[] = [];
  const nowMs = (): number => parts.shop.now().getTime();
  const show = (operation: Operation): BulkState => stateOf(operation, nowMs(), parts);
  const find = (id: string): Operation | undefined => operations.find((one) => one.id === id);
  return {
    desk: (apiVersion) => ({
      run: (query, groupObjects) => {
        const refused = refusal(query, apiVersion, operations.map(show), parts);
        if (refused !== null) return refused;
        const isGrouped = groupObjects ?? !isManyVersion(apiVersion);
        const operation = newOperation(query, isGrouped, createBulkReader(parts.answer(query, apiVersion)), parts);
        operations.push(operation);
        operations.splice(0, operations.length - KEPT_OPERATIONS);
        readMeanwhile(operation.reader);
        return { operation: show(operation), userErrors: [] };
      },
      cancel: (id) => {
        const operation = find(id);
        if (operation === undefined) return userError(['id'], 'Bulk operation does not exist', null);
        const { status } = show(operation);
        if (status === 'CREATED' || status === 'RUNNING') operation.cancelledAtMs = nowMs();
        else if (status !== 'CANCELING') {
          return userError(null, `A bulk operation cannot be canceled when it is ${status.toLowerCase()}`, null);
        }
        return { operation: show(operation), userErrors: [] };
      },
      find: (id) => {
        const operation = find(id);
        return operation === undefined ? null : show(operation);
      },
      current: () => {
        const last = operations.at(-1);
        return last === undefined ? null : show(last);
      },
    }),
    file: (name) => {
      const [, id = '', part] = /^(\d+)(-partial)?\.jsonl$/.exec(name) ?? [];
      const operation = find(id);
      if (operation === undefined || nowMs() - endOf(operation) > FILE_LIFE_MS) return null;
      const { url, partialDataUrl } = show(operation);
      return (part === undefined ? url : partialDataUrl) === null ? null : fileText(operation, part !== undefined);
    },
  };
}

function refusal(
  query: string,
  apiVersion: string,
  states: readonly BulkState[],
  { schema }: BulkParts,
): BulkAnswer | null {
  const faults = bulkQueryFaults(query, schema);
  if (faults.length > 0) {
    return { operation: null, userErrors: faults.map((message) => ({ field: ['query'], message, code: 'INVALID' })) };
  }
  const busy = states.filter(({ status }) => ['CREATED', 'RUNNING', 'CANCELING'].includes(status));
  if (busy.length < (isManyVersion(apiVersion) ? 5 : 1)) return null;
  const gids = busy.map(({ id }) => toGid('BulkOperation', id)).join(', ');
  const message = `A bulk query operation for this app and shop is already in progress: ${gids}.`;
  return userError(null, message, 'OPERATION_IN_PROGRESS');
}

function newOperation(query: string, isGrouped: boolean, reader: BulkReader, { shop, switches }: BulkParts): Operation {
  return {
    ...{ query, isGrouped, reader },
    id: shop.ids.next('BulkOperation'),
    outcome: switches.bulkOutcome,
    startedAtMs: shop.now().getTime(),
    waitMs: switches.bulkWaitMs,
    runMs: switches.bulkRunMs,
    cancelledAtMs: null,
  };
}

/** Reads between the requests of others; who looks before it is done reads the rest. */
function readMeanwhile(reader: BulkReader): void {
  setImmediate(() => {
    if (reader.readSome()) readMeanwhile(reader);
  }).unref();
}

function stateOf(operation: Operation, nowMs: number, { fileUrl }: BulkParts): BulkState {
  const { id, query, reader, outcome, startedAtMs } = operation;
  const planned = statusOf(operation, nowMs);
  if (planned === 'RUNNING') reader.readSome();
  else if (planned !== 'CREATED') reader.readAll();
  const isDenied = planned !== 'CREATED' && reader.hasFailed();
  const status = isDenied ? 'FAILED' : planned;
  const counted = status === 'CREATED' ? 0 : share(operation, nowMs, status);
  const hasFile = status === 'COMPLETED' && outcome !== 'no-url' && reader.lines().length > 0;
  const hasPart = status === 'FAILED' && !isDenied;
  return {
    ...{ id, query, status },
    createdAtMs: startedAtMs,
    completedAtMs: status === 'COMPLETED' ? endOf(operation) : null,
    errorCode: errorCodeOf(status, isDenied || outcome === 'denied'),
    objectCount: Math.floor(reader.lines().length * counted),
    rootObjectCount: Math.floor(reader.roots() * counted),
    fileSize: hasFile ? Buffer.byteLength(fileText(operation, false)) : null,
    url: hasFile ? fileUrl(`${id}.jsonl`) : null,
    partialDataUrl: hasPart ? fileUrl(`${id}-partial.jsonl`) : null,
  };
}

function errorCodeOf(status: BulkStatus, isDenied: boolean): BulkState['errorCode'] {
  if (status !== 'FAILED') return null;
  return isDenied ? 'ACCESS_DENIED' : 'INTERNAL_SERVER_ERROR';
}

const ENDS: Readonly<Record<BulkOutcome, BulkStatus>> = {
  complete: 'COMPLETED',
  'no-url': 'COMPLETED',
  cut: 'COMPLETED',
  failed: 'FAILED',
  denied: 'FAILED',
  expired: 'EXPIRED',
  canceled: 'CANCELED',
  endless: 'RUNNING',
};

function statusOf(operation: Operation, nowMs: number): BulkStatus {
  const { cancelledAtMs } = operation;
  if (cancelledAtMs !== null) return nowMs < cancelledAtMs + CANCELLING_MS ? 'CANCELING' : 'CANCELED';
  if (nowMs < operation.startedAtMs + operation.waitMs) return 'CREATED';
  return nowMs < endOf(operation) ? 'RUNNING' : ENDS[operation.outcome];
}

function endOf({ startedAtMs, waitMs, runMs }: Operation): number {
  return startedAtMs + waitMs + runMs;
}

/** How much of the work is done; what did not end well stops half way. */
function share(operation: Operation, nowMs: number, status: BulkStatus): number {
  if (status === 'COMPLETED') return 1;
  const done = (nowMs - operation.startedAtMs - operation.waitMs) / Math.max(1, operation.runMs);
  return Math.min(0.5, Math.max(0, done));
}

function fileText(operation: Operation, isPartial: boolean): string {
  const { reader, isGrouped, id, outcome } = operation;
  operation.arranged ??= isGrouped ? reader.lines() : scatter(reader.lines(), Number(id.slice(-6)));
  const lines = isPartial ? operation.arranged.slice(0, operation.arranged.length / 2) : operation.arranged;
  const text = lines.map((line) => `${line}\n`).join('');
  return outcome === 'cut' ? text.slice(0, Math.floor(text.length * 0.7)) : text;
}

function isManyVersion(apiVersion: string): boolean {
  return apiVersion >= MANY_SINCE;
}

function userError(field: string[] | null, message: string, code: string | null): BulkAnswer {
  return { operation: null, userErrors: [{ field, message, code }] };
}
