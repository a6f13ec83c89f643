import { isJsonObject, type Json, type JsonObject } from '../../diff/json.js';
import { buildRecord } from '../../model/apply-mapping.js';
import { compileMapping, type LongRule } from '../../model/compile-mapping.js';
import { PipelineError } from '../../model/errors.js';
import type { Warning } from '../../model/event.js';
import type { RecordType } from '../../model/record-type.js';
import type { Mapped } from '../../ports/channel.js';

/** How a channel's payload becomes a canonical record, as data. */
export interface FieldMapping<Settings = unknown> {
  type: RecordType;
  /**
   * By canonical path (`number`, `totals.grand`, `lines[].sku`, `attributes.gift`) where the value stands in the payload: a path, or
   * a rule with several paths, a transform and its options. A bare path takes the transform that fits the field.
   */
  fields: Readonly<Record<string, string | LongRule>>;
  /** Values for what is absent or null in the payload, by canonical path. */
  defaults?: Readonly<Record<string, Json>>;
  /** The rest, in code: gets the mapped record and gives the one to use. */
  customize?(record: JsonObject, raw: Json, settings: Settings, warnings: Warning[]): JsonObject;
}

/**
 * Makes a resource's `map` of a mapping. What does not fit is left out with the warning `value_not_mapped`; only a record
 * without an id fails.
 * @throws Error that names every fault of the mapping, when it is made
 * @example
 * map: mapFields({
 *   type: 'order',
 *   fields: {
 *     id: 'order_id', currency: 'currency', placedAt: { from: 'created', zone: 'utc' },
 *     status: { from: 'state', values: { N: 'new', P: 'processing' }, otherwise: 'unknown' },
 *     'lines[].id': 'items[].id', 'lines[].quantity': 'items[].qty', 'totals.grand': { from: 'total', thousands: ',' },
 *   },
 *   defaults: { currency: 'EUR' },
 * })
 */
export function mapFields<Settings = unknown>(
  mapping: FieldMapping<Settings>,
): (raw: Json, settings: Settings) => Mapped {
  const { type, fields, defaults = {}, customize } = mapping;
  const compiled = compileMapping(type, { fields, defaults }, 'whole');
  const faults = compiled.faults.map(({ path, message }) => `${path.join(' ')} ${message}`);
  if (faults.length > 0) throw new Error(`The mapping of ${type} is wrong: ${faults.join('; ')}`);
  return (raw, settings) => {
    if (!isJsonObject(raw)) throw new PipelineError('mapping_failed', 'The payload is not a JSON object', { path: '' });
    const { record: built, warnings } = buildRecord(compiled, raw);
    const record = customize?.(built, raw, settings, warnings) ?? built;
    if (typeof record.id === 'string' && record.id !== '') return { record, warnings };
    throw new PipelineError('mapping_failed', `The ${type} has no usable id`, { path: '/id' });
  };
}
