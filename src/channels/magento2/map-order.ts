import type { Json, JsonObject } from '../../diff/json.js';
import type { Warning } from '../../model/event.js';
import type { Mapped } from '../../ports/channel.js';
import type { RawFields } from '../kit/raw-fields.js';
import { mapDiscounts, mapTaxes } from './adjustments.js';
import { readAttributes } from './attributes.js';
import { identify } from './identify.js';
import { type OrderItem, readItems } from './items.js';
import { mapLines } from './lines.js';
import { ORDER_ATTRIBUTES } from './order-attributes.js';
import { readCurrency, readInstant, readNote, readStatus } from './order-header.js';
import { mapPayments } from './payments.js';
import { mapAddress, mapOrderCustomer } from './people.js';
import { readFields } from './read-fields.js';
import { mapShippingLines, readShipping } from './shipping.js';
import { readFulfilmentStatus, readPaymentStatus } from './statuses.js';
import { mapTotals, type OrderAmounts, readAmounts, readResidual, residualWarning } from './totals.js';

/** What the parts of the mapping share. */
interface Reading {
  order: RawFields;
  items: OrderItem[];
  currency: string;
  amounts: OrderAmounts;
  warnings: Warning[];
}

function mapHeader({ order, items, currency, warnings }: Reading): JsonObject {
  return {
    number: order.text('increment_id'),
    status: readStatus(order, warnings),
    paymentStatus: readPaymentStatus(order),
    fulfilmentStatus: readFulfilmentStatus(items),
    currency,
    placedAt: readInstant(order, 'created_at', '/placedAt', warnings),
    updatedAt: readInstant(order, 'updated_at', '/updatedAt', warnings),
    note: readNote(order),
  };
}

function mapPeople({ order }: Reading): JsonObject {
  const billing = order.object('billing_address');
  return {
    customer: mapOrderCustomer(order, billing),
    billingAddress: mapAddress(billing),
    shippingAddress: mapAddress(readShipping(order)?.object('address') ?? null),
  };
}

function mapMoney({ order, items, currency, amounts, warnings }: Reading): JsonObject {
  return {
    lines: mapLines(items, amounts.subtotal, currency, warnings),
    shippingLines: mapShippingLines(order, readShipping(order)),
    discounts: mapDiscounts(order, amounts),
    taxes: mapTaxes(order),
    payments: mapPayments(order, amounts.tenders, currency),
    totals: mapTotals(amounts),
  };
}

function mapAttributes({ order, currency, amounts, warnings }: Reading): JsonObject {
  const attributes = readAttributes(order, ORDER_ATTRIBUTES);
  const residual = readResidual(amounts, currency);
  if (residual !== null) {
    attributes.residual = residual.toFixed();
    warnings.push(residualWarning(residual, currency));
  }
  return attributes;
}

/**
 * The canonical order of a Magento order, in the order's currency. A part of the grand total that no field explains is the
 * warning and the attribute `residual`, never a guess. What has no canonical field is in the attributes (`order-attributes.ts`).
 * @throws `mapping_failed`, `currency_unknown`, `record_id_missing`
 */
export function mapOrder(raw: Json): Mapped {
  const { recordId } = identify(raw);
  const order = readFields(raw);
  // An empty list would remove the lines of an order that is known already.
  if (order.json('items') === null) throw order.missing('items');
  const currency = readCurrency(order);
  const warnings: Warning[] = [];
  const reading = { order, items: readItems(order), currency, amounts: readAmounts(order), warnings };
  const record = {
    id: recordId,
    ...mapHeader(reading),
    ...mapPeople(reading),
    ...mapMoney(reading),
    attributes: mapAttributes(reading),
  };
  return { record, warnings };
}
