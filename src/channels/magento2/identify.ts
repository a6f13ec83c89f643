import { isLosslessNumber } from 'lossless-json';
import type { Json } from '../../diff/json.js';
import { PipelineError } from '../../model/errors.js';
import type { IdField } from './endpoints.js';
import { fromMagentoTime } from './magento-time.js';
import { readFields } from './read-fields.js';

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

/** When a record last changed, or was made where the shop does not say when it changed; null when it says neither. */
export function toSourceVersion(updatedAt: unknown, createdAt: unknown): string | null {
  for (const text of [updatedAt, createdAt]) {
    const version = typeof text === 'string' ? fromMagentoTime(text) : null;
    if (version !== null) return version;
  }
  return null;
}

/** The id of a Magento entity, by its digits, and when it last changed. @throws `record_id_missing` */
export function identify(
  raw: Json,
  idField: IdField = 'entity_id',
): { recordId: string; sourceVersion: string | null } {
  const fields = readFields(raw);
  const recordId = toEntityId(fields.json(idField));
  if (recordId === null) {
    throw new PipelineError('record_id_missing', `${idField} is missing`, { path: `/${idField}` });
  }
  return { recordId, sourceVersion: toSourceVersion(fields.json('updated_at'), fields.json('created_at')) };
}
