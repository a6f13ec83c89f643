import type { Json } from '../../diff/json.js';
import type { Warning } from '../../model/event.js';
import type { Mapped } from '../../ports/channel.js';
import { given } from '../kit/given.js';
import type { RawFields } from '../kit/raw-fields.js';
import { identify } from './identify.js';
import { mapDocument } from './map-document.js';
import { readInstant } from './order-header.js';
import { readFields } from './read-fields.js';

const STATES = new Map([
  ['1', 'open'],
  ['2', 'refunded'],
  ['3', 'cancelled'],
]);

/** What was written down when the money was given back: the note, else the first comment. */
function readReason(refund: RawFields): string | null {
  const note = refund.filledText('customer_note');
  if (note !== null) return note;
  const comments = refund.objects('comments').filter((comment) => comment.filledText('comment') !== null);
  if (comments.length === 0) return null;
  const at = (comment: RawFields) => comment.text('created_at') ?? '';
  return comments.reduce((first, one) => (at(one) < at(first) ? one : first)).text('comment');
}

/**
 * The canonical refund of a Magento credit memo: adjustment is what it gives beyond its lines, less what it keeps back.
 * @throws `mapping_failed`, `currency_unknown`, `record_id_missing`
 */
export function mapRefund(raw: Json): Mapped {
  const { recordId } = identify(raw);
  const refund = readFields(raw);
  const warnings: Warning[] = [];
  const state = refund.filledText('state');
  const record = given({
    ...mapDocument(refund, recordId, warnings),
    state: state === null ? undefined : (STATES.get(state) ?? 'open'),
    reason: readReason(refund) ?? undefined,
    refundedAt: readInstant(refund, 'created_at', '/refundedAt', warnings) ?? undefined,
  });
  return { record, warnings };
}
