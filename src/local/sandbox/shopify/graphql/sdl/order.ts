/** Orders and the money in them. */
export const ORDER_SDL = /* GraphQL */ `
  type MoneyBag { presentmentMoney: MoneyV2! shopMoney: MoneyV2! }
  type MoneyV2 { amount: Decimal! currencyCode: CurrencyCode! }
  type Attribute { key: String! value: String }
  type OrderConnection { edges: [OrderEdge!]! nodes: [Order!]! pageInfo: PageInfo! }
  type OrderEdge { cursor: String! node: Order! }
  type OrderApp { id: ID! name: String! }
  type OrderCancellation { staffNote: String }
  enum OrderCancelReason { CUSTOMER DECLINED FRAUD INVENTORY STAFF OTHER }
  enum OrderDisplayFinancialStatus {
    PENDING AUTHORIZED PARTIALLY_PAID PARTIALLY_REFUNDED VOIDED PAID REFUNDED EXPIRED
  }
  enum OrderDisplayFulfillmentStatus {
    UNFULFILLED PARTIALLY_FULFILLED FULFILLED RESTOCKED PENDING_FULFILLMENT OPEN IN_PROGRESS ON_HOLD SCHEDULED REQUEST_DECLINED
  }
  enum OrderReturnStatus { IN_PROGRESS INSPECTION_COMPLETE NO_RETURN RETURNED RETURN_FAILED RETURN_REQUESTED }
  type Order implements LegacyInteroperability & Node {
    app: OrderApp
    billingAddress: MailingAddress
    billingAddressMatchesShippingAddress: Boolean!
    cancelReason: OrderCancelReason
    cancellation: OrderCancellation
    cancelledAt: DateTime
    capturable: Boolean!
    cartDiscountAmountSet: MoneyBag
    clientIp: String
    closed: Boolean!
    closedAt: DateTime
    confirmationNumber: String
    confirmed: Boolean!
    createdAt: DateTime!
    currencyCode: CurrencyCode!
    currentCartDiscountAmountSet: MoneyBag!
    currentShippingPriceSet: MoneyBag!
    currentSubtotalLineItemsQuantity: Int!
    currentSubtotalPriceSet: MoneyBag!
    currentTaxLines: [TaxLine!]!
    currentTotalAdditionalFeesSet: MoneyBag
    currentTotalDiscountsSet: MoneyBag!
    currentTotalDutiesSet: MoneyBag
    currentTotalPriceSet: MoneyBag!
    currentTotalTaxSet: MoneyBag!
    customAttributes: [Attribute!]!
    customer: Customer
    customerLocale: String
    discountApplications(
      first: Int, after: String, last: Int, before: String, reverse: Boolean = false
    ): DiscountApplicationConnection!
    discountCode: String
    discountCodes: [String!]!
    displayAddress: MailingAddress
    displayFinancialStatus: OrderDisplayFinancialStatus
    displayFulfillmentStatus: OrderDisplayFulfillmentStatus!
    dutiesIncluded: Boolean!
    edited: Boolean!
    email: String
    fulfillable: Boolean!
    fulfillments(first: Int, query: String): [Fulfillment!]!
    fulfillmentsCount: Count
    fullyPaid: Boolean!
    id: ID!
    legacyResourceId: UnsignedInt64!
    lineItems(first: Int, after: String, last: Int, before: String, reverse: Boolean = false): LineItemConnection!
    metafield(namespace: String, key: String!): Metafield
    metafields(
      namespace: String, keys: [String!], first: Int, after: String, last: Int, before: String, reverse: Boolean = false
    ): MetafieldConnection!
    name: String!
    netPaymentSet: MoneyBag!
    note: String
    number: Int!
    originalTotalAdditionalFeesSet: MoneyBag
    originalTotalDutiesSet: MoneyBag
    originalTotalPriceSet: MoneyBag!
    paymentGatewayNames: [String!]!
    phone: String
    poNumber: String
    presentmentCurrencyCode: CurrencyCode!
    processedAt: DateTime!
    refundDiscrepancySet: MoneyBag!
    refundable: Boolean!
    refunds(first: Int): [Refund!]!
    requiresShipping: Boolean!
    retailLocation: Location
    returnStatus: OrderReturnStatus!
    returns(
      first: Int, after: String, last: Int, before: String, reverse: Boolean = false, query: String
    ): ReturnConnection!
    shippingAddress: MailingAddress
    shippingLine: ShippingLine
    shippingLines(
      includeRemovals: Boolean = false, first: Int, after: String, last: Int, before: String, reverse: Boolean = false
    ): ShippingLineConnection!
    sourceIdentifier: String
    sourceName: String
    statusPageUrl: URL!
    subtotalLineItemsQuantity: Int!
    subtotalPriceSet: MoneyBag
    tags: [String!]!
    taxExempt: Boolean!
    taxLines: [TaxLine!]!
    taxesIncluded: Boolean!
    test: Boolean!
    totalCapturableSet: MoneyBag!
    totalDiscountsSet: MoneyBag
    totalOutstandingSet: MoneyBag!
    totalPriceSet: MoneyBag!
    totalReceivedSet: MoneyBag!
    totalRefundedSet: MoneyBag!
    totalRefundedShippingSet: MoneyBag!
    totalShippingPriceSet: MoneyBag!
    totalTaxSet: MoneyBag
    totalTipReceivedSet: MoneyBag!
    totalWeight: UnsignedInt64
    transactions(first: Int, capturable: Boolean, manuallyResolvable: Boolean): [OrderTransaction!]!
    transactionsCount: Count
    unpaid: Boolean!
    updatedAt: DateTime!
  }
  type Location implements LegacyInteroperability & Node { id: ID! legacyResourceId: UnsignedInt64! name: String! }
  enum OrderTransactionKind { SALE CAPTURE AUTHORIZATION VOID REFUND CHANGE EMV_AUTHORIZATION SUGGESTED_REFUND }
  enum OrderTransactionStatus { SUCCESS FAILURE PENDING ERROR AWAITING_RESPONSE UNKNOWN }
  enum OrderTransactionErrorCode { CARD_DECLINED PROCESSING_ERROR GENERIC_ERROR EXPIRED_CARD }
  type OrderTransactionConnection { edges: [OrderTransactionEdge!]! nodes: [OrderTransaction!]! pageInfo: PageInfo! }
  type OrderTransactionEdge { cursor: String! node: OrderTransaction! }
  type OrderTransaction implements Node {
    accountNumber: String
    amountSet: MoneyBag!
    authorizationExpiresAt: DateTime
    createdAt: DateTime!
    errorCode: OrderTransactionErrorCode
    formattedGateway: String
    gateway: String
    id: ID!
    kind: OrderTransactionKind!
    manualPaymentGateway: Boolean!
    order: Order
    parentTransaction: OrderTransaction
    paymentId: String
    processedAt: DateTime
    receiptJson: JSON
    settlementCurrency: CurrencyCode
    status: OrderTransactionStatus!
    test: Boolean!
    totalUnsettledSet: MoneyBag
  }
`;
