/** One change of a field: what it was and what it is, absent where there was or is nothing. */
export interface FieldChange {
  /** RFC 6901, in the record. */
  path: string;
  op: 'add' | 'remove' | 'replace';
  from?: unknown;
  to?: unknown;
}

/** The operations of an event as people read them. */
export function toFieldChanges(
  operations: readonly { op: FieldChange['op']; path: string; before?: unknown; value?: unknown }[],
): FieldChange[] {
  return operations.map(({ op, path, before, value }) => ({
    path,
    op,
    ...(before === undefined ? {} : { from: before }),
    ...(value === undefined ? {} : { to: value }),
  }));
}
