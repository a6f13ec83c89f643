import type { JsonObject } from '../../kit/json-object.js';
import { dropNulls } from '../drop-nulls.js';
import { formatMagentoTime } from '../magento-time.js';
import { toAmount, toQuantity } from '../minor-units.js';
import { addressId } from '../render-address.js';
import type { ShopOrder } from '../shop-order.js';
import type { DocumentPayload, Filed } from './filed-document.js';
import type { ShipmentComment, ShopShipment, ShopTrack } from './sales-document.js';

/** A shipment as the interface shows it. */
export type ShipmentPayload = DocumentPayload & { readonly tracks: readonly JsonObject[] };

/** Renders a shipment as the interface shows it. It does not tell where the parcel is: the shop does not know. */
export function renderShipment({ document, order }: Filed<ShopShipment>): ShipmentPayload {
  const pieces = document.items.reduce((sum, { quantity }) => sum + quantity, 0);
  const payload = dropNulls({
    billing_address_id: addressId(order, 'billing'),
    created_at: formatMagentoTime(document.createdAt),
    customer_id: order.buyer.customerId,
    email_sent: 1,
    entity_id: document.entityId,
    increment_id: document.incrementId,
    order_id: order.entityId,
    packages: [],
    shipping_address_id: addressId(order, 'shipping'),
    store_id: order.store.id,
    total_qty: toQuantity(pieces),
    updated_at: formatMagentoTime(document.updatedAt),
    items: document.items.map((item) => renderItem(item, document, order)),
    tracks: document.tracks.map((track) => renderTrack(track, document, order)),
    comments: document.comments.map((comment) => renderComment(comment, document)),
    extension_attributes: { source_code: 'default' },
  });
  return payload as ShipmentPayload;
}

/** Renders a track; the remote schema demands the columns that are null here. */
export function renderTrack(track: ShopTrack, shipment: ShopShipment, order: ShopOrder): JsonObject {
  const at = formatMagentoTime(track.createdAt);
  return {
    order_id: order.entityId,
    created_at: at,
    entity_id: track.entityId,
    parent_id: shipment.entityId,
    updated_at: at,
    weight: null,
    qty: null,
    description: null,
    track_number: track.number,
    title: track.title,
    carrier_code: track.carrierCode,
  };
}

function renderItem(item: ShopShipment['items'][number], shipment: ShopShipment, order: ShopOrder): JsonObject {
  const { row } = item;
  return dropNulls({
    entity_id: item.itemId,
    name: row.name,
    parent_id: shipment.entityId,
    price: toAmount(row.figures.order.price, order.store.currency),
    product_id: row.productId,
    sku: row.sku,
    weight: row.grams === 0 ? null : row.grams / 1000,
    order_item_id: row.itemId,
    qty: toQuantity(item.quantity),
  });
}

function renderComment(comment: ShipmentComment, shipment: ShopShipment): JsonObject {
  return {
    is_customer_notified: 0,
    parent_id: shipment.entityId,
    comment: comment.text,
    is_visible_on_front: comment.visible,
    created_at: formatMagentoTime(comment.createdAt),
    entity_id: comment.entityId,
  };
}
