import { figuresOf } from '../../books/figures.js';
import { toGid } from '../../books/ids.js';
import type { ShopOrder } from '../../books/order.js';
import { currentQuantity } from '../../books/order-line.js';
import { financialStatus, fulfillmentStatus, returnStatus } from '../../books/statuses.js';
import { type ConnectionArguments, connectList } from '../connection.js';
import type { RequestContext } from '../request-context.js';
import { fulfillmentView } from './fulfillment-view.js';
import { discountView, lineView, shippingLineView } from './line-view.js';
import { orderTotals } from './order-totals.js';
import { addressView, instant, instantOrNull, metafieldsOf } from './plain-views.js';
import { refundView } from './refund-view.js';
import { returnView } from './return-view.js';
import { transactionView } from './transaction-view.js';

/** An order as the interface shows it; what is costly is reckoned when it is asked for. */
export function orderView(order: ShopOrder): object {
  return {
    __typename: 'Order',
    id: toGid('Order', order.id),
    legacyResourceId: order.id,
    ...headerOf(order),
    ...peopleOf(order),
    ...statusesOf(order),
    ...orderTotals(order),
    ...listsOf(order),
    ...connectionsOf(order),
    ...metafieldsOf(order.metafields, order.createdAtMs),
  };
}

function headerOf(order: ShopOrder) {
  const { name, number, note, tags, test, edited, taxesIncluded, poNumber, sourceName, sourceIdentifier } = order;
  return {
    ...{ name, number, note, tags, test, edited, taxesIncluded, poNumber, sourceName, sourceIdentifier },
    app: {
      id: `gid://shopify/App/${sourceName.length}`,
      name: sourceName === 'pos' ? 'Point of Sale' : 'Online Store',
    },
    clientIp: null,
    confirmationNumber: `C${order.number}Q`,
    confirmed: true,
    createdAt: instant(order.createdAtMs),
    processedAt: instant(order.processedAtMs),
    updatedAt: instant(order.updatedAtMs),
    closed: order.closedAtMs !== null,
    closedAt: instantOrNull(order.closedAtMs),
    cancelledAt: instantOrNull(order.cancelledAtMs),
    cancelReason: order.cancelReason,
    cancellation: order.cancelledAtMs === null ? null : { staffNote: null },
    currencyCode: order.currencies.shop,
    presentmentCurrencyCode: order.currencies.presentment,
    customAttributes: order.customAttributes,
    customerLocale: order.locale,
    dutiesIncluded: false,
    taxExempt: false,
    statusPageUrl: `https://sandbox.example/orders/${order.id}/status`,
    retailLocation: (_args: unknown, context: RequestContext) =>
      order.locationId === null ? null : context.node(toGid('Location', order.locationId)),
  };
}

function peopleOf(order: ShopOrder) {
  const { billing, shipping, email, phone, customerId } = order;
  const address = shipping ?? billing;
  return {
    ...{ email, phone },
    billingAddress: billing === null ? null : addressView(billing),
    billingAddressMatchesShippingAddress: billing?.company === shipping?.company,
    shippingAddress: shipping === null ? null : addressView(shipping),
    displayAddress: address === null ? null : addressView(address),
    customer: (_args: unknown, context: RequestContext) =>
      customerId === null ? null : context.node(toGid('Customer', customerId)),
  };
}

function statusesOf(order: ShopOrder) {
  const isOpen = (): boolean => figuresOf(order).outstanding.presentment > 0;
  return {
    displayFinancialStatus: () => financialStatus(order),
    displayFulfillmentStatus: () => fulfillmentStatus(order),
    returnStatus: () => returnStatus(order),
    capturable: () => figuresOf(order).capturable.presentment > 0,
    fulfillable: () => fulfillmentStatus(order) !== 'FULFILLED' && order.cancelledAtMs === null,
    fullyPaid: () => !isOpen(),
    unpaid: isOpen,
    refundable: () => figuresOf(order).received.presentment > figuresOf(order).refunded.presentment,
    requiresShipping: order.lines.some(({ requiresShipping }) => requiresShipping),
    paymentGatewayNames: [...new Set(order.transactions.map(({ gateway }) => gateway))],
  };
}

function listsOf(order: ShopOrder) {
  const codes = order.discounts.filter(({ kind }) => kind === 'DiscountCodeApplication').map(({ label }) => label);
  const goods = order.lines.filter(({ isTip }) => !isTip);
  const first = <Row>(rows: readonly Row[], { first: count }: { first?: number | null }): Row[] =>
    rows.slice(0, count ?? undefined);
  const shippingLine = order.shippingLines[0];
  return {
    discountCode: codes[0] ?? null,
    discountCodes: codes,
    subtotalLineItemsQuantity: goods.reduce((sum, { quantity }) => sum + quantity, 0),
    currentSubtotalLineItemsQuantity: goods.reduce((sum, line) => sum + currentQuantity(line), 0),
    fulfillments: (args: { first?: number | null }) =>
      first(order.fulfillments, args).map((row) => fulfillmentView(row, order)),
    fulfillmentsCount: { count: order.fulfillments.length, precision: 'EXACT' },
    refunds: (args: { first?: number | null }) => first(order.refunds, args).map((row) => refundView(row, order)),
    transactions: (args: { first?: number | null }) =>
      first(order.transactions, args).map((row) => transactionView(row, order)),
    transactionsCount: { count: order.transactions.length, precision: 'EXACT' },
    shippingLine: shippingLine === undefined ? null : () => shippingLineView(shippingLine, order),
  };
}

function connectionsOf(order: ShopOrder) {
  const connected =
    <Row>(rows: readonly Row[], view: (row: Row) => object) =>
    (args: ConnectionArguments, context: RequestContext) =>
      connectList(rows, view, args, context);
  return {
    discountApplications: connected([...order.discounts.entries()], ([index, discount]) =>
      discountView(discount, index, order),
    ),
    lineItems: connected(order.lines, (line) => lineView(line, order)),
    shippingLines: connected(order.shippingLines, (line) => shippingLineView(line, order)),
    returns: connected(order.returns, (row) => returnView(row, order)),
  };
}
