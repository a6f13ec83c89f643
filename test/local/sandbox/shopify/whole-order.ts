const SET = '{ shopMoney { amount currencyCode } presentmentMoney { amount currencyCode } }';
const TAXES = `taxLines { title rate ratePercentage channelLiable priceSet ${SET} }`;
const ALLOCATIONS = `discountAllocations { allocatedAmountSet ${SET} discountApplication {
  index allocationMethod targetType targetSelection
  value { ... on MoneyV2 { amount currencyCode } ... on PricingPercentageValue { percentage } }
  ... on DiscountCodeApplication { code } ... on AutomaticDiscountApplication { title }
} }`;
const SETS = [
  'totalPriceSet subtotalPriceSet totalTaxSet totalShippingPriceSet totalDiscountsSet totalTipReceivedSet originalTotalPriceSet',
  'currentTotalPriceSet currentSubtotalPriceSet currentTotalTaxSet currentShippingPriceSet currentTotalDiscountsSet',
  'currentTotalDutiesSet originalTotalDutiesSet totalReceivedSet totalRefundedSet totalOutstandingSet netPaymentSet',
  'totalCapturableSet refundDiscrepancySet totalRefundedShippingSet',
]
  .flatMap((names) => names.split(' '))
  .map((name) => `${name} ${SET}`)
  .join('\n');
const ADDRESS = '{ firstName lastName company address1 address2 city provinceCode zip countryCodeV2 phone }';

/** Everything of an order that is no connection of its own, and the first lines. */
export const WHOLE_ORDER = `
  id legacyResourceId name number createdAt updatedAt processedAt cancelledAt cancelReason closedAt
  currencyCode presentmentCurrencyCode taxesIncluded test edited email phone note tags poNumber sourceName sourceIdentifier
  displayFinancialStatus displayFulfillmentStatus returnStatus discountCodes paymentGatewayNames
  customAttributes { key value } retailLocation { name }
  billingAddress ${ADDRESS} shippingAddress ${ADDRESS}
  customer { id displayName email }
  ${SETS}
  metafields(first: 5) { nodes { namespace key type value } }
  shippingLines(first: 5) { nodes { id title code originalPriceSet ${SET} discountedPriceSet ${SET} ${TAXES} ${ALLOCATIONS} } }
  transactions { id kind status gateway errorCode amountSet ${SET} parentTransaction { id } createdAt }
  fulfillments { id name status displayStatus trackingInfo { company number url } }
  refunds { id createdAt note totalRefundedSet ${SET} duties { amountSet ${SET} } }
  lineItems(first: 50) {
    nodes {
      id title name variantTitle sku vendor quantity currentQuantity refundableQuantity unfulfilledQuantity isGiftCard
      requiresShipping taxable customAttributes { key value } lineItemGroup { id title }
      originalUnitPriceSet ${SET} originalTotalSet ${SET} discountedTotalSet ${SET}
      ${TAXES} ${ALLOCATIONS} duties { price ${SET} } product { id } variant { id sku }
    }
    pageInfo { hasNextPage endCursor }
  }
`;
