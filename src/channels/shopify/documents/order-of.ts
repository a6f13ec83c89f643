import type { RawFields } from '../../kit/raw-fields.js';
import { toLegacyId } from '../ids.js';

/** The id of the order that a document belongs to. @throws `mapping_failed` without one */
export function readOrderId(document: RawFields): string {
  const id = toLegacyId(document.object('order')?.json('id'));
  if (id === null) throw document.missing('order/id');
  return id;
}
