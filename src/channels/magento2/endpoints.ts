/** The field of a payload that holds its id. Searches call it `entity_id` everywhere. */
export type IdField = 'entity_id' | 'id';

/** Where one kind of record stands in the REST API. */
export interface Endpoint {
  /** The path of its search. */
  search: string;
  /** The path of one record, before its id; null where a record is not read by its id but searched. */
  one: string | null;
  idField: IdField;
  /** The column that people know a record by. */
  numberField: string;
}

const document = { idField: 'entity_id', numberField: 'increment_id' } as const;

/** The endpoints by resource. One shipment and one credit memo stand under a singular path; a product's own path is its SKU. */
export const endpoints = {
  orders: { search: 'orders', one: 'orders', ...document },
  invoices: { search: 'invoices', one: 'invoices', ...document },
  shipments: { search: 'shipments', one: 'shipment', ...document },
  creditmemos: { search: 'creditmemos', one: 'creditmemo', ...document },
  customers: { search: 'customers/search', one: 'customers', idField: 'id', numberField: 'email' },
  products: { search: 'products', one: null, idField: 'id', numberField: 'sku' },
} as const satisfies Record<string, Endpoint>;

/** The name of a resource. */
export type ResourceName = keyof typeof endpoints;
