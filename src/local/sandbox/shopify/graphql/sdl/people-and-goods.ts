/** Customers, products and the fields that merchants add themselves. */
export const PEOPLE_AND_GOODS_SDL = /* GraphQL */ `
  type MailingAddress implements Node {
    address1: String
    address2: String
    city: String
    company: String
    country: String
    countryCodeV2: CountryCode
    firstName: String
    formatted(withName: Boolean = false, withCompany: Boolean = true): [String!]!
    formattedArea: String
    id: ID!
    lastName: String
    name: String
    phone: String
    province: String
    provinceCode: String
    zip: String
  }
  type MailingAddressConnection { edges: [MailingAddressEdge!]! nodes: [MailingAddress!]! pageInfo: PageInfo! }
  type MailingAddressEdge { cursor: String! node: MailingAddress! }
  type MetafieldConnection { edges: [MetafieldEdge!]! nodes: [Metafield!]! pageInfo: PageInfo! }
  type MetafieldEdge { cursor: String! node: Metafield! }
  type Metafield implements LegacyInteroperability & Node {
    createdAt: DateTime!
    id: ID!
    jsonValue: JSON!
    key: String!
    legacyResourceId: UnsignedInt64!
    namespace: String!
    type: String!
    updatedAt: DateTime!
    value: String!
  }
  enum CustomerState { DECLINED DISABLED ENABLED INVITED }
  enum CustomerEmailAddressMarketingState { INVALID NOT_SUBSCRIBED PENDING SUBSCRIBED UNSUBSCRIBED }
  enum CustomerSmsMarketingState { NOT_SUBSCRIBED PENDING REDACTED SUBSCRIBED UNSUBSCRIBED }
  type CustomerEmailAddress { emailAddress: String! marketingState: CustomerEmailAddressMarketingState! }
  type CustomerPhoneNumber { phoneNumber: String! marketingState: CustomerSmsMarketingState! }
  type CustomerConnection { edges: [CustomerEdge!]! nodes: [Customer!]! pageInfo: PageInfo! }
  type CustomerEdge { cursor: String! node: Customer! }
  type Customer implements LegacyInteroperability & Node {
    addresses(first: Int): [MailingAddress!]!
    addressesV2(
      first: Int, after: String, last: Int, before: String, reverse: Boolean = false
    ): MailingAddressConnection!
    amountSpent: MoneyV2!
    createdAt: DateTime!
    defaultAddress: MailingAddress
    defaultEmailAddress: CustomerEmailAddress
    defaultPhoneNumber: CustomerPhoneNumber
    displayName: String!
    email: String @deprecated(reason: "Use defaultEmailAddress.")
    firstName: String
    id: ID!
    lastName: String
    legacyResourceId: UnsignedInt64!
    locale: String!
    metafield(namespace: String, key: String!): Metafield
    metafields(
      namespace: String, keys: [String!], first: Int, after: String, last: Int, before: String, reverse: Boolean = false
    ): MetafieldConnection!
    note: String
    numberOfOrders: UnsignedInt64!
    phone: String @deprecated(reason: "Use defaultPhoneNumber.")
    state: CustomerState!
    tags: [String!]!
    taxExempt: Boolean!
    updatedAt: DateTime!
    verifiedEmail: Boolean!
  }
  enum ProductStatus { ACTIVE ARCHIVED DRAFT UNLISTED }
  enum WeightUnit { GRAMS KILOGRAMS OUNCES POUNDS }
  enum ProductVariantInventoryPolicy { CONTINUE DENY }
  type Weight { unit: WeightUnit! value: Float! }
  type Image { altText: String height: Int id: ID url: URL! width: Int }
  type SelectedOption { name: String! value: String! }
  type ProductOption implements Node { id: ID! name: String! position: Int! values: [String!]! }
  type InventoryItemMeasurement { weight: Weight }
  type InventoryItem implements LegacyInteroperability & Node {
    id: ID!
    legacyResourceId: UnsignedInt64!
    measurement: InventoryItemMeasurement!
    requiresShipping: Boolean!
    sku: String
    tracked: Boolean!
    updatedAt: DateTime!
  }
  type ProductVariantConnection { edges: [ProductVariantEdge!]! nodes: [ProductVariant!]! pageInfo: PageInfo! }
  type ProductVariantEdge { cursor: String! node: ProductVariant! }
  type ProductVariant implements LegacyInteroperability & Node {
    availableForSale: Boolean!
    barcode: String
    compareAtPrice: Money
    createdAt: DateTime!
    displayName: String!
    id: ID!
    image: Image
    inventoryItem: InventoryItem!
    inventoryPolicy: ProductVariantInventoryPolicy!
    inventoryQuantity: Int
    legacyResourceId: UnsignedInt64!
    metafield(namespace: String, key: String!): Metafield
    metafields(
      namespace: String, keys: [String!], first: Int, after: String, last: Int, before: String, reverse: Boolean = false
    ): MetafieldConnection!
    position: Int!
    price: Money!
    product: Product!
    selectedOptions: [SelectedOption!]!
    sku: String
    taxable: Boolean!
    title: String!
    updatedAt: DateTime!
  }
  type ProductConnection { edges: [ProductEdge!]! nodes: [Product!]! pageInfo: PageInfo! }
  type ProductEdge { cursor: String! node: Product! }
  type Product implements LegacyInteroperability & Node {
    createdAt: DateTime!
    description(truncateAt: Int): String!
    descriptionHtml: HTML!
    featuredImage: Image
    handle: String!
    hasOnlyDefaultVariant: Boolean!
    id: ID!
    isGiftCard: Boolean!
    legacyResourceId: UnsignedInt64!
    metafield(namespace: String, key: String!): Metafield
    metafields(
      namespace: String, keys: [String!], first: Int, after: String, last: Int, before: String, reverse: Boolean = false
    ): MetafieldConnection!
    onlineStoreUrl: URL
    options(first: Int): [ProductOption!]!
    productType: String!
    publishedAt: DateTime
    status: ProductStatus!
    tags: [String!]!
    title: String!
    totalInventory: Int!
    tracksInventory: Boolean!
    updatedAt: DateTime!
    variants(
      first: Int, after: String, last: Int, before: String, reverse: Boolean = false
    ): ProductVariantConnection!
    variantsCount: Count
    vendor: String!
  }
`;
