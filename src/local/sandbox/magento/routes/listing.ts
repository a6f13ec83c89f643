import type { JsonObject } from '../../kit/json-object.js';
import type { MagentoSwitches } from '../faults.js';
import { internalError, invalidType, MagentoError, noSuchEntity, noSuchRecord } from '../magento-error.js';
import { type ProductPayload, withoutStock } from '../products/render-product.js';
import type { OrderPayload } from '../render-order.js';
import { withDiscountedRowTotals } from '../row-total-mode.js';
import type { MagentoShop } from '../shop.js';
import type { TableName } from '../shop-tables.js';
import type { Table } from '../table.js';

/** How one kind of record is reached and shown. */
export interface Listing {
  list: RegExp;
  single: RegExp;
  /** The permission that both ask for. */
  resource: string;
  /** The row that the single path names; undefined where there is none. */
  find(table: Table, name: string): number | undefined;
  notFound(name: string): MagentoError;
  /** What the interface answers to a column that it does not have. */
  unknownColumn(name: string): MagentoError;
  /** What listings show of a row, where that is not all of it. */
  inList?(payload: JsonObject, switches: MagentoSwitches): JsonObject;
  /** What both show of a row, where the installation changes it. */
  everywhere?(payload: JsonObject, switches: MagentoSwitches, shop: MagentoShop): JsonObject;
}

const databaseError = (): MagentoError => internalError('5f1e0c0ffee00');
const invalidAttribute = (name: string): MagentoError =>
  new MagentoError(400, 'The "%1" attribute name is invalid. Reset the name and try again.', [name]);

const BY_ID = {
  find: (_: Table, name: string): number => {
    if (!/^\d+$/.test(name)) throw invalidType(name, 'int');
    return Number(name);
  },
  notFound: noSuchRecord,
  unknownColumn: databaseError,
};

/** All listings of the interface. Sales records are one table each; customers and products have attributes instead of columns. */
export const LISTINGS: Readonly<Record<TableName, Listing>> = {
  orders: {
    ...BY_ID,
    list: /^\/orders$/,
    single: /^\/orders\/([^/]+)$/,
    resource: 'Magento_Sales::actions_view',
    everywhere: (payload, switches, shop) => {
      const order = payload as OrderPayload;
      const shown = switches.rowTotalMode === 'discounted' ? withDiscountedRowTotals(order) : order;
      return switches.embedDocuments ? withDocuments(shown, order.entity_id, shop) : shown;
    },
  },
  invoices: {
    ...BY_ID,
    list: /^\/invoices$/,
    single: /^\/invoices\/([^/]+)$/,
    resource: 'Magento_Sales::sales_invoice',
  },
  shipments: {
    ...BY_ID,
    list: /^\/shipments$/,
    single: /^\/shipment\/([^/]+)$/,
    resource: 'Magento_Sales::shipment',
  },
  creditmemos: {
    ...BY_ID,
    list: /^\/creditmemos$/,
    single: /^\/creditmemo\/([^/]+)$/,
    resource: 'Magento_Sales::sales_creditmemo',
  },
  customers: {
    ...BY_ID,
    list: /^\/customers\/search$/,
    single: /^\/customers\/([^/]+)$/,
    resource: 'Magento_Customer::customer',
    notFound: (name) => noSuchEntity('customerId', name),
    unknownColumn: invalidAttribute,
  },
  products: {
    list: /^\/products$/,
    single: /^\/products\/([^/]+)$/,
    resource: 'Magento_Catalog::products',
    find: (table, sku) => table.ids().find((id) => String(table.column(id, 'sku')).toLowerCase() === sku.toLowerCase()),
    notFound: () =>
      new MagentoError(404, "The product that was requested doesn't exist. Verify the product and try again."),
    unknownColumn: invalidAttribute,
    inList: (payload, switches) => (switches.stockInLists ? payload : withoutStock(payload as ProductPayload)),
  },
};

/** An order with its documents inside, as some extensions show it. */
function withDocuments(order: JsonObject, orderId: number, shop: MagentoShop): JsonObject {
  const inside = (name: 'invoices' | 'shipments' | 'creditmemos'): JsonObject[] => {
    const table: Table = shop.tables[name];
    const own = table.ids().filter((id) => table.column(id, 'order_id') === orderId);
    return own.map((id) => table.show(id) as JsonObject);
  };
  const documents = {
    invoices: inside('invoices'),
    shipments: inside('shipments'),
    creditmemos: inside('creditmemos'),
  };
  return { ...order, extension_attributes: { ...(order.extension_attributes as JsonObject), ...documents } };
}
