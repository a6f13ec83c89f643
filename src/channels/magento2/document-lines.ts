import { Big } from 'big.js';
import type { JsonObject } from '../../diff/json.js';
import { minorUnits } from '../../model/currency.js';
import { sumOf } from '../../model/decimal.js';
import type { Warning } from '../../model/event.js';
import type { RawFields } from '../kit/raw-fields.js';
import { readAttributes } from './attributes.js';
import { DOCUMENT_LINE_ATTRIBUTES } from './document-attributes.js';
import { type IdentifiedRow, identifyRows } from './row-ids.js';

const stated = ({ fields }: IdentifiedRow): Big => fields.amount('row_total');
const priced = ({ fields }: IdentifiedRow): Big => fields.amount('price').times(fields.amount('qty'));

/**
 * What each row adds to the subtotal. A row whose amount stands on another row of the same thing (the variant under a configurable
 * product, a bundle above its parts) has a price but no row total, so price × quantity is only the second choice.
 */
function readNets(rows: readonly IdentifiedRow[], subtotal: Big | null): Big[] {
  const fromTotals = rows.map(stated);
  const fromPrices = rows.map(priced);
  if (subtotal !== null && sumOf(fromTotals).eq(subtotal)) return fromTotals;
  if (subtotal !== null && sumOf(fromPrices).eq(subtotal)) return fromPrices;
  return rows.some(({ fields }) => fields.decimal('row_total') !== null) ? fromTotals : fromPrices;
}

function mapLine({ id, fields }: IdentifiedRow, net: Big): JsonObject {
  const attributes = readAttributes(fields, DOCUMENT_LINE_ATTRIBUTES);
  const discount = fields.amount('discount_amount').minus(fields.amount('discount_tax_compensation_amount'));
  if (!discount.eq(0)) attributes.discount = discount.toFixed();
  return {
    id,
    orderLineId: fields.filledText('order_item_id'),
    sku: fields.text('sku'),
    quantity: fields.amount('qty').toFixed(),
    amount: net.toFixed(),
    tax: fields.amount('tax_amount').toFixed(),
    attributes,
  };
}

/**
 * The lines of an invoice or a credit memo, every row one: their amounts, without tax and before discount, add up to the subtotal;
 * a difference is a warning. Undefined when the document does not list its items.
 */
export function mapDocumentLines(
  document: RawFields,
  subtotal: Big | null,
  currency: string,
  warnings: Warning[],
): JsonObject[] | undefined {
  if (document.json('items') === null) return undefined;
  const rows = identifyRows(document.objects('items'), 'entity_id');
  const nets = readNets(rows, subtotal);
  const total = sumOf(nets);
  const tolerance = new Big(10).pow(-minorUnits(currency)).times(rows.length);
  if (subtotal !== null && rows.length > 0 && total.minus(subtotal).abs().gt(tolerance)) {
    const message = `the lines add up to ${total.toFixed()}, but subtotal is ${subtotal.toFixed()} ${currency}`;
    warnings.push({ code: 'lines_mismatch', message, path: '/lines' });
  }
  return rows.map((row, index) => mapLine(row, nets[index] ?? new Big(0)));
}
