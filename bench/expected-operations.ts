import type { PhaseRun } from './pipeline.js';

/** One kind of storage operation: how often the design allows it, and how often it was counted. */
export interface OperationCheck {
  path: string;
  operation: string;
  expected: number;
  counted: number;
  /** Said beside the figures. */
  remark: string;
  ok: boolean;
}

const PER_RECORD = {
  ignored: { 'cache.blob.read': 1, 'cache.blob.write': 0, 'store.cosmos.read': 0, 'store.cosmos.write': 0 },
  created: { 'cache.blob.read': 1, 'cache.blob.write': 1, 'store.cosmos.read': 0, 'store.cosmos.write': 1 },
  patched: { 'cache.blob.read': 1, 'cache.blob.write': 1, 'store.cosmos.read': 0, 'store.cosmos.write': 1 },
  updated: { 'cache.blob.read': 1, 'cache.blob.write': 1, 'store.cosmos.read': 1, 'store.cosmos.write': 1 },
} as const;

// A request may hold many operations, and the profile is read once a minute: neither is an operation of a record.
const NOT_OF_RECORDS = new Set(['store.cosmos.request', 'events.cosmos.request', 'profiles.blob.read']);

/** Compares what one phase asked of the storage with the table of the design. Whatever is not in the table must not happen. */
export function checkOperations(run: PhaseRun): OperationCheck[] {
  return [...checkReceive(run), ...checkProcess(run)];
}

function checkReceive({ receiveCounts, batches, phase }: PhaseRun): OperationCheck[] {
  const expected = new Map([['queue.blob.write', batches]]);
  return compare(`receive (${phase})`, expected, receiveCounts);
}

function checkProcess({ processCounts, records, batches, phase }: PhaseRun): OperationCheck[] {
  const expected = new Map<string, number>([
    ...Object.entries(PER_RECORD[phase]).map(([name, times]): [string, number] => [name, times * records]),
    ['events.cosmos.write', records],
    ['queue.blob.read', batches],
    ['queue.blob.delete', batches],
  ]);
  return compare(phase, expected, processCounts);
}

function compare(path: string, expected: Map<string, number>, counts: Map<string, number>): OperationCheck[] {
  const names = new Set([...expected.keys(), ...counts.keys()].filter((name) => !NOT_OF_RECORDS.has(name)));
  return [...names].map((operation) => {
    const [wanted, counted] = [expected.get(operation) ?? 0, counts.get(operation) ?? 0];
    return {
      path,
      operation,
      expected: wanted,
      counted,
      remark: requestsOf(operation, counts),
      ok: wanted === counted,
    };
  });
}

/** Operations of the order store and the event log travel together: in how many requests they did. */
function requestsOf(operation: string, counts: Map<string, number>): string {
  const requests = counts.get(operation.replace(/\.(read|write)$/, '.request'));
  return operation.includes('.cosmos.') && requests !== undefined ? `${requests} requests of this adapter in all` : '';
}
