import type { ShopifySettings } from '../schema.js';
import { ADDRESS, MONEY, type Nested, selectMetafields, selectNested, selectNestedWhole } from './nested.js';

const APPLICATION =
  '{ __typename index ... on DiscountCodeApplication { code } ... on AutomaticDiscountApplication { title } ' +
  '... on ManualDiscountApplication { title } ... on ScriptDiscountApplication { title } }';
const DISCOUNTS = `discountAllocations { allocatedAmountSet ${MONEY} discountApplication ${APPLICATION} }`;
const TAXES = `taxLines { title rate priceSet ${MONEY} }`;
const TRANSACTION =
  'id kind status gateway formattedGateway createdAt processedAt test paymentId errorCode parentTransaction { id } ' +
  `amountSet ${MONEY}`;

const LINE_ITEMS: Nested = {
  owner: 'Order',
  field: 'lineItems',
  first: 5,
  rows:
    'id title name variantTitle sku vendor quantity currentQuantity requiresShipping isGiftCard ' +
    'customAttributes { key value } lineItemGroup { id title quantity } product { id } variant { id } ' +
    `originalUnitPriceSet ${MONEY} ${DISCOUNTS} ${TAXES} ` +
    `duties { id harmonizedSystemCode countryCodeOfOrigin price ${MONEY} }`,
};
const SHIPPING_LINES: Nested = {
  owner: 'Order',
  field: 'shippingLines',
  first: 2,
  rows: `id title code source carrierIdentifier originalPriceSet ${MONEY} discountedPriceSet ${MONEY} ${DISCOUNTS} ${TAXES}`,
};
const RETURN_LINES: Nested = {
  owner: 'Return',
  field: 'returnLineItems',
  first: 3,
  rows: 'id quantity ... on ReturnLineItem { returnReasonNote fulfillmentLineItem { lineItem { id } } }',
};
const RETURNS: Nested = {
  owner: 'Order',
  field: 'returns',
  first: 2,
  rows: `id name status createdAt closedAt totalQuantity ${selectNested(RETURN_LINES)}`,
};
const REFUND_LINES: Nested = {
  owner: 'Refund',
  field: 'refundLineItems',
  first: 5,
  rows: `id quantity restockType subtotalSet ${MONEY} totalTaxSet ${MONEY} lineItem { id sku }`,
};
const REFUND_SHIPPING: Nested = {
  owner: 'Refund',
  field: 'refundShippingLines',
  first: 2,
  rows: `id subtotalAmountSet ${MONEY} taxAmountSet ${MONEY}`,
};
const ADJUSTMENTS: Nested = {
  owner: 'Refund',
  field: 'orderAdjustments',
  first: 2,
  rows: `id reason amountSet ${MONEY} taxAmountSet ${MONEY}`,
};
const REFUND_TRANSACTIONS: Nested = { owner: 'Refund', field: 'transactions', first: 2, rows: TRANSACTION };
const PARCEL_LINES: Nested = {
  owner: 'Fulfillment',
  field: 'fulfillmentLineItems',
  first: 5,
  rows: 'id quantity lineItem { id sku }',
};

/** Every connection inside an order, whose rest may have to be read. */
export const ORDER_NESTED: readonly Nested[] = [
  LINE_ITEMS,
  SHIPPING_LINES,
  RETURNS,
  RETURN_LINES,
  REFUND_LINES,
  REFUND_SHIPPING,
  ADJUSTMENTS,
  REFUND_TRANSACTIONS,
  PARCEL_LINES,
];

const REFUNDS =
  `refunds { id legacyResourceId createdAt updatedAt processedAt note totalRefundedSet ${MONEY} return { id } ` +
  `duties { amountSet ${MONEY} originalDuty { id } } ` +
  `${[REFUND_LINES, REFUND_SHIPPING, ADJUSTMENTS, REFUND_TRANSACTIONS].map(selectNested).join(' ')} }`;
const FULFILLMENTS =
  'fulfillments { id legacyResourceId name status displayStatus createdAt updatedAt inTransitAt deliveredAt ' +
  `estimatedDeliveryAt trackingInfo { company number url } location { id name } ${selectNested(PARCEL_LINES)} }`;

const HEAD =
  'id legacyResourceId name number createdAt processedAt updatedAt cancelledAt cancelReason closedAt currencyCode ' +
  'presentmentCurrencyCode displayFinancialStatus displayFulfillmentStatus returnStatus test edited taxesIncluded ' +
  'dutiesIncluded email phone note tags poNumber sourceName sourceIdentifier confirmationNumber customerLocale ' +
  'paymentGatewayNames discountCodes customAttributes { key value } retailLocation { id name } ' +
  'customer { id firstName lastName defaultEmailAddress { emailAddress } defaultPhoneNumber { phoneNumber } } ' +
  `billingAddress ${ADDRESS} shippingAddress ${ADDRESS}`;
const TOTALS = [
  'totalPriceSet',
  'currentTotalPriceSet',
  'originalTotalPriceSet',
  'subtotalPriceSet',
  'totalDiscountsSet',
  'totalTaxSet',
  'totalShippingPriceSet',
  'totalTipReceivedSet',
  'originalTotalDutiesSet',
  'originalTotalAdditionalFeesSet',
  'refundDiscrepancySet',
  'totalReceivedSet',
  'totalRefundedSet',
  'totalOutstandingSet',
  'totalCapturableSet',
]
  .map((field) => `${field} ${MONEY}`)
  .join(' ');

function selectHead({ metafields }: ShopifySettings): string {
  return `${HEAD} ${TOTALS} ${TAXES} transactions { ${TRANSACTION} } ${selectMetafields(metafields.orders)}`;
}

/** What follows an order: refunds, parcels and returns. A bulk operation cannot give what is inside them. */
export const AFTER_SALE = `id updatedAt ${REFUNDS} ${FULFILLMENTS} ${selectNested(RETURNS)}`;

/** An order with everything in it. */
export function selectOrder(settings: ShopifySettings): string {
  const lists = [LINE_ITEMS, SHIPPING_LINES, RETURNS].map(selectNested).join(' ');
  return `${selectHead(settings)} ${lists} ${REFUNDS} ${FULFILLMENTS}`;
}

/** An order as a bulk operation gives it: of what follows it only whether there is any. */
export function selectOrderInBulk(settings: ShopifySettings): string {
  const lists = [LINE_ITEMS, SHIPPING_LINES].map(selectNestedWhole).join(' ');
  return `${selectHead(settings)} ${lists} refunds { id } fulfillments { id }`;
}
