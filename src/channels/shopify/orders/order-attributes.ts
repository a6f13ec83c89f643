import type { Json, JsonObject } from '../../../diff/json.js';
import { filled } from '../../kit/filled.js';
import type { RawFields } from '../../kit/raw-fields.js';
import { customAttributes, metafields } from '../attributes.js';
import { toUtc } from '../identify.js';
import { toLegacyId } from '../ids.js';
import { moneyOf } from '../money-set.js';
import type { Read } from './map-lines.js';
import { readMoney } from './payments.js';

const TEXTS = {
  number: 'orderNumber',
  displayFinancialStatus: 'financialStatus',
  displayFulfillmentStatus: 'fulfilmentStatus',
  cancelReason: 'cancelReason',
  poNumber: 'purchaseOrderNumber',
  sourceName: 'sourceName',
  sourceIdentifier: 'sourceIdentifier',
  confirmationNumber: 'confirmationNumber',
  customerLocale: 'locale',
} as const;
const INSTANTS = ['createdAt', 'cancelledAt', 'closedAt'] as const;
const FLAGS = ['test', 'edited', 'taxesIncluded', 'dutiesIncluded'] as const;
const TOTALS = { originalTotalPriceSet: 'originalTotal', currentTotalPriceSet: 'currentTotal' } as const;

/** The other currency's totals, as they stand beside the canonical ones. */
function otherTotals(order: RawFields, { other }: Read): JsonObject {
  if (other === null) return {};
  const { subtotal, discount, shipping, tax, grand } = other.amounts;
  const { paid, refunded } = readMoney(order, other.money.set);
  const totals = {
    currency: other.money.currency,
    ...(subtotal === null ? {} : { subtotal: subtotal.toFixed() }),
    discount: discount.toFixed(),
    shipping: shipping.toFixed(),
    tax: tax.toFixed(),
    grand: grand.toFixed(),
    paid: paid.toFixed(),
    refunded: refunded.toFixed(),
  };
  return { [`${other.money.set}Money`]: totals };
}

/** What the customer wants to send back, by the ids of the order's lines. */
function returnsOf(order: RawFields): Json[] {
  return order.objects('returns').map((one) => ({
    id: toLegacyId(one.json('id')),
    name: one.text('name'),
    status: one.text('status'),
    lines: one.objects('returnLineItems').map((line) => ({
      orderLineId: toLegacyId(line.object('fulfillmentLineItem')?.object('lineItem')?.json('id')),
      quantity: line.text('quantity'),
      note: line.text('returnReasonNote'),
    })),
  }));
}

/** What an order keeps beside the canonical fields; what is empty is left out. */
export function orderAttributes(order: RawFields, read: Read): JsonObject {
  const { amounts, money } = read;
  const location = order.object('retailLocation');
  const totals = Object.entries(TOTALS).flatMap(([field, name]): [string, Json][] => {
    const amount = moneyOf(order, field, money.set);
    return amount === null || amount.eq(amounts.grand) ? [] : [[name, amount.toFixed()]];
  });
  const returnStatus = order.text('returnStatus');
  return filled({
    ...Object.fromEntries(Object.entries(TEXTS).map(([field, name]) => [name, order.text(field)])),
    ...Object.fromEntries(INSTANTS.map((key) => [key, toUtc(order.json(key))])),
    ...Object.fromEntries(FLAGS.map((key) => [key, order.flag(key) ? true : null])),
    returnStatus: returnStatus === 'NO_RETURN' ? null : returnStatus,
    paymentGateways: order.texts('paymentGatewayNames'),
    locationId: toLegacyId(location?.json('id')),
    locationName: location?.text('name'),
    ...Object.fromEntries(totals),
    returns: returnsOf(order),
    residual: amounts.residual?.toFixed() ?? null,
    ...otherTotals(order, read),
    ...customAttributes(order),
    ...metafields(order),
  });
}
