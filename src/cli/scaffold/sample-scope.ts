import { getOwn, isJsonObject, type Json, type JsonObject } from '../../diff/json.js';
import type { FieldPath } from '../../model/field-path.js';
import { containers, toPlainName } from './spellings.js';

/** One place in the orders of a sample, and what stands there in each of them. */
export interface SampleField {
  path: FieldPath;
  /** Without what is absent or null. */
  values: Json[];
}

/** The objects that stand at one place of the sample's orders. */
export interface SampleScope {
  path: FieldPath;
  objects: readonly JsonObject[];
}

/** Of how many fields of an object a sample is read. */
export const MAX_KEYS = 300;

/** The keys of the objects, each once, in the order in which they come. */
export function fieldsOf({ path, objects }: SampleScope): SampleField[] {
  const keys = new Set<string>();
  for (const object of objects) for (const key of Object.keys(object).slice(0, MAX_KEYS)) keys.add(key);
  return [...keys].slice(0, MAX_KEYS).map((key) => ({
    path: [...path, { key }],
    values: objects.map((object) => getOwn(object, key) ?? null).filter((value) => value !== null),
  }));
}

/** The name of the field in its object. */
export function nameOf({ path }: SampleField): string {
  const last = path.at(-1);
  return last !== undefined && 'key' in last ? last.key : '';
}

/** The fields whose name is one of these, the first name first. */
export function findNamed(fields: readonly SampleField[], names: readonly string[]): SampleField[] {
  return names.flatMap((name) => fields.filter((field) => toPlainName(nameOf(field)) === name));
}

/** The objects that stand in the field; null where it holds anything else, or nothing. */
export function toScope({ path, values }: SampleField): SampleScope | null {
  const objects = values.filter(isJsonObject);
  return objects.length > 0 && objects.length === values.length ? { path, objects } : null;
}

/** The objects of the lists that stand in the field; null where it holds anything else, or empty lists alone. */
export function toElements({ path, values }: SampleField): SampleScope | null {
  if (!values.every((value) => Array.isArray(value))) return null;
  const elements = values.flat();
  const objects = elements.filter(isJsonObject);
  return objects.length > 0 && objects.length === elements.length ? { path: [...path, { each: true }], objects } : null;
}

/** The fields of the orders themselves, and those of the objects in them that only group some. */
export function headerFields(root: SampleScope): SampleField[] {
  const own = fieldsOf(root);
  const groups = findNamed(own, containers.groups).map(toScope);
  return [...own, ...groups.flatMap((scope) => (scope === null ? [] : fieldsOf(scope)))];
}

/** The amount in an object such as `{ "amount": "12.50", "currency": "EUR" }`; null where there is none. */
export function amountWithin(field: SampleField): SampleField | null {
  const scope = toScope(field);
  return scope === null ? null : (findNamed(fieldsOf(scope), ['amount', 'value', 'gross', 'decimal'])[0] ?? null);
}
