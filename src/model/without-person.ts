import { z } from 'zod';
import { hasOwn, isJsonObject, type Json, type JsonObject } from '../diff/json.js';
import { type CanonicalRecord, completeRecord } from './record.js';
import type { RecordType } from './record-type.js';

/**
 * The fields of each record type that may say who somebody is, by their path; elements of arrays are meant each. Open bags and
 * free text may hold anything, so they count. All of a customer is personal, nothing of a product or of a stock count.
 */
export const personalFields: Readonly<Record<Exclude<RecordType, 'customer'>, readonly string[]>> = {
  order: [
    'customer',
    'billingAddress',
    'shippingAddress',
    'tags',
    'note',
    'attributes',
    'lines.attributes',
    'shippingLines.attributes',
    'discounts.attributes',
    'taxes.attributes',
    'payments.attributes',
  ],
  invoice: ['attributes', 'lines.attributes'],
  shipment: ['tracks', 'attributes'],
  refund: ['reason', 'attributes', 'lines.attributes'],
  product: [],
  stock: [],
};

/**
 * The record without whoever it is about: personal fields are empty, fields that the schema does not know are gone, and amounts,
 * quantities, SKUs, ids, instants and states stay. A partial record stays partial: a field that it does not name is not added.
 */
export function withoutPerson(type: Exclude<RecordType, 'customer'>, record: CanonicalRecord): CanonicalRecord {
  return strip(completeRecord[type], record, '', new Set(personalFields[type])) as CanonicalRecord;
}

function strip(schema: z.ZodType, value: Json, path: string, personal: ReadonlySet<string>): Json {
  const inner = unwrap(schema);
  if (inner instanceof z.ZodArray && Array.isArray(value))
    return value.map((element) => strip(inner.element as z.ZodType, element, path, personal));
  if (!(inner instanceof z.ZodObject) || !isJsonObject(value)) return value;
  const kept: JsonObject = {};
  for (const [name, field] of Object.entries(inner.shape as Record<string, z.ZodType>)) {
    if (!hasOwn(value, name)) continue;
    const own = path === '' ? name : `${path}.${name}`;
    kept[name] = personal.has(own)
      ? (field.parse(undefined) as Json)
      : strip(field, value[name] as Json, own, personal);
  }
  return kept;
}

function unwrap(schema: z.ZodType): z.ZodType {
  return schema instanceof z.ZodDefault || schema instanceof z.ZodNullable
    ? unwrap(schema.unwrap() as z.ZodType)
    : schema;
}
