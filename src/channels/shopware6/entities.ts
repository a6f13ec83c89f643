import type { Json, JsonObject } from '../../diff/json.js';

/** Associations to load; nothing is loaded that is not named, and what is not loaded is null. */
export interface Associations {
  readonly [name: string]: Associations;
}

/** How one kind of record is searched. */
export interface Entity {
  /** The path of its search. */
  path: string;
  associations: Associations;
  /**
   * Where what hangs on it has dates of its own. The state of a payment or a delivery, a document or a variant changes without a
   * trace on the record itself.
   */
  dated: readonly string[];
  /** Conditions that hold for every listing. */
  always: readonly JsonObject[];
  /** The field that people know a record by. */
  numberField: string;
  /** Whether a record belongs to a sales channel. */
  ofSalesChannel: boolean;
}

const ADDRESS = { country: {}, countryState: {}, salutation: {} };

const order: Entity = {
  path: 'order',
  associations: {
    stateMachineState: {},
    currency: {},
    salesChannel: {},
    language: {},
    tags: {},
    orderCustomer: { customer: {}, salutation: {} },
    billingAddress: ADDRESS,
    lineItems: { product: {} },
    deliveries: { stateMachineState: {}, shippingMethod: {}, shippingOrderAddress: ADDRESS, positions: {} },
    transactions: {
      stateMachineState: {},
      paymentMethod: {},
      captures: { stateMachineState: {}, refunds: { stateMachineState: {}, positions: {} } },
    },
    documents: { documentType: {} },
  },
  dated: ['transactions', 'transactions.captures.refunds', 'deliveries', 'documents'],
  always: [],
  numberField: 'orderNumber',
  ofSalesChannel: true,
};

const customer: Entity = {
  path: 'customer',
  associations: { addresses: ADDRESS, group: {}, salutation: {}, tags: {} },
  dated: ['addresses'],
  // A guest is another customer with each order; they are known by their e-mail address, and come with their orders.
  always: [{ type: 'equals', field: 'guest', value: false }],
  numberField: 'email',
  ofSalesChannel: true,
};

const OPTION = { group: {} };

const product: Entity = {
  path: 'product',
  associations: {
    prices: {},
    media: { media: {} },
    cover: { media: {} },
    manufacturer: {},
    tax: {},
    tags: {},
    properties: OPTION,
    configuratorSettings: { option: OPTION },
    children: { options: OPTION },
  },
  dated: ['children', 'prices'],
  // A variant is a part of its product.
  always: [{ type: 'equals', field: 'parentId', value: null }],
  numberField: 'productNumber',
  ofSalesChannel: false,
};

/** The entities by the name of their resource. */
export const entities = { orders: order, customers: customer, products: product } as const;

/** The name of a resource that is searched. */
export type ResourceName = keyof typeof entities;

const NAMED = ['id', 'name', 'translated'];

/** Of what hangs on many records only what is mapped is sent; the records themselves come whole. */
export const INCLUDES: JsonObject = {
  country: [...NAMED, 'iso', 'iso3'],
  country_state: [...NAMED, 'shortCode'],
  salutation: ['id', 'salutationKey', 'displayName'],
  currency: ['id', 'isoCode', 'factor', 'itemRounding', 'totalRounding'],
  language: ['id', 'name'],
  sales_channel: NAMED,
  state_machine_state: ['id', 'technicalName', 'name'],
  payment_method: [...NAMED, 'technicalName', 'shortName', 'distinguishableName'],
  shipping_method: [...NAMED, 'technicalName', 'trackingUrl'],
  document_type: ['id', 'technicalName', 'name'],
  customer_group: NAMED,
  product_manufacturer: NAMED,
  property_group: NAMED,
  media: ['id', 'url', 'mimeType', 'alt', 'title'],
  tag: ['id', 'name'],
  tax: ['id', 'name', 'taxRate'],
};

/** Of an order's customer and of its lines' products only what tells which they are. */
export const ORDER_INCLUDES: JsonObject = {
  ...INCLUDES,
  customer: ['id', 'guest', 'customerNumber'],
  product: ['id', 'productNumber'],
};

/** Associations as criteria spell them; an empty one must be an object, which PHP reads from `{}`. */
export function toCriteria(associations: Associations): JsonObject {
  return Object.fromEntries(
    Object.entries(associations).map(([name, nested]): [string, Json] => {
      const inner = toCriteria(nested);
      return [name, Object.keys(inner).length === 0 ? {} : { associations: inner }];
    }),
  );
}
