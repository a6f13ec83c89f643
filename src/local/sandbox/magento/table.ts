import type { JsonObject, JsonValue } from '../kit/json-object.js';

/** One listing of the interface: its rows by id, and what searches compare. */
export interface Table<Payload extends JsonObject = JsonObject> {
  ids(): readonly number[];
  /** The row as the interface shows it; a change makes a new object. */
  show(id: number): Payload | undefined;
  /** A row's column, null where it has none. */
  column(id: number, name: string): JsonValue;
  /** The columns that a search may name. */
  readonly columns: ReadonlySet<string>;
  /** Grows with every change. */
  revision(): number;
}

/** A table whose rows can be changed. */
export interface WritableTable<Row, Payload extends JsonObject> extends Table<Payload> {
  rows(): readonly Row[];
  find(id: number): Row | undefined;
  /** Adds a row, or says that it has changed. */
  put(row: Row): void;
  remove(id: number): void;
}

/** How the rows of a table are read. */
export interface TableFace<Row, Payload extends JsonObject> {
  idOf(row: Row): number;
  render(row: Row): Payload;
  columns: ReadonlySet<string>;
  /** The columns that searches mostly name, read without rendering the row. */
  plain: Readonly<Record<string, (row: Row) => JsonValue>>;
}

/** About 130 MB of orders, the largest kind of row. */
const KEPT_PAYLOADS = 6_000;

/** Creates an empty table. A row is rendered when it is shown: a search names few columns and shows one page. The last few thousand are kept. */
export function createTable<Row, Payload extends JsonObject>(
  face: TableFace<Row, Payload>,
): WritableTable<Row, Payload> {
  const rows = new Map<number, Row>();
  const shown = new Map<number, Payload>();
  let revision = 0;
  const show = (id: number): Payload | undefined => {
    const row = rows.get(id);
    if (row === undefined) return undefined;
    const payload = shown.get(id) ?? face.render(row);
    shown.delete(id);
    shown.set(id, payload);
    if (shown.size > KEPT_PAYLOADS) shown.delete(shown.keys().next().value as number);
    return payload;
  };
  const touch = (id: number): void => {
    shown.delete(id);
    revision += 1;
  };
  return {
    ids: () => [...rows.keys()],
    rows: () => [...rows.values()],
    find: (id) => rows.get(id),
    show,
    column: (id, name) => {
      const row = rows.get(id);
      return (row === undefined ? undefined : face.plain[name]?.(row)) ?? show(id)?.[name] ?? null;
    },
    columns: face.columns,
    put: (row) => {
      rows.set(face.idOf(row), row);
      touch(face.idOf(row));
    },
    remove: (id) => {
      rows.delete(id);
      touch(id);
    },
    revision: () => revision,
  };
}
