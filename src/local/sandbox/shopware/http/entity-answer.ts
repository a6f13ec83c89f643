import type { HttpAnswer } from '../../kit/http-call.js';
import type { JsonObject, JsonValue } from '../../kit/json-object.js';
import type { Criteria } from '../dal/criteria.js';
import { toJsonApi } from '../dal/json-api.js';
import { type Loaded, load } from '../dal/load.js';
import { toPlainJson } from '../dal/plain-json.js';
import { type Found, search } from '../dal/search.js';
import type { Reader, Row } from '../dal/tables.js';
import { jsonAnswer } from './http-answer.js';

/** How rows are shown to one caller. */
export interface Presentation {
  isPlain: boolean;
  /** A variant shows its parent's values where it has none of its own. */
  inherits: boolean;
  baseUrl: string;
  path: string;
  hidden: ReadonlySet<string>;
  totalCountLie: number;
  badRecords: readonly string[];
}

/** Answers a search with whole rows. */
export function searchAnswer(reader: Reader, criteria: Criteria, presentation: Presentation): HttpAnswer {
  const found = search(reader, criteria);
  const loaded = found.rows.map((row) => show(reader, criteria, row, presentation));
  const total = totalOf(found, criteria, presentation);
  if (presentation.isPlain) {
    const data = loaded.map((one) => toPlainJson(one, criteria.includes));
    return answerOf({ total, data, aggregations: [] }, presentation);
  }
  const { data, included } = toJsonApi(loaded, `${presentation.baseUrl}/api`, criteria.includes);
  const meta = { totalCountMode: ['none', 'exact', 'next-pages'].indexOf(criteria.totalCountMode), total };
  const links = linksOf(found, criteria, presentation);
  return answerOf({ data, included, links, meta, aggregations: [] }, presentation);
}

/** Answers a search with nothing but ids. */
export function idsAnswer(reader: Reader, criteria: Criteria, presentation: Presentation): HttpAnswer {
  const found = search(reader, criteria);
  const data = found.rows.map(({ id }) => id);
  return jsonAnswer(200, { total: totalOf(found, criteria, presentation), data });
}

/** Answers with one row. */
export function entityAnswer(reader: Reader, criteria: Criteria, row: Row, presentation: Presentation): HttpAnswer {
  const loaded = show(reader, criteria, row, presentation);
  if (presentation.isPlain) return answerOf({ data: toPlainJson(loaded) }, presentation);
  const { data, included } = toJsonApi([loaded], `${presentation.baseUrl}/api`);
  const links = { self: presentation.baseUrl + presentation.path };
  return answerOf({ data: data[0] ?? null, included, links }, presentation);
}

/** What people know a record by; an object stands there where the record is spoilt. */
const NUMBER_OF: Partial<Record<Criteria['entity'], string>> = {
  order: 'orderNumber',
  customer: 'email',
  product: 'productNumber',
};

function show(reader: Reader, criteria: Criteria, row: Row, { inherits, badRecords }: Presentation): Loaded {
  const loaded = load(reader, criteria, inherits ? inherit(reader, criteria, row) : row);
  const name = NUMBER_OF[criteria.entity];
  if (name === undefined || !badRecords.includes(row.id)) return loaded;
  const related = new Map([...loaded.related].filter(([one]) => one !== 'lineItems'));
  return { ...loaded, row: { ...row, [name]: { value: row[name] ?? null }, price: 'n/a' }, related };
}

function inherit(reader: Reader, { entity }: Criteria, row: Row): Row {
  if (entity !== 'product' || typeof row.parentId !== 'string') return row;
  const parent: JsonObject = reader.find(entity, row.parentId) ?? {};
  const filled = Object.entries(row).map(([name, value]): [string, JsonValue] => [name, value ?? parent[name] ?? null]);
  return { ...Object.fromEntries(filled), id: row.id };
}

function totalOf({ total }: Found, { totalCountMode }: Criteria, { totalCountLie }: Presentation): number {
  return totalCountMode === 'exact' ? total + totalCountLie : total;
}

function linksOf({ rows, total }: Found, { limit, offset }: Criteria, { baseUrl, path }: Presentation): JsonObject {
  const self = baseUrl + path;
  const size = limit ?? Math.max(1, rows.length);
  const page = Math.floor(offset / size) + 1;
  const at = (number: number): string => `${self}?limit=${size}&page=${number}`;
  const next = offset + rows.length < total ? { next: at(page + 1) } : {};
  return { first: at(1), last: at(Math.max(1, Math.ceil(total / size))), ...next, self };
}

/** Leaves out what this version of the shop does not know yet. */
function answerOf(value: JsonObject, { isPlain, hidden }: Presentation): HttpAnswer {
  const answer = jsonAnswer(200, value, !isPlain);
  if (hidden.size === 0) return answer;
  return { ...answer, body: JSON.stringify(value, (key, one) => (hidden.has(key) ? undefined : one)) };
}
