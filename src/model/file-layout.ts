import { createHash } from 'node:crypto';
import { z } from 'zod';
import { json } from './fields.js';
import { faultsOfLayout } from './file-mapping.js';
import { atMost, checkTransformOptions, oneOrMore, transformRule } from './mapping.js';
import { type RecordType, recordType, recordTypes } from './record-type.js';

/** The character sets that a file may be written in; without one in the layout, a byte order mark decides, and then it is UTF-8. */
export const fileEncodings = [
  'utf-8',
  'utf-16le',
  'utf-16be',
  'windows-1252',
  'windows-1250',
  'iso-8859-1',
  'iso-8859-15',
] as const;

/** The name of a column, as it stands in the header. */
const column = z
  .string()
  .min(1)
  .max(200)
  .refine((name) => !name.includes('"]'), 'must not hold "]');

const fieldColumn = z.preprocess(
  (value) => (typeof value === 'string' ? { column: value } : value),
  z
    .strictObject({
      /** Where the value stands; of several the first that has one, but `join` takes them all. */
      column: oneOrMore(z.array(column).min(1).max(10)).optional(),
      ...transformRule,
    })
    .refine((rule) => rule.column !== undefined || rule.transform === 'position', 'must name a column')
    .superRefine(checkTransformOptions),
);

const numbers = z.strictObject({
  decimal: z.enum([',', '.']).default('.'),
  thousands: z.enum([',', '.', ' ', "'"]).optional(),
});

/** How the files of one kind are laid out, and what their columns mean. */
export const fileLayout = z
  .strictObject({
    name: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'must be lower-case letters, digits and hyphens (1 to 40)'),
    type: recordType,
    /** Which file names it is for: `*` is anything, `?` is one character. */
    pattern: z.string().min(1).max(200).optional(),
    format: z.enum(['csv', 'ndjson']).default('csv'),
    /** NDJSON: what a line is. */
    payload: z.enum(['canonical', 'channel']).default('canonical'),
    delimiter: z.enum([',', ';', '\t', '|']).optional(),
    encoding: z.enum(fileEncodings).optional(),
    /** What fields are wrapped in; empty where a quote is text like any other. */
    quote: z.enum(['"', "'", '']).default('"'),
    numbers: numbers.optional(),
    dates: z.strictObject({ order: z.enum(['dmy', 'mdy']) }).optional(),
    /** What an empty cell says: nothing (`skip`), or that the field has no value (`clear`). */
    emptyCells: z.enum(['skip', 'clear']).default('skip'),
    /** The column whose value rows share that make one record together; such rows follow each other. */
    groupBy: column.optional(),
    /** By canonical path, the column; without any, the headers are canonical paths themselves. */
    fields: z.record(z.string(), fieldColumn).refine(atMost, 'must be at most 200').optional(),
    defaults: z.record(z.string(), json).refine(atMost, 'must be at most 200').default({}),
  })
  .superRefine((layout, context) => {
    for (const { path, message } of faultsOfLayout(layout)) context.addIssue({ code: 'custom', path, message });
  });

/** A file layout, complete. */
export type FileLayout = z.output<typeof fileLayout>;

/** The layouts of a profile; each has a name of its own. */
export const fileLayouts = z
  .array(fileLayout)
  .max(50)
  .refine((all) => new Set(all.map(({ name }) => name)).size === all.length, 'must have different names')
  .default([]);

const defaults = new Map(recordTypes.map((type) => [type, fileLayout.parse({ name: type, type })]));

/** The layout that a profile need not write down: headers that are canonical paths. It is named for its type. */
export function defaultLayout(type: RecordType): FileLayout {
  return defaults.get(type) as FileLayout;
}

/** The layout of the name: the profile's own, else the one that every profile has for a type; null where there is none. */
export function findLayout(layouts: readonly FileLayout[], name: string): FileLayout | null {
  const own = layouts.find((layout) => layout.name === name);
  const type = recordTypes.find((one) => one === name);
  return own ?? (type === undefined ? null : defaultLayout(type));
}

const FORMAT = 'file/';

/** The format of envelopes that hold rows of a file: which layout they were read with. */
export function formatOfLayout({ name }: Pick<FileLayout, 'name'>): string {
  return `${FORMAT}${name}`;
}

/** The name of the layout in the format of an envelope; null where the envelope holds no rows of a file. */
export function layoutOfFormat(format: string): string | null {
  return format.startsWith(FORMAT) ? format.slice(FORMAT.length) : null;
}

/** The version of what a layout makes of a row: a change of the layout has cached records mapped again. */
export function layoutVersion({ pattern: _, ...layout }: FileLayout): string {
  return `file/1+${createHash('sha256').update(JSON.stringify(layout)).digest('base64url').slice(0, 8)}`;
}
