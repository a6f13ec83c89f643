import type { Json } from '../../../diff/json.js';
import { PipelineError } from '../../../model/errors.js';
import type { HttpSettings } from '../schema.js';
import { readWord } from './chart.js';
import { readDate } from './read-date.js';

/** Ends the id of the refund of an order, which is a record of its own beside the order. */
const REFUND = ':REFUND';

/** The id of an order as its system spells it; null when there is none that can be used. */
export function readOrderId(raw: Json, settings: HttpSettings): string | null {
  const id = readWord(raw, settings, 'OrderID');
  if (typeof id === 'string') return id.trim() === '' ? null : id;
  return Number.isSafeInteger(id) ? String(id) : null;
}

/** Whether the payload has one of these statuses. */
export function hasStatus(raw: Json, settings: HttpSettings, statuses: readonly string[]): boolean {
  const status = readWord(raw, settings, 'OrderStatus');
  return status !== null && statuses.includes(String(status).trim());
}

/** The id of the record that a payload becomes: that of the order, or for one with the status of a refund `<id>:REFUND`. */
export function readRecordId(raw: Json, settings: HttpSettings): string | null {
  const id = readOrderId(raw, settings);
  return id !== null && hasStatus(raw, settings, settings.refundStatuses) ? id + REFUND : id;
}

function readVersion(raw: Json, settings: HttpSettings): string | null {
  const version = readWord(raw, settings, 'Version');
  if (version !== null && /^\d{1,18}$/.test(String(version))) return String(version);
  const changedAt = readWord(raw, settings, 'UpdatedAt');
  return changedAt === null ? null : readDate(changedAt, settings.dates);
}

/** The id of the order that a record belongs to: a refund is read where its order is. */
export function toOrderId(recordId: string): string {
  return recordId.endsWith(REFUND) ? recordId.slice(0, -REFUND.length) : recordId;
}

/** The id and the version of a payload: its number of the version, else when it was changed. @throws `record_id_missing` */
export function identifyOrder(raw: Json, settings: HttpSettings): { recordId: string; sourceVersion: string | null } {
  const recordId = readRecordId(raw, settings);
  if (recordId !== null) return { recordId, sourceVersion: readVersion(raw, settings) };
  const name = settings.fields.OrderID ?? 'OrderID';
  const message = `${name} is missing; where the id stands under another name, say so in the setting fields`;
  throw new PipelineError('record_id_missing', message, { path: '/id' });
}
