import { isJsonObject, type Json, type JsonObject } from '../../diff/json.js';
import { parseJson } from '../../model/json-text.js';
import { UsageError } from '../output/failure.js';
import {
  fieldsOf,
  findNamed,
  headerFields,
  nameOf,
  type SampleField,
  type SampleScope,
  toElements,
  toScope,
} from './sample-scope.js';
import { containers, headerSpellings } from './spellings.js';

/** The orders of a sample, and what it tells of the pages in which they come. */
export interface Sample {
  orders: readonly JsonObject[];
  /** The keys that lead to the list of a page; empty when the page is the list; null when the sample is no page. */
  page: readonly string[] | null;
  /** The keys that lead to the token of the next page, and to the length of the whole listing. */
  next: readonly string[] | null;
  total: readonly string[] | null;
  /** The keys that lead to the one order of the sample. */
  single: readonly string[];
}

const MAX_ORDERS = 50;
const MAX_DEPTH = 3;
const NEXT = [
  'nextcursor',
  'cursor',
  'nextpagetoken',
  'nexttoken',
  'pagetoken',
  'endcursor',
  'continuationtoken',
].concat(['continuation', 'after', 'next']);
const TOTAL = ['total', 'totalcount', 'totalresults', 'totalitems', 'totalrecords', 'recordcount', 'itemcount'];
const TELLING = ['id', 'number', 'status', 'currency', 'placedAt', 'updatedAt'];

interface Candidate {
  keys: readonly string[];
  orders: JsonObject[];
  isList: boolean;
  score: number;
}

/**
 * Finds the orders in the text of a sample: an order, a list of orders, or a page that holds such a list.
 * @throws UsageError when nothing in it looks like an order; `json_invalid` and the like
 */
export function readSample(text: string): Sample {
  const value = parseJson(text.replace(/^\uFEFF/, ''));
  const [best] = candidatesOf(value, []).sort((a, b) => b.score - a.score || a.keys.length - b.keys.length);
  if (best === undefined || best.score < 2)
    throw new UsageError(
      'The sample holds nothing that looks like an order: a JSON object with an id, a status, a currency, lines …',
    );
  const around = best.isList && isJsonObject(value) ? fieldsOfPage(value) : [];
  const isToken = ({ values }: SampleField) => values.every((one) => typeof one === 'string' && !/[/?]/.test(one));
  const isCount = ({ values }: SampleField) => values.length > 0 && values.every((one) => Number.isSafeInteger(one));
  return {
    orders: best.orders.slice(0, MAX_ORDERS),
    page: best.isList ? best.keys : null,
    next: keysOf(findNamed(around, NEXT).find(isToken)),
    total: keysOf(findNamed(around, TOTAL).find(isCount)),
    single: best.isList ? [] : best.keys,
  };
}

function keysOf(field: SampleField | undefined): string[] | null {
  return field === undefined ? null : field.path.flatMap((step) => ('key' in step ? [step.key] : []));
}

function candidatesOf(value: Json, keys: readonly string[]): Candidate[] {
  if (Array.isArray(value)) {
    const orders = value.filter(isJsonObject);
    return orders.length > 0 && orders.length === value.length
      ? [{ keys, orders, isList: true, score: scoreOf(orders) }]
      : [];
  }
  if (!isJsonObject(value)) return [];
  const own: Candidate = { keys, orders: [value], isList: false, score: scoreOf([value]) };
  if (keys.length === MAX_DEPTH) return [own];
  const scope: SampleScope = { path: [], objects: [value] };
  const inner = fieldsOf(scope).flatMap((field) => candidatesOf(field.values[0] ?? null, [...keys, nameOf(field)]));
  // What only wraps an order, as in an answer about one, does not come with each of a list.
  return keys.length === 0 && Object.keys(value).length === 1 ? inner : [own, ...inner];
}

/** How much these objects look like orders. */
function scoreOf(objects: readonly JsonObject[]): number {
  const fields = headerFields({ path: [], objects: objects.slice(0, MAX_ORDERS) });
  const isScalar = ({ values }: SampleField) => values.every((value) => typeof value !== 'object');
  const told = TELLING.filter((name) => findNamed(fields, headerSpellings[name] ?? []).some(isScalar)).length;
  const lines = findNamed(fields, containers.lines).some((field) => toElements(field) !== null) ? 2 : 0;
  const buyer = findNamed(fields, [...containers.customer, ...containers.billingAddress]).some(
    (field) => toScope(field) !== null,
  );
  return told + lines + (buyer ? 1 : 0);
}

/** The fields of the page, and those one level below. */
function fieldsOfPage(page: JsonObject): SampleField[] {
  const own = fieldsOf({ path: [], objects: [page] });
  return [...own, ...own.map(toScope).flatMap((scope) => (scope === null ? [] : fieldsOf(scope)))];
}
