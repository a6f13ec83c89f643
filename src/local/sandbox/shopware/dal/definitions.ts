/** How one entity leads to others: by an id of its own, by a list of ids of its own, or by an id that the others hold. */
export type Association =
  | { entity: EntityName; own: string }
  | { entity: EntityName; list: string }
  | { entity: EntityName; their: string; single?: true };

/** An entity of the shop, in the spelling of its tables. */
export type EntityName = keyof typeof DEFINITIONS;

/** The entities of the shop and how they hang together; some have no rows here, and may be asked for as anywhere. */
export const DEFINITIONS = {
  order: {
    stateMachineState: { entity: 'state_machine_state', own: 'stateId' },
    primaryOrderDelivery: { entity: 'order_delivery', own: 'primaryOrderDeliveryId' },
    primaryOrderTransaction: { entity: 'order_transaction', own: 'primaryOrderTransactionId' },
    orderCustomer: { entity: 'order_customer', their: 'orderId', single: true },
    currency: { entity: 'currency', own: 'currencyId' },
    language: { entity: 'language', own: 'languageId' },
    salesChannel: { entity: 'sales_channel', own: 'salesChannelId' },
    addresses: { entity: 'order_address', their: 'orderId' },
    billingAddress: { entity: 'order_address', own: 'billingAddressId' },
    deliveries: { entity: 'order_delivery', their: 'orderId' },
    lineItems: { entity: 'order_line_item', their: 'orderId' },
    transactions: { entity: 'order_transaction', their: 'orderId' },
    documents: { entity: 'document', their: 'orderId' },
    tags: { entity: 'tag', list: '_tagIds' },
    createdBy: { entity: 'user', own: 'createdById' },
    updatedBy: { entity: 'user', own: 'updatedById' },
  },
  order_line_item: {
    order: { entity: 'order', own: 'orderId' },
    product: { entity: 'product', own: 'productId' },
    promotion: { entity: 'promotion', own: 'promotionId' },
    cover: { entity: 'media', own: 'coverId' },
    downloads: { entity: 'order_line_item_download', their: 'orderLineItemId' },
    parent: { entity: 'order_line_item', own: 'parentId' },
    children: { entity: 'order_line_item', their: 'parentId' },
    orderDeliveryPositions: { entity: 'order_delivery_position', their: 'orderLineItemId' },
    orderTransactionCaptureRefundPositions: {
      entity: 'order_transaction_capture_refund_position',
      their: 'orderLineItemId',
    },
  },
  order_customer: {
    order: { entity: 'order', own: 'orderId' },
    customer: { entity: 'customer', own: 'customerId' },
    salutation: { entity: 'salutation', own: 'salutationId' },
  },
  order_address: {
    country: { entity: 'country', own: 'countryId' },
    countryState: { entity: 'country_state', own: 'countryStateId' },
    order: { entity: 'order', own: 'orderId' },
    orderDeliveries: { entity: 'order_delivery', their: 'shippingOrderAddressId' },
    salutation: { entity: 'salutation', own: 'salutationId' },
  },
  order_delivery: {
    stateMachineState: { entity: 'state_machine_state', own: 'stateId' },
    order: { entity: 'order', own: 'orderId' },
    shippingOrderAddress: { entity: 'order_address', own: 'shippingOrderAddressId' },
    shippingMethod: { entity: 'shipping_method', own: 'shippingMethodId' },
    positions: { entity: 'order_delivery_position', their: 'orderDeliveryId' },
    primaryOrder: { entity: 'order', their: 'primaryOrderDeliveryId', single: true },
  },
  order_delivery_position: {
    orderDelivery: { entity: 'order_delivery', own: 'orderDeliveryId' },
    orderLineItem: { entity: 'order_line_item', own: 'orderLineItemId' },
  },
  order_transaction: {
    stateMachineState: { entity: 'state_machine_state', own: 'stateId' },
    order: { entity: 'order', own: 'orderId' },
    paymentMethod: { entity: 'payment_method', own: 'paymentMethodId' },
    captures: { entity: 'order_transaction_capture', their: 'orderTransactionId' },
    primaryOrder: { entity: 'order', their: 'primaryOrderTransactionId', single: true },
  },
  order_transaction_capture: {
    stateMachineState: { entity: 'state_machine_state', own: 'stateId' },
    transaction: { entity: 'order_transaction', own: 'orderTransactionId' },
    refunds: { entity: 'order_transaction_capture_refund', their: 'captureId' },
  },
  order_transaction_capture_refund: {
    stateMachineState: { entity: 'state_machine_state', own: 'stateId' },
    transactionCapture: { entity: 'order_transaction_capture', own: 'captureId' },
    positions: { entity: 'order_transaction_capture_refund_position', their: 'refundId' },
  },
  order_transaction_capture_refund_position: {
    orderLineItem: { entity: 'order_line_item', own: 'orderLineItemId' },
    orderTransactionCaptureRefund: { entity: 'order_transaction_capture_refund', own: 'refundId' },
  },
  document: {
    documentType: { entity: 'document_type', own: 'documentTypeId' },
    order: { entity: 'order', own: 'orderId' },
    referencedDocument: { entity: 'document', own: 'referencedDocumentId' },
    dependentDocuments: { entity: 'document', their: 'referencedDocumentId' },
    documentMediaFile: { entity: 'media', own: 'documentMediaFileId' },
  },
  document_type: {},
  customer: {
    group: { entity: 'customer_group', own: 'groupId' },
    salesChannel: { entity: 'sales_channel', own: 'salesChannelId' },
    language: { entity: 'language', own: 'languageId' },
    lastPaymentMethod: { entity: 'payment_method', own: 'lastPaymentMethodId' },
    defaultBillingAddress: { entity: 'customer_address', own: 'defaultBillingAddressId' },
    defaultShippingAddress: { entity: 'customer_address', own: 'defaultShippingAddressId' },
    salutation: { entity: 'salutation', own: 'salutationId' },
    addresses: { entity: 'customer_address', their: 'customerId' },
    orderCustomers: { entity: 'order_customer', their: 'customerId' },
    tags: { entity: 'tag', list: 'tagIds' },
    requestedGroup: { entity: 'customer_group', own: 'requestedGroupId' },
    boundSalesChannel: { entity: 'sales_channel', own: 'boundSalesChannelId' },
    createdBy: { entity: 'user', own: 'createdById' },
    updatedBy: { entity: 'user', own: 'updatedById' },
  },
  customer_address: {
    customer: { entity: 'customer', own: 'customerId' },
    country: { entity: 'country', own: 'countryId' },
    countryState: { entity: 'country_state', own: 'countryStateId' },
    salutation: { entity: 'salutation', own: 'salutationId' },
  },
  customer_group: {},
  product: {
    parent: { entity: 'product', own: 'parentId' },
    children: { entity: 'product', their: 'parentId' },
    tax: { entity: 'tax', own: 'taxId' },
    manufacturer: { entity: 'product_manufacturer', own: 'manufacturerId' },
    cover: { entity: 'product_media', own: 'coverId' },
    media: { entity: 'product_media', their: 'productId' },
    prices: { entity: 'product_price', their: 'productId' },
    options: { entity: 'property_group_option', list: 'optionIds' },
    properties: { entity: 'property_group_option', list: 'propertyIds' },
    configuratorSettings: { entity: 'product_configurator_setting', their: 'productId' },
    categories: { entity: 'category', list: 'categoryIds' },
    tags: { entity: 'tag', list: 'tagIds' },
    unit: { entity: 'unit', own: 'unitId' },
    deliveryTime: { entity: 'delivery_time', own: 'deliveryTimeId' },
    canonicalProduct: { entity: 'product', own: 'canonicalProductId' },
    visibilities: { entity: 'product_visibility', their: 'productId' },
    downloads: { entity: 'product_download', their: 'productId' },
    orderLineItems: { entity: 'order_line_item', their: 'productId' },
  },
  product_price: { product: { entity: 'product', own: 'productId' }, rule: { entity: 'rule', own: 'ruleId' } },
  product_media: { product: { entity: 'product', own: 'productId' }, media: { entity: 'media', own: 'mediaId' } },
  product_manufacturer: {},
  product_configurator_setting: {
    product: { entity: 'product', own: 'productId' },
    option: { entity: 'property_group_option', own: 'optionId' },
  },
  property_group_option: { group: { entity: 'property_group', own: 'groupId' } },
  property_group: { options: { entity: 'property_group_option', their: 'groupId' } },
  product_visibility: { salesChannel: { entity: 'sales_channel', own: 'salesChannelId' } },
  product_download: { media: { entity: 'media', own: 'mediaId' } },
  order_line_item_download: { media: { entity: 'media', own: 'mediaId' } },
  promotion: {},
  unit: {},
  delivery_time: {},
  user: {},
  media: {},
  rule: {},
  category: { parent: { entity: 'category', own: 'parentId' } },
  tag: {},
  tax: {},
  currency: {},
  country: { states: { entity: 'country_state', their: 'countryId' } },
  country_state: { country: { entity: 'country', own: 'countryId' } },
  salutation: {},
  language: { locale: { entity: 'locale', own: 'localeId' } },
  locale: {},
  sales_channel: {
    currency: { entity: 'currency', own: 'currencyId' },
    language: { entity: 'language', own: 'languageId' },
    domains: { entity: 'sales_channel_domain', their: 'salesChannelId' },
  },
  sales_channel_domain: { salesChannel: { entity: 'sales_channel', own: 'salesChannelId' } },
  payment_method: {},
  shipping_method: { tax: { entity: 'tax', own: 'taxId' } },
  state_machine: { states: { entity: 'state_machine_state', their: 'stateMachineId' } },
  state_machine_state: { stateMachine: { entity: 'state_machine', own: 'stateMachineId' } },
} as const;

/** The associations of an entity by name. */
export function associationsOf(entity: EntityName): Readonly<Record<string, Association>> {
  return DEFINITIONS[entity];
}

/** The entity whose path in the interface is given, such as `order-line-item`; undefined where there is none. */
export function entityAtPath(path: string): EntityName | undefined {
  const name = path.replaceAll('-', '_');
  return path.includes('_') || !Object.hasOwn(DEFINITIONS, name) ? undefined : (name as EntityName);
}

/** The entities that an order is made of, each of which has versions. */
export const ORDER_ENTITIES: ReadonlySet<EntityName> = new Set<EntityName>([
  'order',
  'order_line_item',
  'order_customer',
  'order_address',
  'order_delivery',
  'order_delivery_position',
  'order_transaction',
  'order_transaction_capture',
  'order_transaction_capture_refund',
  'order_transaction_capture_refund_position',
]);

const TRANSLATED: Partial<Record<EntityName, readonly string[]>> = {
  product: ['name', 'description', 'customFields'],
  payment_method: ['name', 'distinguishableName', 'customFields'],
  salutation: ['displayName', 'letterName', 'customFields'],
  currency: ['name', 'shortName', 'customFields'],
};

const NAMED: ReadonlySet<EntityName> = new Set<EntityName>([
  'shipping_method',
  'state_machine_state',
  'country',
  'country_state',
  'sales_channel',
  'customer_group',
  'document_type',
  'property_group',
  'property_group_option',
  'category',
  'product_manufacturer',
  'promotion',
]);

/** The fields of an entity that have a value for each language; none for those of an order. */
export function translatedFields(entity: EntityName): readonly string[] {
  return TRANSLATED[entity] ?? (NAMED.has(entity) ? ['name', 'customFields'] : []);
}
