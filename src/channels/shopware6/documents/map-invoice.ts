import { Big } from 'big.js';
import type { Json, JsonObject } from '../../../diff/json.js';
import { sumOf } from '../../../model/decimal.js';
import type { Warning } from '../../../model/event.js';
import type { Mapped } from '../../../ports/channel.js';
import { filled } from '../../kit/filled.js';
import { given } from '../../kit/given.js';
import type { RawFields } from '../../kit/raw-fields.js';
import { readSku } from '../orders/lines.js';
import { type OrderReading, readOrder } from '../orders/map-order.js';
import type { OrderRow } from '../orders/order-rows.js';
import { readCustomFields } from '../reading/custom-fields.js';
import { readFields } from '../reading/read-fields.js';
import { readInstant } from '../reading/read-instant.js';
import type { ShopwareSettings } from '../schema.js';
import { identifyInvoice } from './identify-document.js';
import { readOrderId } from './order-of-document.js';

function mapLine({ id, fields, price, discount, parentId }: OrderRow): JsonObject {
  const isPart = parentId !== null;
  return {
    id,
    orderLineId: id,
    sku: readSku(fields),
    quantity: fields.decimal('quantity')?.toFixed() ?? '1',
    amount: isPart ? '0' : price.net.toFixed(),
    tax: isPart ? '0' : price.tax.minus(discount.tax).toFixed(),
    attributes: filled({
      name: fields.filledText('label'),
      parentId,
      discount: isPart || discount.net.eq(0) ? null : discount.net.toFixed(),
    }),
  };
}

/** Whether a later document of the order takes this one back. */
function isCancelled(invoice: RawFields, id: string): boolean {
  const documents = invoice.object('order')?.objects('documents') ?? [];
  return documents.some(
    (one) =>
      one.object('documentType')?.text('technicalName') === 'storno' && one.filledText('referencedDocumentId') === id,
  );
}

function readState(invoice: RawFields, id: string, { transactions, amounts }: OrderReading): string | undefined {
  if (isCancelled(invoice, id)) return 'cancelled';
  if (transactions === null) return undefined;
  const paid = sumOf(transactions.map((one) => one.paid ?? new Big(0)));
  return paid.gte(amounts.grand) ? 'paid' : 'open';
}

function mapTotals({ subtotal, discount, shipping, tax, grand }: OrderReading['amounts']): JsonObject {
  return {
    subtotal: subtotal.toFixed(),
    discount: discount.toFixed(),
    shipping: shipping.toFixed(),
    tax: tax.toFixed(),
    adjustment: '0',
    grand: grand.toFixed(),
  };
}

/**
 * The canonical invoice of a document. A document has no amounts of its own, so they are those of its order as it is read;
 * `orderVersionId` in the attributes names the version that the shop printed.
 * @throws `mapping_failed`, `currency_unknown`, `record_id_missing`
 */
export function mapInvoice(raw: Json, settings: ShopwareSettings): Mapped {
  const { recordId, sourceVersion } = identifyInvoice(raw);
  const invoice = readFields(raw);
  const reading = readOrder(invoice.json('order'), settings);
  const config = invoice.object('config');
  const warnings: Warning[] = [];
  const issued = config === null ? null : readInstant(config, 'documentDate', '/issuedAt', warnings);
  const record = given({
    id: recordId,
    number: invoice.filledText('documentNumber') ?? config?.filledText('documentNumber') ?? undefined,
    orderId: readOrderId(invoice),
    state: readState(invoice, recordId, reading),
    currency: reading.rules.currency,
    lines: reading.rows.lines.map(mapLine),
    totals: mapTotals(reading.amounts),
    issuedAt: issued ?? readInstant(invoice, 'createdAt', '/issuedAt', warnings) ?? undefined,
    updatedAt: sourceVersion ?? undefined,
    attributes: {
      ...filled({
        orderNumber: reading.order.filledText('orderNumber'),
        orderVersionId: invoice.filledText('orderVersionId'),
        sent: invoice.flag('sent') || null,
      }),
      ...readCustomFields(invoice),
    },
  });
  return { record, warnings };
}
