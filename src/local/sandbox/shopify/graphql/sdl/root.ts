/** Entry points, connections' page info, and what an app may ask of the shop itself. */
export const ROOT_SDL = /* GraphQL */ `
  schema {
    query: QueryRoot
    mutation: Mutation
  }
  scalar CurrencyCode
  scalar CountryCode
  scalar DateTime
  scalar Decimal
  scalar HTML
  scalar JSON
  scalar Money
  scalar URL
  scalar UnsignedInt64
  interface Node { id: ID! }
  interface LegacyInteroperability { legacyResourceId: UnsignedInt64! }
  type PageInfo { endCursor: String hasNextPage: Boolean! hasPreviousPage: Boolean! startCursor: String }
  type Count { count: Int! precision: CountPrecision! }
  enum CountPrecision { EXACT AT_LEAST }
  enum OrderSortKeys {
    CREATED_AT CURRENT_TOTAL_PRICE CUSTOMER_NAME DESTINATION FINANCIAL_STATUS FULFILLMENT_STATUS ID ORDER_NUMBER PO_NUMBER
    PROCESSED_AT RELEVANCE TOTAL_ITEMS_QUANTITY TOTAL_PRICE UPDATED_AT
  }
  enum CustomerSortKeys { CREATED_AT ID LOCATION NAME RELEVANCE UPDATED_AT }
  enum ProductSortKeys { CREATED_AT ID INVENTORY_TOTAL PRODUCT_TYPE PUBLISHED_AT RELEVANCE TITLE UPDATED_AT VENDOR }
  type ApiVersion { displayName: String! handle: String! supported: Boolean! }
  type AccessScope { description: String! handle: String! }
  type App { id: ID! title: String! handle: String apiKey: String! }
  type AppInstallation implements Node { id: ID! accessScopes: [AccessScope!]! app: App! }
  type Domain { host: String! url: URL! }
  type Shop implements Node {
    currencyCode: CurrencyCode!
    email: String!
    enabledPresentmentCurrencies: [CurrencyCode!]!
    ianaTimezone: String!
    id: ID!
    myshopifyDomain: String!
    name: String!
    orderNumberFormatPrefix: String!
    orderNumberFormatSuffix: String!
    primaryDomain: Domain!
    taxesIncluded: Boolean!
    timezoneOffsetMinutes: Int!
  }
  type QueryRoot {
    bulkOperation(id: ID!): BulkOperation
    currentAppInstallation: AppInstallation!
    currentBulkOperation(type: BulkOperationType = QUERY): BulkOperation
      @deprecated(reason: "Ask for the operation by its id.")
    customer(id: ID!): Customer
    customers(
      first: Int, after: String, last: Int, before: String, reverse: Boolean = false
      sortKey: CustomerSortKeys = ID, query: String
    ): CustomerConnection!
    fulfillment(id: ID!): Fulfillment
    node(id: ID!): Node
    nodes(ids: [ID!]!): [Node]!
    order(id: ID!): Order
    orders(
      first: Int, after: String, last: Int, before: String, reverse: Boolean = false
      sortKey: OrderSortKeys = PROCESSED_AT, query: String, savedSearchId: ID
    ): OrderConnection!
    ordersCount(query: String, savedSearchId: ID, limit: Int = 10000): Count
    product(id: ID!): Product
    productVariant(id: ID!): ProductVariant
    products(
      first: Int, after: String, last: Int, before: String, reverse: Boolean = false
      sortKey: ProductSortKeys = ID, query: String, savedSearchId: ID
    ): ProductConnection!
    publicApiVersions: [ApiVersion!]!
    refund(id: ID!): Refund
    return(id: ID!): Return
    shop: Shop!
  }
  type Mutation {
    bulkOperationCancel(id: ID!): BulkOperationCancelPayload
    bulkOperationRunQuery(query: String!, groupObjects: Boolean! = false): BulkOperationRunQueryPayload
  }
  interface DisplayableError { field: [String!] message: String! }
  type UserError implements DisplayableError { field: [String!] message: String! }
  type BulkOperationUserError implements DisplayableError {
    code: BulkOperationUserErrorCode field: [String!] message: String!
  }
  enum BulkOperationUserErrorCode { OPERATION_IN_PROGRESS INVALID LIMIT_REACHED }
  type BulkOperationRunQueryPayload { bulkOperation: BulkOperation userErrors: [BulkOperationUserError!]! }
  type BulkOperationCancelPayload { bulkOperation: BulkOperation userErrors: [UserError!]! }
  enum BulkOperationType { QUERY MUTATION }
  enum BulkOperationStatus { CANCELED CANCELING COMPLETED CREATED EXPIRED FAILED RUNNING }
  enum BulkOperationErrorCode { ACCESS_DENIED INTERNAL_SERVER_ERROR TIMEOUT }
  type BulkOperation implements Node {
    completedAt: DateTime
    createdAt: DateTime!
    errorCode: BulkOperationErrorCode
    fileSize: UnsignedInt64
    id: ID!
    objectCount: UnsignedInt64!
    partialDataUrl: URL
    query: String!
    rootObjectCount: UnsignedInt64!
    status: BulkOperationStatus!
    type: BulkOperationType!
    url: URL
  }
`;
