import { isLosslessNumber } from 'lossless-json';
import type { Json } from '../../diff/json.js';
import { PipelineError } from '../../model/errors.js';
import { fromMagentoTime } from './magento-time.js';
import { RawFields } from './raw-fields.js';

const ENTITY_ID = /^\d{1,20}$/;

function digitsOf(value: unknown): string {
  if (isLosslessNumber(value)) return value.value;
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** The entity id as text, whether a number or a string spells it; null when it is not one. */
export function toEntityId(value: unknown): string | null {
  const digits = digitsOf(value);
  return ENTITY_ID.test(digits) ? digits : null;
}

/** The id of a Magento entity, by its digits, and when it last changed. @throws `record_id_missing` */
export function identify(raw: Json): { recordId: string; sourceVersion: string | null } {
  const fields = RawFields.of(raw);
  const recordId = toEntityId(fields.json('entity_id'));
  if (recordId === null) throw new PipelineError('record_id_missing', 'entity_id is missing', { path: '/entity_id' });
  const updatedAt = fields.json('updated_at');
  return { recordId, sourceVersion: typeof updatedAt === 'string' ? fromMagentoTime(updatedAt) : null };
}
