import { z } from 'zod';
import type { Json, JsonObject } from '../../src/diff/json.js';
import { type CanonicalRecord, completeRecord } from '../../src/model/record.js';
import type { RecordType } from '../../src/model/record-type.js';

const CANDIDATES = ['1.00', 'EUR', '2026-11-20T10:00:00Z', true];

/** A record of the type with every field that there is; whatever takes free text holds the marker, keys of open bags too. */
export function filledRecord(type: RecordType, marker: string): CanonicalRecord {
  return fill(completeRecord[type], marker) as CanonicalRecord;
}

function fill(schema: z.ZodType, marker: string): Json {
  if (schema instanceof z.ZodDefault || schema instanceof z.ZodNullable || schema instanceof z.ZodOptional)
    return fill(schema.unwrap() as z.ZodType, marker);
  if (schema instanceof z.ZodObject) return fillObject(schema.shape as Record<string, z.ZodType>, marker);
  if (schema instanceof z.ZodArray) return [fill(schema.element as z.ZodType, marker)];
  if (schema instanceof z.ZodRecord) return { [marker]: { [marker]: marker } };
  if (schema instanceof z.ZodEnum) return schema.options[0] as string;
  const value = [marker, ...CANDIDATES].find((candidate) => schema.safeParse(candidate).success);
  if (value === undefined) throw new Error('a kind of field that this does not know');
  return value;
}

function fillObject(shape: Record<string, z.ZodType>, marker: string): JsonObject {
  return Object.fromEntries(Object.entries(shape).map(([name, field]) => [name, fill(field, marker)]));
}

/** The paths of all texts and keys in a value that hold the marker, without the numbers of elements. */
export function pathsOf(value: Json, marker: string, path = ''): string[] {
  if (typeof value === 'string') return value.includes(marker) ? [path] : [];
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((element) => pathsOf(element, marker, path));
  return Object.entries(value).flatMap(([key, child]) => [
    ...(key.includes(marker) ? [`${path}.{key}`] : []),
    ...pathsOf(child, marker, path === '' ? key : `${path}.${key}`),
  ]);
}
