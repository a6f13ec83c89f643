import { createHash } from 'node:crypto';
import { z } from 'zod';
import { compileMapping, type MappingRules } from './compile-mapping.js';
import { type TransformName, transformNames } from './field-transform.js';
import { json } from './fields.js';
import { type RecordType, recordType } from './record-type.js';

const MAX_RULES = 200;

/** A path in the payload: `a.b[0].c`, `items[].sku`, `custom_attributes[attribute_code=gift].value`. */
const remotePath = z.string();

/** The options that only some transforms have. */
const OPTIONS: Readonly<Record<string, readonly TransformName[]>> = {
  thousands: ['money', 'number'],
  decimal: ['money', 'number'],
  zone: ['instant'],
  epoch: ['instant'],
  order: ['instant'],
  values: ['enum'],
  otherwise: ['enum'],
  separator: ['join'],
};

/** One thing written where several may stand; a union would not say what is wrong with it. */
export const oneOrMore = (schema: z.ZodArray<z.ZodString>) =>
  z.preprocess((value) => (typeof value === 'string' ? [value] : value), schema);

/** What a rule may say of the transform, wherever its value stands. */
export const transformRule = {
  transform: z.enum(transformNames).optional(),
  thousands: z.enum([',', '.', ' ', "'"]).optional(),
  decimal: z.enum([',', '.']).optional(),
  zone: z.literal('utc').optional(),
  epoch: z.enum(['s', 'ms']).optional(),
  order: z.enum(['dmy', 'mdy']).optional(),
  values: z.record(z.string(), json).optional(),
  otherwise: json.optional(),
  separator: z.string().max(20).optional(),
};

/** Refuses options that the transform of the rule does not have. */
export function checkTransformOptions(rule: { transform?: TransformName | undefined }, context: z.RefinementCtx): void {
  if (rule.transform === undefined) return;
  for (const [option, names] of Object.entries(OPTIONS)) {
    if (Object.hasOwn(rule, option) && !names.includes(rule.transform)) {
      context.addIssue({ code: 'custom', path: [option], message: `is no option of ${rule.transform}` });
    }
  }
}

const longRule = z
  .strictObject({
    /** Where the value stands; of several the first that has one, but `join` and lists take them all. */
    from: oneOrMore(z.array(remotePath).min(1).max(10)),
    ...transformRule,
  })
  .superRefine(checkTransformOptions);

/** Where a canonical field comes from; a bare path takes the transform that fits the field. */
const fieldRule = z.preprocess((value) => (typeof value === 'string' ? { from: value } : value), longRule);

/** Whether it has no more entries than the rules of one mapping may have. */
export const atMost = (what: Record<string, unknown>) => Object.keys(what).length <= MAX_RULES;

const rules = z.strictObject({
  fields: z.record(z.string(), fieldRule).refine(atMost, `must be at most ${MAX_RULES}`).default({}),
  defaults: z.record(z.string(), json).refine(atMost, `must be at most ${MAX_RULES}`).default({}),
});

/**
 * What a profile maps otherwise than its channel, by record type. Its paths lie in the canonical schema or in `attributes`; ids stay
 * as the channel maps them.
 */
export const mappingOverrides = z.partialRecord(recordType, rules).superRefine((overrides, context) => {
  for (const [type, one] of Object.entries(overrides)) {
    for (const { path, message } of compileMapping(type as RecordType, one, 'override').faults) {
      context.addIssue({ code: 'custom', path: [type, ...path], message });
    }
  }
});

/** The mapping overrides of a profile. */
export type MappingOverrides = z.output<typeof mappingOverrides>;

/**
 * The version of a mapping: the channel's own, and with overrides a short hash of them, so that a change of either has cached records
 * mapped again.
 */
export function mappingVersionOf(channelVersion: string, overrides: MappingRules | undefined): string {
  if (overrides === undefined || isEmpty(overrides)) return channelVersion;
  const sorted = [overrides.fields, overrides.defaults].map((part) =>
    Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)),
  );
  const hash = createHash('sha256').update(JSON.stringify(sorted)).digest('base64url');
  return `${channelVersion}+${hash.slice(0, 8)}`;
}

function isEmpty({ fields, defaults }: MappingRules): boolean {
  return Object.keys(fields).length + Object.keys(defaults).length === 0;
}
