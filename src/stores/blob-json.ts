import type { z } from 'zod';
import { PipelineError } from '../model/errors.js';

/** The value that one of our own blobs holds; null when its text is not JSON or does not fit the schema. */
export function parseBlob<T>(schema: z.ZodType<T>, text: string): T | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  const parsed = schema.safeParse(value);
  return parsed.success ? parsed.data : null;
}

/**
 * The value that one of our own blobs must hold.
 * @throws `internal` when it does not: somebody else wrote to the container.
 */
export function requireBlob<T>(schema: z.ZodType<T>, text: string, name: string): T {
  const value = parseBlob(schema, text);
  if (value === null) throw new PipelineError('internal', `The blob ${name} does not hold what its container is for`);
  return value;
}
