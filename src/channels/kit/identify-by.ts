import type { Json } from '../../diff/json.js';
import { PipelineError } from '../../model/errors.js';
import { parseFieldPath, readField } from '../../model/field-path.js';
import { type TransformOptions, transformValue } from '../../model/field-transform.js';

/** Where a payload has its id and the instant of its last change; a version without a zone is UTC only where `zone` says so. */
export interface Identity extends Pick<TransformOptions, 'zone' | 'epoch'> {
  id: string;
  version?: string;
}

/**
 * Makes a resource's `identify`: the id by its spelling, and the version as an instant, null where it is absent or none.
 * The function throws `record_id_missing` for a payload without an id.
 */
export function identifyBy({
  id,
  version,
  ...options
}: Identity): (raw: Json) => { recordId: string; sourceVersion: string | null } {
  const idPath = parseFieldPath(id);
  const versionPath = version === undefined ? null : parseFieldPath(version);
  return (raw) => {
    const found = readField(raw, idPath) ?? null;
    const isId = (typeof found === 'string' && found !== '') || Number.isSafeInteger(found);
    if (!isId) throw new PipelineError('record_id_missing', `${id} is missing`, { path: '/id' });
    const changedAt = versionPath === null ? null : (readField(raw, versionPath) ?? null);
    const at = changedAt === null ? null : transformValue('instant', changedAt, options);
    return {
      recordId: String(found),
      sourceVersion: at !== null && 'value' in at ? (at.value as string | null) : null,
    };
  };
}
