import type { JsonObject } from '../../diff/json.js';
import type { Warning } from '../../model/event.js';
import { given } from '../kit/given.js';
import type { RawFields } from '../kit/raw-fields.js';
import { readAttributes } from './attributes.js';
import { mapDocumentTotals, readDocumentAmounts } from './document-amounts.js';
import { DOCUMENT_ATTRIBUTES } from './document-attributes.js';
import { mapDocumentLines } from './document-lines.js';
import { readCurrency, readInstant } from './order-header.js';
import { readResidual, residualWarning } from './totals.js';

/** The order that a document belongs to. @throws `mapping_failed` */
export function readOrderId(document: RawFields): string {
  const id = document.filledText('order_id');
  if (id === null) throw document.missing('order_id');
  return id;
}

/**
 * What an invoice and a credit memo have in common: ids, currency, lines, totals, attributes. What a document that came inside its
 * order does not say is left out. What the grand total holds beyond its fields is the warning and the attribute `residual`.
 * @throws `mapping_failed`, `currency_unknown`, `record_id_missing`
 */
export function mapDocument(document: RawFields, recordId: string, warnings: Warning[]): JsonObject {
  const currency = readCurrency(document);
  const amounts = readDocumentAmounts(document);
  const attributes = readAttributes(document, DOCUMENT_ATTRIBUTES);
  const residual = amounts === null ? null : readResidual(amounts, currency);
  if (residual !== null) {
    attributes.residual = residual.toFixed();
    warnings.push(residualWarning(residual, currency));
  }
  return given({
    id: recordId,
    number: document.text('increment_id') ?? undefined,
    orderId: readOrderId(document),
    currency,
    lines: mapDocumentLines(document, amounts?.subtotal ?? null, currency, warnings),
    totals: amounts === null ? undefined : mapDocumentTotals(amounts),
    updatedAt: readInstant(document, 'updated_at', '/updatedAt', warnings) ?? undefined,
    attributes,
  });
}
