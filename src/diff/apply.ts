import { hasOwn, type Json, type JsonObject, setOwn } from './json.js';
import type { PatchOperation } from './operation.js';
import { PointerError, parseIndex, parsePointer, readChild } from './pointer.js';

/** Why an operation does not fit the value it is applied to. */
export type ApplyReason = 'invalid-pointer' | 'missing-parent' | 'missing-target' | 'bad-index' | 'remove-root';

/** An operation that does not fit; nothing was applied. */
export class ApplyError extends Error {
  override readonly name = 'ApplyError';

  constructor(
    readonly op: PatchOperation['op'],
    readonly path: string,
    readonly reason: ApplyReason,
  ) {
    super(`Cannot ${op} ${JSON.stringify(path)}: ${reason}`);
  }
}

interface Draft {
  root: Json;
  /** The copies made for this call: only they may be written to. */
  readonly owned: Set<Json>;
}

/**
 * The value after the operations, applied in order; `value` itself stays as it is, and what did not change is shared
 * with it. Indices are explicit: `-` is refused. Values before are not compared.
 * @throws ApplyError when an operation does not fit; then none has any effect.
 */
export function apply(value: Json, operations: readonly PatchOperation[]): Json {
  const draft: Draft = { root: value, owned: new Set() };
  for (const operation of operations) applyOperation(draft, operation);
  return draft.root;
}

function applyOperation(draft: Draft, operation: PatchOperation): void {
  const tokens = tokensOf(operation);
  const last = tokens.pop();
  if (last === undefined) {
    if (operation.op === 'remove') throw misfit(operation, 'remove-root');
    draft.root = operation.value;
    return;
  }
  const parent = openParent(draft, tokens, operation);
  if (Array.isArray(parent)) changeElement(parent, last, operation);
  else changeProperty(parent, last, operation);
}

function misfit(operation: PatchOperation, reason: ApplyReason): ApplyError {
  return new ApplyError(operation.op, operation.path, reason);
}

function tokensOf(operation: PatchOperation): string[] {
  try {
    return parsePointer(operation.path);
  } catch (error) {
    if (error instanceof PointerError) throw misfit(operation, 'invalid-pointer');
    throw error;
  }
}

/** Walks down to the container that holds the target, replacing each container on the way by a copy of our own. */
function openParent(draft: Draft, tokens: readonly string[], operation: PatchOperation): Json[] | JsonObject {
  let parent = own(draft, draft.root, operation);
  draft.root = parent;
  for (const token of tokens) {
    const child = readChild(parent, token);
    const copy = own(draft, child, operation);
    if (copy !== child) write(parent, token, copy);
    parent = copy;
  }
  return parent;
}

function own(draft: Draft, value: Json | undefined, operation: PatchOperation): Json[] | JsonObject {
  if (typeof value !== 'object' || value === null) throw misfit(operation, 'missing-parent');
  if (draft.owned.has(value)) return value;
  const copy = Array.isArray(value) ? [...value] : { ...value };
  draft.owned.add(copy);
  return copy;
}

function write(parent: Json[] | JsonObject, token: string, value: Json): void {
  if (Array.isArray(parent)) parent[Number(token)] = value;
  else setOwn(parent, token, value);
}

function changeProperty(object: JsonObject, key: string, operation: PatchOperation): void {
  if (operation.op !== 'add' && !hasOwn(object, key)) throw misfit(operation, 'missing-target');
  if (operation.op === 'remove') delete object[key];
  else setOwn(object, key, operation.value);
}

function changeElement(array: Json[], token: string, operation: PatchOperation): void {
  const index = parseIndex(token);
  const end = operation.op === 'add' ? array.length : array.length - 1;
  if (index === undefined || index > end) throw misfit(operation, 'bad-index');
  if (operation.op === 'add') array.splice(index, 0, operation.value);
  else if (operation.op === 'remove') array.splice(index, 1);
  else array[index] = operation.value;
}
