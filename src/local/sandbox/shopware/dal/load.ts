import type { Criteria } from './criteria.js';
import { associationsOf, type EntityName } from './definitions.js';
import { follow } from './read-field.js';
import { narrow } from './search.js';
import type { Reader, Row } from './tables.js';

/** A row with the associations that were asked for; the others were not loaded, which is not the same as empty. */
export interface Loaded {
  entity: EntityName;
  row: Row;
  related: ReadonlyMap<string, Loaded | null | readonly Loaded[]>;
}

/** Loads the associations of a row that the criteria name, and no other. */
export function load(reader: Reader, criteria: Criteria, row: Row): Loaded {
  const related = new Map<string, Loaded | null | readonly Loaded[]>();
  for (const [name, nested] of Object.entries(criteria.associations)) {
    const association = associationsOf(criteria.entity)[name];
    if (association === undefined) continue;
    const isOne = 'own' in association || ('single' in association && association.single);
    const found = follow(reader, row, association);
    const rows = (isOne ? found : narrow(reader, nested, found)).map((one) => load(reader, nested, one));
    related.set(name, isOne ? (rows[0] ?? null) : rows);
  }
  return { entity: criteria.entity, row, related };
}
