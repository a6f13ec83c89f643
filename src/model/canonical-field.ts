import { z } from 'zod';
import { hasOwn, type Json, type JsonObject } from '../diff/json.js';
import { decimal } from './decimal.js';
import type { FieldPath } from './field-path.js';
import { remoteId } from './fields.js';
import { instant } from './instant.js';
import { completeRecord } from './record.js';
import type { RecordType } from './record-type.js';

/** What a canonical field holds. `any` lies in an open bag, `bag` is one, `texts` is a list of texts. */
export type FieldKind = 'id' | 'text' | 'texts' | 'decimal' | 'instant' | 'flag' | 'choice' | 'any' | 'bag';

/** What the canonical schema says of one field. */
export interface CanonicalField {
  kind: FieldKind;
  nullable: boolean;
  /** The value of a field that was never provided; undefined for one that must be. */
  fallback: Json | undefined;
  /** What a value must be that is not null. */
  schema: z.ZodType;
}

interface Unwrapped {
  schema: z.ZodType;
  nullable: boolean;
  fallback: Json | undefined;
}

function unwrap(schema: z.ZodType): Unwrapped {
  if (schema instanceof z.ZodDefault) {
    return { ...unwrap(schema.unwrap() as z.ZodType), fallback: schema.def.defaultValue as Json };
  }
  if (schema instanceof z.ZodNullable) return { ...unwrap(schema.unwrap() as z.ZodType), nullable: true };
  return { schema, nullable: false, fallback: undefined };
}

const KINDS = new Map<z.ZodType, FieldKind>([
  [decimal, 'decimal'],
  [instant, 'instant'],
  [remoteId, 'id'],
]);

function kindOf(schema: z.ZodType): FieldKind | null {
  const known = KINDS.get(schema);
  if (known !== undefined) return known;
  if (schema instanceof z.ZodString) return 'text';
  if (schema instanceof z.ZodBoolean) return 'flag';
  if (schema instanceof z.ZodEnum) return 'choice';
  if (schema instanceof z.ZodRecord) return 'bag';
  return schema instanceof z.ZodArray && schema.element instanceof z.ZodString ? 'texts' : null;
}

function stepInto(schema: z.ZodType, step: FieldPath[number]): z.ZodType | null {
  if ('each' in step && schema instanceof z.ZodArray) return schema.element as z.ZodType;
  if (!('key' in step) || !(schema instanceof z.ZodObject)) return null;
  return hasOwn(schema.shape as unknown as JsonObject, step.key) ? (schema.shape[step.key] as z.ZodType) : null;
}

/** What the schema of the record type says of the field that the path names; null when there is none that holds a value of its own. */
export function findCanonicalField(type: RecordType, path: FieldPath): CanonicalField | null {
  let at: Unwrapped = unwrap(completeRecord[type]);
  for (const [index, step] of path.entries()) {
    if (at.schema instanceof z.ZodRecord) {
      const isInside = path.slice(index).every((one) => 'key' in one);
      return isInside ? { kind: 'any', nullable: true, fallback: undefined, schema: z.unknown() } : null;
    }
    const next = stepInto(at.schema, step);
    if (next === null) return null;
    at = unwrap(next);
  }
  const kind = kindOf(at.schema);
  return kind === null ? null : { kind, ...at };
}

/** Whether the whole field of the record, such as an address, may be null. */
export function isNullableField(type: RecordType, name: string): boolean {
  const field = stepInto(completeRecord[type], { key: name });
  return field !== null && unwrap(field).nullable;
}
