import type { ChangedField } from './changed-fields.js';

/** A field of the canonical record, and the fields of the payload that it changes with. */
export interface TracedField {
  /** Such as `lines[].sku`; `attributes.custom.<key>` for all fields that are named by what stands in `key`. */
  field: string;
  /** Such as `items[].sku`. */
  from: string[];
}

/** What is found out about a mapping, bit by bit. */
export interface TracedFields {
  /** Gives whether that was not known. */
  note(changed: ChangedField, from: string): boolean;
  /** In the order of the alphabet. */
  list(): TracedField[];
}

type Part = NonNullable<ChangedField['part']>;

/** Starts with nothing found. */
export function createTracedFields(): TracedFields {
  const found = new Map<string, Set<string>>();
  const parts = new Map<string, Part[]>();
  return {
    note: ({ field, part }, from) => {
      const isNew = found.get(field)?.has(from) !== true;
      addAll(found, field, [from]);
      if (part !== undefined) parts.set(field, [...(parts.get(field) ?? []), part]);
      return isNew;
    },
    list: () => {
      const named = new Map<string, Set<string>>();
      for (const [field, from] of found) addAll(named, nameTogether(field, parts.get(field) ?? []), from);
      const patterns = [...named].filter(([field]) => field.includes('<'));
      for (const [field, from] of named) {
        const [pattern] =
          patterns.find(([name, all]) => fits(field, name) && [...from].every((one) => all.has(one))) ?? [];
        if (pattern !== undefined && pattern !== field) named.delete(field);
      }
      const fields = [...named].map(([field, from]) => ({ field, from: [...from].sort() }));
      return fields.sort((one, other) => (one.field < other.field ? -1 : 1));
    },
  };
}

function addAll(to: Map<string, Set<string>>, field: string, from: Iterable<string>): void {
  to.set(field, new Set([...(to.get(field) ?? []), ...from]));
}

/** The field's name with the names of the payload's fields in the place of their values. */
function nameTogether(field: string, parts: readonly Part[]): string {
  return parts.reduce((name, part) => {
    const at = name.lastIndexOf(part.value);
    return at < 0 ? name : `${name.slice(0, at)}<${part.name}>${name.slice(at + part.value.length)}`;
  }, field);
}

/** Whether the field is one of those that are called so together. */
function fits(field: string, name: string): boolean {
  const [head = '', ...rest] = name.split(/<[^>]*>/);
  const tail = rest.at(-1) ?? '';
  return field.length > head.length + tail.length && field.startsWith(head) && field.endsWith(tail);
}
