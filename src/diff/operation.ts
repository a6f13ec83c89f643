import type { Json } from './json.js';

/** One change, in the words of RFC 6902, with the value that was there before. */
export type Operation =
  | { op: 'add'; path: string; value: Json }
  | { op: 'remove'; path: string; before: Json }
  | { op: 'replace'; path: string; value: Json; before: Json };

/** An operation as JSON Patch (RFC 6902) has it. Every `Operation` is one. */
export type PatchOperation = { op: 'add' | 'replace'; path: string; value: Json } | { op: 'remove'; path: string };

/** The operations as a plain JSON Patch: the same changes, without the values before. */
export function toPatch(operations: readonly Operation[]): PatchOperation[] {
  return operations.map((operation) =>
    operation.op === 'remove'
      ? { op: operation.op, path: operation.path }
      : { op: operation.op, path: operation.path, value: operation.value },
  );
}
