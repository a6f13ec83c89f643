import { z } from 'zod';
import { hasOwn, isJsonObject, type Json, type JsonObject } from '../diff/json.js';
import { escapeToken, formatPointer } from '../diff/pointer.js';
import { customer } from './customer.js';
import { invoice } from './invoice.js';
import { order } from './order.js';
import { product } from './product.js';
import type { RecordType } from './record-type.js';
import { refund } from './refund.js';
import { shipment } from './shipment.js';
import { stock } from './stock.js';

/** The schema of a complete record of each type: every field present after parsing. */
export const completeRecord = { order, customer, product, invoice, shipment, refund, stock } as const;

/** A record of one of the types, as JSON. */
export type CanonicalRecord = JsonObject & { id: string };

/** One fault of a value: its RFC 6901 pointer and what is wrong. */
export interface Fault {
  path: string;
  message: string;
}

/** A parsed value, or the faults that keep it from being one. */
export type Parsed<T> = { ok: true; value: T } | { ok: false; faults: Fault[] };

// An incoming record may be partial: every typed field may be absent (not provided), only an id never. Absence must stay
// visible, so the defaults of the complete schema are taken off.
function incoming(schema: z.ZodType): z.ZodType {
  if (schema instanceof z.ZodDefault) return incoming(schema.unwrap() as z.ZodType);
  if (schema instanceof z.ZodNullable) return incoming(schema.unwrap() as z.ZodType).nullable();
  if (schema instanceof z.ZodArray)
    return schema.clone({ ...schema.def, element: incoming(schema.element as z.ZodType) });
  if (!(schema instanceof z.ZodObject)) return schema;
  const fields = Object.entries(schema.shape as Record<string, z.ZodType>).map(([name, field]) => [
    name,
    name === 'id' && !isOptionalId(field) ? field : incomingField(name, field),
  ]);
  return z.object(Object.fromEntries(fields));
}

function isOptionalId(field: z.ZodType): boolean {
  return field instanceof z.ZodDefault;
}

function incomingField(name: string, field: z.ZodType): z.ZodType {
  const inner = incoming(field);
  return name === 'attributes' ? inner.nullable().optional() : inner.optional();
}

/** The schema of an incoming, possibly partial record of each type. */
export const incomingRecord: Record<RecordType, z.ZodType> = {
  order: incoming(order),
  customer: incoming(customer),
  product: incoming(product),
  invoice: incoming(invoice),
  shipment: incoming(shipment),
  refund: incoming(refund),
  stock: incoming(stock),
};

/** Lists the faults that zod found, each by its RFC 6901 pointer. */
export function toFaults(error: z.ZodError): Fault[] {
  return error.issues.map((issue) => ({ path: formatPointer(issue.path.map(String)), message: issue.message }));
}

function parse<T>(schema: z.ZodType, value: unknown): Parsed<T> {
  const result = schema.safeParse(value);
  return result.success ? { ok: true, value: result.data as T } : { ok: false, faults: toFaults(result.error) };
}

/** Checks an incoming, possibly partial record: unknown fields are left out, absent ones stay absent. */
export function parseIncomingRecord(type: RecordType, value: unknown): Parsed<CanonicalRecord> {
  return parse(incomingRecord[type], value);
}

/** Checks a completed record and fills what was never provided with its default (`null`, `[]`, `{}`, `"0"`). */
export function parseCompleteRecord(type: RecordType, value: unknown): Parsed<CanonicalRecord> {
  return parse(completeRecord[type], value);
}

/** Lists the fields of a value that its schema does not know: parsing leaves them out, so `parsed` lacks them. */
export function findUnknownFields(value: Json, parsed: Json, path = ''): Fault[] {
  if (Array.isArray(value) && Array.isArray(parsed))
    return value.flatMap((element, index) => findUnknownFields(element, parsed[index] ?? null, `${path}/${index}`));
  if (!isJsonObject(value) || !isJsonObject(parsed)) return [];
  return Object.keys(value).flatMap((name) => {
    const own = `${path}/${escapeToken(name)}`;
    if (!hasOwn(parsed, name)) return [{ path: own, message: 'is not a field of this record' }];
    return findUnknownFields(value[name] as Json, parsed[name] as Json, own);
  });
}
