import type { Json } from '../../diff/json.js';
import type { Warning } from '../../model/event.js';
import type { Mapped } from '../../ports/channel.js';
import { given } from '../kit/given.js';
import { identify } from './identify.js';
import { mapDocument } from './map-document.js';
import { readInstant } from './order-header.js';
import { readFields } from './read-fields.js';

const STATES = new Map([
  ['1', 'open'],
  ['2', 'paid'],
  ['3', 'cancelled'],
]);

/**
 * The canonical invoice of a Magento invoice; a state that Magento does not have is open.
 * @throws `mapping_failed`, `currency_unknown`, `record_id_missing`
 */
export function mapInvoice(raw: Json): Mapped {
  const { recordId } = identify(raw);
  const invoice = readFields(raw);
  const warnings: Warning[] = [];
  const state = invoice.filledText('state');
  const record = given({
    ...mapDocument(invoice, recordId, warnings),
    state: state === null ? undefined : (STATES.get(state) ?? 'open'),
    issuedAt: readInstant(invoice, 'created_at', '/issuedAt', warnings) ?? undefined,
  });
  return { record, warnings };
}
