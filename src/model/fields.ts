import { z } from 'zod';
import type { Json } from '../diff/json.js';

const hasLoneSurrogate = (text: string): boolean => !text.isWellFormed();

/** An id as the source spells it: 1 to 512 characters, kept verbatim. A JSON number is taken by its digits. */
export const remoteId = z
  .union([z.string(), z.number().int()], { error: 'must be an id: text, or a whole number' })
  .transform((value) => String(value))
  .pipe(
    z
      .string()
      .min(1, 'must not be empty')
      .max(512)
      .refine((id) => !hasLoneSurrogate(id), 'must be well-formed Unicode'),
  )
  .meta({ id: 'RemoteId', description: 'The id in the source system, verbatim.' });

/** Free text of bounded length. */
export const text = z.string().max(65_536);

/** Text that may be unknown. */
export const optionalText = text.nullable().default(null);

/** Any JSON value. What reaches a schema was read by `parseJson` or is ours, so it is not walked again. */
export const json = z.unknown() as unknown as z.ZodType<Json>;

/** The names of open bags: what is inside belongs to the source alone, so it is never partial and never respelled. */
export const openBags: ReadonlySet<string> = new Set(['attributes', 'facets', 'options']);

/** The open bag of a record or a line: custom attributes, extension attributes, metafields, note attributes. `null` empties it. */
export const attributes = z.record(z.string(), json).default({});
