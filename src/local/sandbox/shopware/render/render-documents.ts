import type { Row } from '../dal/tables.js';
import { hexId } from '../hex-id.js';
import type { ShopDocument, ShopOrder } from '../orders/shop-order.js';
import { formatInstant, formatMaybe } from '../shopware-time.js';

/** The documents of an order: a number and a kind, no amounts; what they say is in the version of the order that they pin. */
export function renderDocuments(order: ShopOrder): Row[] {
  return order.documents.map((document) => ({
    id: document.id,
    documentTypeId: hexId('document_type', document.type),
    referencedDocumentId: document.referencedId,
    orderId: order.id,
    orderVersionId: document.orderVersionId,
    documentMediaFileId: null,
    documentNumber: document.number,
    config: renderConfig(document, order),
    sent: document.type === 'invoice',
    static: false,
    deepLinkCode: hexId('deep_link', document.id),
    customFields: null,
    createdAt: formatInstant(document.createdAt),
    updatedAt: formatMaybe(document.updatedAt),
  }));
}

const NUMBER_KEYS = {
  invoice: 'invoiceNumber',
  delivery_note: 'deliveryNoteNumber',
  credit_note: 'creditNoteNumber',
  storno: 'stornoNumber',
} as const;

function renderConfig({ type, number, referencedId, createdAt }: ShopDocument, { documents }: ShopOrder) {
  const referenced = documents.find(({ id }) => id === referencedId);
  const invoice = referenced === undefined ? {} : { invoiceNumber: referenced.number };
  return {
    documentNumber: number,
    documentDate: formatInstant(createdAt),
    documentComment: '',
    custom: { ...invoice, [NUMBER_KEYS[type]]: number },
    extensions: [],
  };
}
