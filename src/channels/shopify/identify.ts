import { getOwn, isJsonObject, type Json } from '../../diff/json.js';
import { PipelineError } from '../../model/errors.js';
import { instant } from '../../model/instant.js';
import { toLegacyId } from './ids.js';

/** An instant in UTC; null for a text that is none. */
export function toUtc(value: unknown): string | null {
  const parsed = typeof value === 'string' ? instant.safeParse(value) : null;
  return parsed?.success ? parsed.data : null;
}

/**
 * The numeric id and the last change of a raw object, in the shape of the GraphQL interface or in that of webhooks.
 * @throws `record_id_missing`
 */
export function identify(raw: Json): { recordId: string; sourceVersion: string | null } {
  const fields = isJsonObject(raw) ? raw : {};
  const recordId = toLegacyId(getOwn(fields, 'id')) ?? toLegacyId(getOwn(fields, 'legacyResourceId'));
  if (recordId === null) throw new PipelineError('record_id_missing', 'id is missing', { path: '/id' });
  const changes = ['updatedAt', 'updated_at', 'createdAt', 'created_at', 'processedAt', 'processed_at'];
  const versions = changes.map((key) => toUtc(getOwn(fields, key)));
  return { recordId, sourceVersion: versions.find((version) => version !== null) ?? null };
}
