import { Big } from 'big.js';
import type { Json, JsonObject } from '../../../diff/json.js';
import { sumOf } from '../../../model/decimal.js';
import type { Warning } from '../../../model/event.js';
import type { Mapped } from '../../../ports/channel.js';
import { given } from '../../kit/given.js';
import type { RawFields } from '../../kit/raw-fields.js';
import { entities } from '../entities.js';
import { identifyAt } from '../identify.js';
import { namesIn } from '../reading/live-rows.js';
import { readFields } from '../reading/read-fields.js';
import { readInstant } from '../reading/read-instant.js';
import { stateName } from '../reading/state-name.js';
import type { ShopwareSettings } from '../schema.js';
import { type Deliveries, readDeliveries } from './deliveries.js';
import { mapDiscounts } from './discounts.js';
import { mapLines } from './lines.js';
import { mapOrderAttributes } from './order-attributes.js';
import { type OrderRows, readRows } from './order-rows.js';
import { mapPayments } from './payments.js';
import { mapAddresses, mapOrderCustomer } from './people.js';
import { type PriceRules, readRules } from './rules.js';
import { mapShippingLines } from './shipping.js';
import { readFulfilmentStatus, readPaymentStatus } from './statuses.js';
import { checkAmounts, mapTaxes, type OrderAmounts, readAmounts, readResidual } from './totals.js';
import { readTransactions, relevantTransaction, type Transaction } from './transactions.js';

/** The identity of an order: its version is the newest change of it and of what hangs on it. */
export const identifyOrder = identifyAt(entities.orders.dated);

/** An order, read once for all the parts of the mapping. */
export interface OrderReading {
  order: RawFields;
  rules: PriceRules;
  rows: OrderRows;
  /** Null where they were not loaded. */
  deliveries: Deliveries | null;
  /** Null where they were not loaded. */
  transactions: Transaction[] | null;
  amounts: OrderAmounts;
}

/** Reads an order. @throws `mapping_failed`, `currency_unknown` */
export function readOrder(raw: Json, settings: ShopwareSettings): OrderReading {
  const order = readFields(raw);
  // An empty list would remove the lines of an order that is known already.
  if (!order.has('lineItems')) throw order.missing('lineItems');
  const rules = readRules(order, settings);
  const rows = readRows(order, rules);
  const deliveries = readDeliveries(order, rules);
  const transactions = readTransactions(order, rules);
  return { order, rules, rows, deliveries, transactions, amounts: readAmounts(order, rows, deliveries, rules) };
}

/** What was paid and refunded of an order, as far as the shop says it. */
function readPaid(transactions: readonly Transaction[]): { paid: Big; refunded: Big } {
  const known = (amount: Big | null) => amount ?? new Big(0);
  return {
    paid: sumOf(transactions.map(({ paid }) => known(paid))),
    refunded: sumOf(transactions.map(({ refunded }) => known(refunded))),
  };
}

function readDue({ order, amounts }: OrderReading, paid: Big): Big {
  const due = amounts.grand.minus(paid);
  return stateName(order) === 'cancelled' || due.lt(0) ? new Big(0) : due;
}

function mapHeader({ order, rules }: OrderReading, warnings: Warning[]): JsonObject {
  const status = stateName(order);
  if (status === null) {
    warnings.push({ code: 'status_missing', message: 'The order came without its state', path: '/status' });
  }
  return {
    number: order.text('orderNumber'),
    status: status ?? 'unknown',
    currency: rules.currency,
    placedAt: readInstant(order, order.has('orderDateTime') ? 'orderDateTime' : 'createdAt', '/placedAt', warnings),
    note: order.filledText('customerComment'),
    tags: namesIn(order, 'tags'),
  };
}

function mapPaid(reading: OrderReading, warnings: Warning[]): { fields: JsonObject; totals: JsonObject } {
  const { order, transactions, amounts, rules } = reading;
  if (transactions === null) return { fields: {}, totals: {} };
  const relevant = relevantTransaction(order, transactions);
  const { paid, refunded } = readPaid(transactions);
  const facts = { state: stateName(order), grand: amounts.grand, paid, refunded, transactions, relevant };
  return {
    fields: {
      paymentStatus: readPaymentStatus(facts),
      payments: mapPayments(transactions, relevant, rules, warnings),
    },
    totals: { paid: paid.toFixed(), refunded: refunded.toFixed(), due: readDue(reading, paid).toFixed() },
  };
}

function mapMoney(reading: OrderReading, warnings: Warning[]): JsonObject {
  const { order, rules, rows, deliveries, amounts } = reading;
  const { fields, totals } = mapPaid(reading, warnings);
  warnings.push(...checkAmounts(amounts, rows, rules));
  return {
    lines: mapLines(rows.lines, rules, warnings),
    shippingLines: mapShippingLines(order, deliveries, rules),
    discounts: mapDiscounts(rows.discounts, deliveries, amounts),
    taxes: mapTaxes(order, rules),
    ...fields,
    totals: {
      subtotal: amounts.subtotal.toFixed(),
      discount: amounts.discount.toFixed(),
      shipping: amounts.shipping.toFixed(),
      tax: amounts.tax.toFixed(),
      grand: amounts.grand.toFixed(),
      ...totals,
    },
  };
}

/**
 * The canonical order of a Shopware order, in the order's currency. A part of the total that no field explains is the warning and the
 * attribute `residual`, never a guess. What hangs on the order and was not loaded is left out.
 * @throws `mapping_failed`, `currency_unknown`, `record_id_missing`
 */
export function mapOrder(raw: Json, settings: ShopwareSettings): Mapped {
  const { recordId, sourceVersion } = identifyOrder(raw);
  const reading = readOrder(raw, settings);
  const { order, rules, deliveries, amounts } = reading;
  const warnings: Warning[] = [];
  const residual = readResidual(amounts, rules);
  const record = given({
    id: recordId,
    ...mapHeader(reading, warnings),
    fulfilmentStatus: deliveries === null ? undefined : readFulfilmentStatus(deliveries),
    updatedAt: sourceVersion,
    customer: mapOrderCustomer(order) ?? undefined,
    ...mapAddresses(order),
    ...mapMoney(reading, warnings),
    attributes: {
      ...mapOrderAttributes(order, rules),
      ...(residual === null ? {} : { residual: residual.toFixed() }),
    },
  });
  return { record, warnings };
}
