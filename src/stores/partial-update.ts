import type { PatchOperation } from '@azure/cosmos';
import type { Operation } from '../diff/operation.js';
import type { StoredHead } from '../ports/order-store.js';

/** A partial update takes ten operations, and the head of an item needs five of them. */
const MAX_RECORD_OPERATIONS = 5;

const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;
const INDEX = /^(?:0|[1-9][0-9]{0,8})$/;
const BAGS = new Set(['attributes', 'facets']);

/**
 * Whether operations on a record can go as one partial update: few enough, and every token means the same there as in RFC 6901.
 * A token is a plain name, or an index into one of the record's own arrays; digits inside an open bag could be a key as well.
 */
export function fitsPartialUpdate(operations: readonly Operation[]): boolean {
  return operations.length <= MAX_RECORD_OPERATIONS && operations.every(({ path }) => isPlainPath(path));
}

function isPlainPath(path: string): boolean {
  const [root, ...tokens] = path.split('/');
  if (root !== '' || tokens.length === 0) return false;
  return tokens.every(
    (token, depth) => NAME.test(token) || (depth === 1 && INDEX.test(token) && !BAGS.has(tokens[0] ?? '')),
  );
}

/**
 * The operations on a record, and the head, as one partial update of its item. Cosmos DB's `add`, `replace` and `remove` do what
 * RFC 6902 says, an `add` into an array inserts; call it only with operations that `fitsPartialUpdate`.
 */
export function toPartialUpdate(operations: readonly Operation[], head: StoredHead): PatchOperation[] {
  const { version, appliedEventId, sourceVersion, recordVersion, updatedAt } = head;
  const fields = Object.entries({ version, appliedEventId, sourceVersion, recordVersion, updatedAt });
  return [
    ...operations.map((operation): PatchOperation => {
      const path = `/record${operation.path}`;
      return operation.op === 'remove' ? { op: 'remove', path } : { op: operation.op, path, value: operation.value };
    }),
    ...fields.map(([name, value]): PatchOperation => ({ op: 'set', path: `/${name}`, value })),
  ];
}
