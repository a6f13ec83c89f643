import type { EntityName } from '../dal/definitions.js';
import { createTables, type Reader, type Row, type Tables } from '../dal/tables.js';
import { LIVE_VERSION } from '../hex-id.js';
import { figuresOf } from '../orders/order-figures.js';
import type { ShopOrder } from '../orders/shop-order.js';
import type { FiledRow } from './filed-row.js';
import { renderDeliveries, renderPositions } from './render-deliveries.js';
import { renderDocuments } from './render-documents.js';
import { renderLines } from './render-lines.js';
import { renderOrder } from './render-order.js';
import { renderOrderAddresses, renderOrderCustomer } from './render-people.js';
import { renderTransactions } from './render-transactions.js';

/** Puts orders into tables; of a changed one the rows that it no longer has go. */
export type FileOrder = (order: ShopOrder) => void;

/** Creates what files the live orders of a shop. */
export function createOrderFiler(tables: Tables): FileOrder {
  const filed = new Map<string, readonly FiledRow[]>();
  return (order) => {
    const rows = orderRows(order, LIVE_VERSION);
    const ids = new Set(rows.map(({ row }) => row.id));
    for (const { entity, row } of filed.get(order.id) ?? []) if (!ids.has(row.id)) tables.remove(entity, row.id);
    for (const { entity, row } of rows) tables.put(entity, row);
    filed.set(order.id, rows);
  };
}

/** The rows of one order as it was in a version. */
export function readOrderVersion(order: ShopOrder, versionId: string): Reader {
  const tables = createTables();
  for (const { entity, row } of orderRows(order, versionId)) {
    if (entity !== 'document') tables.put(entity, row);
  }
  return tables;
}

function orderRows(order: ShopOrder, versionId: string): FiledRow[] {
  const figures = figuresOf(order);
  const of = (entity: EntityName, rows: readonly Row[]): FiledRow[] => rows.map((row) => ({ entity, row }));
  return [
    ...of('order', [renderOrder(order, figures, versionId)]),
    ...of('order_customer', [renderOrderCustomer(order, versionId)]),
    ...of('order_address', renderOrderAddresses(order, versionId)),
    ...of('order_line_item', renderLines(order, figures, versionId)),
    ...of('order_delivery', renderDeliveries(order, figures, versionId)),
    ...of('order_delivery_position', renderPositions(order, figures, versionId)),
    ...renderTransactions(order, figures, versionId),
    ...of('document', renderDocuments(order)),
  ];
}
