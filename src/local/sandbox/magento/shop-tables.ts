import { CUSTOMER_FACE } from './customers/customer-face.js';
import type { CustomerPayload } from './customers/render-customer.js';
import type { ShopCustomer } from './customers/shop-customer.js';
import { CREDITMEMO_FACE, INVOICE_FACE, SHIPMENT_FACE } from './documents/document-faces.js';
import type { DocumentPayload, Filed } from './documents/filed-document.js';
import type { ShipmentPayload } from './documents/render-shipment.js';
import type { ShopCreditmemo, ShopInvoice, ShopShipment } from './documents/sales-document.js';
import { ORDER_FACE } from './order-face.js';
import { PRODUCT_FACE } from './products/product-face.js';
import type { ProductPayload } from './products/render-product.js';
import type { ShopProduct } from './products/shop-product.js';
import type { OrderPayload } from './render-order.js';
import type { ShopOrder } from './shop-order.js';
import { createTable, type WritableTable } from './table.js';

/** Everything that a shop keeps. */
export interface ShopTables {
  orders: WritableTable<ShopOrder, OrderPayload>;
  invoices: WritableTable<Filed<ShopInvoice>, DocumentPayload>;
  shipments: WritableTable<Filed<ShopShipment>, ShipmentPayload>;
  creditmemos: WritableTable<Filed<ShopCreditmemo>, DocumentPayload>;
  customers: WritableTable<ShopCustomer, CustomerPayload>;
  products: WritableTable<ShopProduct, ProductPayload>;
}

/** A listing by its name in the interface. */
export type TableName = keyof ShopTables;

/** Creates the tables of an empty shop. */
export function createShopTables(): ShopTables {
  return {
    orders: createTable(ORDER_FACE),
    invoices: createTable(INVOICE_FACE),
    shipments: createTable(SHIPMENT_FACE),
    creditmemos: createTable(CREDITMEMO_FACE),
    customers: createTable(CUSTOMER_FACE),
    products: createTable(PRODUCT_FACE),
  };
}

/** Puts an order and its documents into the tables, new ones and changed ones. */
export function fileOrder(tables: ShopTables, order: ShopOrder): void {
  tables.orders.put(order);
  for (const document of order.invoices) tables.invoices.put({ document, order });
  for (const document of order.shipments) tables.shipments.put({ document, order });
  for (const document of order.creditmemos) tables.creditmemos.put({ document, order });
}
