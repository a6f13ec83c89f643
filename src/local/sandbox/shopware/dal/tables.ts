import type { JsonObject } from '../../kit/json-object.js';
import { DEFINITIONS, type EntityName, ORDER_ENTITIES } from './definitions.js';

/** One row of a table as the interface shows it, without its associations. Keys that begin with an underscore are not shown. */
export type Row = JsonObject & { readonly id: string };

/** Rows to be read. */
export interface Reader {
  all(entity: EntityName): Iterable<Row>;
  find(entity: EntityName, id: string): Row | undefined;
  /** The rows whose field holds the given id, in the order in which they were put. */
  by(entity: EntityName, field: string, id: string): readonly Row[];
  /** The fields that rows of this entity have. */
  fields(entity: EntityName): ReadonlySet<string>;
}

/** The tables of a shop. */
export interface Tables extends Reader {
  put(entity: EntityName, row: Row): void;
  remove(entity: EntityName, id: string): void;
}

/** Creates empty tables, with an index on each field by which other entities are led to. */
export function createTables(): Tables {
  const tables = new Map<EntityName, Table>();
  const indexed = indexedFields();
  for (const entity of Object.keys(DEFINITIONS) as EntityName[]) tables.set(entity, createTable(indexed(entity)));
  const of = (entity: EntityName): Table => tables.get(entity) as Table;
  return {
    all: (entity) => of(entity).rows.values(),
    find: (entity, id) => of(entity).rows.get(id),
    by: (entity, field, id) => of(entity).by(field, id),
    fields: (entity) => of(entity).fields,
    put: (entity, row) => of(entity).put(row),
    remove: (entity, id) => of(entity).remove(id),
  };
}

/** Reads a version of one order over the live rows: what the version holds stands for the live rows of the same id. */
export function readVersion(live: Reader, version: Reader): Reader {
  const covers = (id: string): boolean => [...ORDER_ENTITIES].some((entity) => version.find(entity, id) !== undefined);
  return {
    all: function* (entity) {
      for (const row of live.all(entity)) yield version.find(entity, row.id) ?? row;
    },
    find: (entity, id) => version.find(entity, id) ?? live.find(entity, id),
    by: (entity, field, id) => (ORDER_ENTITIES.has(entity) && covers(id) ? version : live).by(entity, field, id),
    fields: live.fields,
  };
}

interface Table {
  rows: Map<string, Row>;
  fields: Set<string>;
  by(field: string, id: string): Row[];
  put(row: Row): void;
  remove(id: string): void;
}

function createTable(indexed: ReadonlySet<string>): Table {
  const rows = new Map<string, Row>();
  const fields = new Set<string>();
  const indexes = new Map([...indexed].map((field) => [field, new Map<string, Set<string>>()]));
  const unindex = (row: Row): void => {
    for (const [field, index] of indexes) index.get(String(row[field]))?.delete(row.id);
  };
  return {
    rows,
    fields,
    by: (field, id) => [...(indexes.get(field)?.get(id) ?? [])].map((found) => rows.get(found) as Row),
    put: (row) => {
      const before = rows.get(row.id);
      const moved = [...indexes.keys()].some((field) => before?.[field] !== row[field]);
      if (before !== undefined && moved) unindex(before);
      rows.set(row.id, row);
      for (const field of Object.keys(row)) fields.add(field);
      if (moved) for (const [field, index] of indexes) addTo(index, String(row[field]), row.id);
    },
    remove: (id) => {
      const row = rows.get(id);
      if (row !== undefined) unindex(row);
      rows.delete(id);
    },
  };
}

function addTo(index: Map<string, Set<string>>, key: string, id: string): void {
  const ids = index.get(key) ?? new Set();
  ids.add(id);
  index.set(key, ids);
}

function indexedFields(): (entity: EntityName) => ReadonlySet<string> {
  const fields = new Map<EntityName, Set<string>>();
  for (const associations of Object.values(DEFINITIONS)) {
    for (const one of Object.values(associations)) {
      if ('their' in one) fields.set(one.entity, (fields.get(one.entity) ?? new Set()).add(one.their));
    }
  }
  return (entity) => fields.get(entity) ?? new Set();
}
