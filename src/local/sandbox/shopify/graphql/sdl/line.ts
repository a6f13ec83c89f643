/** Order lines, deliveries, taxes and discounts. */
export const LINE_SDL = /* GraphQL */ `
  type TaxLine {
    channelLiable: Boolean priceSet: MoneyBag! rate: Float ratePercentage: Float source: String title: String!
  }
  enum DiscountApplicationAllocationMethod { ACROSS EACH ONE }
  enum DiscountApplicationTargetSelection { ALL ENTITLED EXPLICIT }
  enum DiscountApplicationTargetType { LINE_ITEM SHIPPING_LINE }
  type PricingPercentageValue { percentage: Float! }
  union PricingValue = MoneyV2 | PricingPercentageValue
  interface DiscountApplication {
    allocationMethod: DiscountApplicationAllocationMethod!
    index: Int!
    targetSelection: DiscountApplicationTargetSelection!
    targetType: DiscountApplicationTargetType!
    value: PricingValue!
  }
  type AutomaticDiscountApplication implements DiscountApplication {
    allocationMethod: DiscountApplicationAllocationMethod!
    index: Int!
    targetSelection: DiscountApplicationTargetSelection!
    targetType: DiscountApplicationTargetType!
    title: String!
    value: PricingValue!
  }
  type DiscountCodeApplication implements DiscountApplication {
    allocationMethod: DiscountApplicationAllocationMethod!
    code: String!
    index: Int!
    targetSelection: DiscountApplicationTargetSelection!
    targetType: DiscountApplicationTargetType!
    value: PricingValue!
  }
  type ManualDiscountApplication implements DiscountApplication {
    allocationMethod: DiscountApplicationAllocationMethod!
    description: String
    index: Int!
    targetSelection: DiscountApplicationTargetSelection!
    targetType: DiscountApplicationTargetType!
    title: String!
    value: PricingValue!
  }
  type ScriptDiscountApplication implements DiscountApplication {
    allocationMethod: DiscountApplicationAllocationMethod!
    index: Int!
    targetSelection: DiscountApplicationTargetSelection!
    targetType: DiscountApplicationTargetType!
    title: String!
    value: PricingValue!
  }
  type DiscountApplicationConnection {
    edges: [DiscountApplicationEdge!]! nodes: [DiscountApplication!]! pageInfo: PageInfo!
  }
  type DiscountApplicationEdge { cursor: String! node: DiscountApplication! }
  type DiscountAllocation { allocatedAmountSet: MoneyBag! discountApplication: DiscountApplication! }
  type Duty implements Node {
    countryCodeOfOrigin: CountryCode
    harmonizedSystemCode: String
    id: ID!
    price: MoneyBag!
    taxLines: [TaxLine!]!
  }
  type LineItemGroup implements Node { id: ID! productId: ID quantity: Int! title: String! variantId: ID variantSku: String }
  type LineItemConnection { edges: [LineItemEdge!]! nodes: [LineItem!]! pageInfo: PageInfo! }
  type LineItemEdge { cursor: String! node: LineItem! }
  type LineItem implements Node {
    currentQuantity: Int!
    customAttributes: [Attribute!]!
    discountAllocations: [DiscountAllocation!]!
    discountedTotalSet(withCodeDiscounts: Boolean = false): MoneyBag!
    discountedUnitPriceAfterAllDiscountsSet: MoneyBag!
    discountedUnitPriceSet: MoneyBag!
    duties: [Duty!]!
    fulfillableQuantity: Int!
    id: ID!
    isGiftCard: Boolean!
    lineItemGroup: LineItemGroup
    name: String!
    nonFulfillableQuantity: Int!
    originalTotalSet: MoneyBag!
    originalUnitPriceSet: MoneyBag!
    product: Product
    quantity: Int!
    refundableQuantity: Int!
    requiresShipping: Boolean!
    restockable: Boolean!
    sku: String
    taxLines(first: Int): [TaxLine!]!
    taxable: Boolean!
    title: String!
    totalDiscountSet: MoneyBag!
    unfulfilledQuantity: Int!
    variant: ProductVariant
    variantTitle: String
    vendor: String
    weight: Weight
  }
  type ShippingLineConnection { edges: [ShippingLineEdge!]! nodes: [ShippingLine!]! pageInfo: PageInfo! }
  type ShippingLineEdge { cursor: String! node: ShippingLine! }
  type ShippingLine {
    carrierIdentifier: String
    code: String
    currentDiscountedPriceSet: MoneyBag!
    custom: Boolean!
    deliveryCategory: String
    discountAllocations: [DiscountAllocation!]!
    discountedPriceSet: MoneyBag!
    id: ID
    isRemoved: Boolean!
    originalPriceSet: MoneyBag!
    phone: String
    shippingRateHandle: String
    source: String
    taxLines: [TaxLine!]!
    title: String!
  }
`;
