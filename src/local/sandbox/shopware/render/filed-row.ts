import type { EntityName } from '../dal/definitions.js';
import type { Row } from '../dal/tables.js';

/** A row and the table that it belongs to. */
export interface FiledRow {
  entity: EntityName;
  row: Row;
}
