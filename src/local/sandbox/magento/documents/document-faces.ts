import { formatMagentoTime } from '../magento-time.js';
import type { TableFace } from '../table.js';
import { CREDITMEMO_COLUMNS, INVOICE_COLUMNS, SHIPMENT_COLUMNS } from './document-columns.js';
import type { DocumentPayload, Filed } from './filed-document.js';
import { renderCreditmemo } from './render-creditmemo.js';
import { renderInvoice } from './render-invoice.js';
import { renderShipment, type ShipmentPayload } from './render-shipment.js';
import type { SalesDocument, ShopCreditmemo, ShopInvoice, ShopShipment } from './sales-document.js';

/** How invoices are listed. */
export const INVOICE_FACE: TableFace<Filed<ShopInvoice>, DocumentPayload> = faceOf(renderInvoice, INVOICE_COLUMNS);

/** How shipments are listed. */
export const SHIPMENT_FACE: TableFace<Filed<ShopShipment>, ShipmentPayload> = faceOf(renderShipment, SHIPMENT_COLUMNS);

/** How credit memos are listed. */
export const CREDITMEMO_FACE: TableFace<Filed<ShopCreditmemo>, DocumentPayload> = faceOf(
  renderCreditmemo,
  CREDITMEMO_COLUMNS,
);

function faceOf<Document extends SalesDocument, Payload extends DocumentPayload>(
  render: (filed: Filed<Document>) => Payload,
  columns: ReadonlySet<string>,
): TableFace<Filed<Document>, Payload> {
  return {
    idOf: ({ document }) => document.entityId,
    render,
    columns,
    plain: {
      created_at: ({ document }) => formatMagentoTime(document.createdAt),
      entity_id: ({ document }) => document.entityId,
      increment_id: ({ document }) => document.incrementId,
      order_id: ({ order }) => order.entityId,
      store_id: ({ order }) => order.store.id,
      updated_at: ({ document }) => formatMagentoTime(document.updatedAt),
    },
  };
}
