/** What follows an order: parcels, refunds and returns. */
export const AFTER_SALE_SDL = /* GraphQL */ `
  enum FulfillmentStatus { PENDING OPEN SUCCESS CANCELLED ERROR FAILURE }
  enum FulfillmentDisplayStatus {
    ATTEMPTED_DELIVERY CANCELED CONFIRMED DELAYED DELIVERED FAILURE FULFILLED CARRIER_PICKED_UP IN_TRANSIT LABEL_PRINTED
    LABEL_PURCHASED LABEL_VOIDED MARKED_AS_FULFILLED NOT_DELIVERED OUT_FOR_DELIVERY READY_FOR_PICKUP PICKED_UP SUBMITTED
  }
  type FulfillmentTrackingInfo { company: String number: String url: URL }
  type FulfillmentService { handle: String! serviceName: String! }
  type FulfillmentLineItemConnection {
    edges: [FulfillmentLineItemEdge!]! nodes: [FulfillmentLineItem!]! pageInfo: PageInfo!
  }
  type FulfillmentLineItemEdge { cursor: String! node: FulfillmentLineItem! }
  type FulfillmentLineItem implements Node {
    discountedTotalSet: MoneyBag!
    id: ID!
    lineItem: LineItem!
    originalTotalSet: MoneyBag!
    quantity: Int
  }
  type Fulfillment implements LegacyInteroperability & Node {
    createdAt: DateTime!
    deliveredAt: DateTime
    displayStatus: FulfillmentDisplayStatus
    estimatedDeliveryAt: DateTime
    fulfillmentLineItems(
      first: Int, after: String, last: Int, before: String, reverse: Boolean = false
    ): FulfillmentLineItemConnection!
    id: ID!
    inTransitAt: DateTime
    legacyResourceId: UnsignedInt64!
    location: Location
    name: String!
    order: Order!
    requiresShipping: Boolean!
    service: FulfillmentService
    status: FulfillmentStatus!
    totalQuantity: Int!
    trackingInfo(first: Int): [FulfillmentTrackingInfo!]!
    updatedAt: DateTime!
  }
  enum RefundLineItemRestockType { RETURN CANCEL LEGACY_RESTOCK NO_RESTOCK }
  type RefundLineItemConnection { edges: [RefundLineItemEdge!]! nodes: [RefundLineItem!]! pageInfo: PageInfo! }
  type RefundLineItemEdge { cursor: String! node: RefundLineItem! }
  type RefundLineItem {
    id: ID
    lineItem: LineItem!
    location: Location
    priceSet: MoneyBag!
    quantity: Int!
    restockType: RefundLineItemRestockType!
    restocked: Boolean!
    subtotalSet: MoneyBag!
    totalTaxSet: MoneyBag!
  }
  type RefundShippingLineConnection {
    edges: [RefundShippingLineEdge!]! nodes: [RefundShippingLine!]! pageInfo: PageInfo!
  }
  type RefundShippingLineEdge { cursor: String! node: RefundShippingLine! }
  type RefundShippingLine implements Node {
    id: ID! shippingLine: ShippingLine! subtotalAmountSet: MoneyBag! taxAmountSet: MoneyBag!
  }
  enum OrderAdjustmentDiscrepancyReason {
    RESTOCK DAMAGE CUSTOMER REFUND_DISCREPANCY FULL_RETURN_BALANCING_ADJUSTMENT PENDING_REFUND_DISCREPANCY
  }
  type OrderAdjustmentConnection { edges: [OrderAdjustmentEdge!]! nodes: [OrderAdjustment!]! pageInfo: PageInfo! }
  type OrderAdjustmentEdge { cursor: String! node: OrderAdjustment! }
  type OrderAdjustment implements Node {
    amountSet: MoneyBag! id: ID! reason: OrderAdjustmentDiscrepancyReason taxAmountSet: MoneyBag!
  }
  type RefundDuty { amountSet: MoneyBag! originalDuty: Duty }
  type RefundConnection { edges: [RefundEdge!]! nodes: [Refund!]! pageInfo: PageInfo! }
  type RefundEdge { cursor: String! node: Refund! }
  type Refund implements LegacyInteroperability & Node {
    createdAt: DateTime
    duties: [RefundDuty!]
    id: ID!
    legacyResourceId: UnsignedInt64!
    note: String
    order: Order!
    orderAdjustments(
      first: Int, after: String, last: Int, before: String, reverse: Boolean = false
    ): OrderAdjustmentConnection!
    processedAt: DateTime!
    refundLineItems(
      first: Int, after: String, last: Int, before: String, reverse: Boolean = false
    ): RefundLineItemConnection!
    refundShippingLines(
      first: Int, after: String, last: Int, before: String, reverse: Boolean = false
    ): RefundShippingLineConnection!
    return: Return
    totalRefundedSet: MoneyBag!
    transactions(
      first: Int, after: String, last: Int, before: String, reverse: Boolean = false
    ): OrderTransactionConnection!
    updatedAt: DateTime!
  }
  enum ReturnStatus { CANCELED CLOSED OPEN REQUESTED DECLINED }
  enum ReturnReason {
    SIZE_TOO_SMALL SIZE_TOO_LARGE UNWANTED NOT_AS_DESCRIBED WRONG_ITEM DEFECTIVE STYLE COLOR OTHER UNKNOWN
  }
  interface ReturnLineItemType implements Node {
    id: ID! quantity: Int! refundedQuantity: Int! returnReason: ReturnReason! returnReasonNote: String!
  }
  type ReturnLineItem implements Node & ReturnLineItemType {
    fulfillmentLineItem: FulfillmentLineItem!
    id: ID!
    quantity: Int!
    refundedQuantity: Int!
    returnReason: ReturnReason!
    returnReasonNote: String!
  }
  type ReturnLineItemTypeConnection {
    edges: [ReturnLineItemTypeEdge!]! nodes: [ReturnLineItemType!]! pageInfo: PageInfo!
  }
  type ReturnLineItemTypeEdge { cursor: String! node: ReturnLineItemType! }
  type ReturnConnection { edges: [ReturnEdge!]! nodes: [Return!]! pageInfo: PageInfo! }
  type ReturnEdge { cursor: String! node: Return! }
  type Return implements Node {
    closedAt: DateTime
    createdAt: DateTime!
    id: ID!
    name: String!
    order: Order!
    refunds(first: Int, after: String, last: Int, before: String, reverse: Boolean = false): RefundConnection!
    returnLineItems(
      first: Int, after: String, last: Int, before: String, reverse: Boolean = false
    ): ReturnLineItemTypeConnection!
    status: ReturnStatus!
    totalQuantity: Int!
  }
`;
