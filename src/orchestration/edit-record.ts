import { diff } from '../diff/diff.js';
import { isJsonObject, type Json, type JsonObject } from '../diff/json.js';
import { mergePatch } from '../diff/merge-patch.js';
import { spellAmounts } from '../model/amounts.js';
import { PipelineError } from '../model/errors.js';
import { type CanonicalRecord, findUnknownFields, parseCompleteRecord } from '../model/record.js';
import { toRecordError } from './read-record.js';

/** The fields of a record that are the source's alone: what identifies it, and when it changed there. */
const READ_ONLY = new Set(['/record/id', '/record/updatedAt']);

/**
 * The record of a stored order after a person's JSON Merge Patch (RFC 7396) of the order as the API shows it: only what lies below
 * `record` can be edited, and the result is a whole, valid record.
 * @throws `record_invalid`, `field_read_only`, each with the path in the patch
 */
export function editRecord(shown: JsonObject & { record: CanonicalRecord }, patch: Json): CanonicalRecord {
  if (!isJsonObject(patch)) throw new PipelineError('record_invalid', 'The edit is not a JSON object', { path: '' });
  const wanted = mergePatch(shown, patch) as JsonObject;
  refuseReadOnly(shown, wanted);
  const parsed = parseCompleteRecord('order', wanted.record);
  const faults = parsed.ok ? findUnknownFields(wanted.record as Json, parsed.value) : parsed.faults;
  if (faults.length > 0 || !parsed.ok)
    throw toRecordError(
      'record_invalid',
      faults.map(({ path, message }) => ({ path: `/record${path}`, message })),
    );
  return spellAmounts(parsed.value) as CanonicalRecord;
}

function refuseReadOnly(shown: JsonObject, wanted: JsonObject): void {
  for (const { path } of diff(shown, wanted)) {
    const [, member = ''] = path.split('/');
    if (member === 'record' && !READ_ONLY.has(path)) continue;
    if (Object.hasOwn(shown, member)) throw new PipelineError('field_read_only', `${path} cannot be edited`, { path });
    throw new PipelineError('record_invalid', `${path} is not known here; the fields of the order are below /record`, {
      path,
    });
  }
}
