import type { Row } from '../dal/tables.js';
import { hexId } from '../hex-id.js';
import type { OrderFigures } from '../orders/order-figures.js';
import type { Price } from '../orders/price.js';
import { allLines, type ShopDelivery, type ShopOrder } from '../orders/shop-order.js';
import { toFloat } from '../settings/currencies.js';
import { stateId } from '../settings/states.js';
import { formatInstant, formatMaybe } from '../shopware-time.js';
import { addressId } from './render-people.js';
import { renderPrice } from './render-price.js';

const DAY_MS = 86_400_000;

/** The deliveries of an order; the discount on the shipping is one of them, with a negative price. */
export function renderDeliveries(order: ShopOrder, figures: OrderFigures, versionId: string): Row[] {
  return order.deliveries.map((delivery) => ({
    id: delivery.id,
    versionId,
    orderId: order.id,
    orderVersionId: versionId,
    shippingOrderAddressId: addressId(order, 'shipping'),
    shippingOrderAddressVersionId: versionId,
    shippingMethodId: hexId('shipping_method', delivery.method),
    stateId: stateId('order_delivery', delivery.state),
    trackingCodes: [...delivery.trackingCodes],
    shippingDateEarliest: dayAfter(delivery, 1),
    shippingDateLatest: dayAfter(delivery, 3),
    shippingCosts: renderPrice(figures.deliveries.get(delivery.id) as Price, order.channel.currency.decimals),
    customFields: null,
    createdAt: formatInstant(delivery.createdAt),
    updatedAt: formatMaybe(delivery.updatedAt),
  }));
}

/** What is in each delivery. */
export function renderPositions(order: ShopOrder, figures: OrderFigures, versionId: string): Row[] {
  const lines = new Map(allLines(order).map((line) => [line.id, line]));
  const { decimals } = order.channel.currency;
  return order.deliveries.flatMap((delivery) =>
    delivery.lineIds.map((lineId) => {
      const price = figures.lines.get(lineId) as Price;
      return {
        id: hexId('order_delivery_position', delivery.id, lineId),
        versionId,
        orderDeliveryId: delivery.id,
        orderDeliveryVersionId: versionId,
        orderLineItemId: lineId,
        orderLineItemVersionId: versionId,
        price: renderPrice(price, decimals),
        unitPrice: price.unit,
        totalPrice: toFloat(price.total, decimals),
        quantity: lines.get(lineId)?.quantity ?? 0,
        customFields: null,
        createdAt: formatInstant(delivery.createdAt),
        updatedAt: null,
      };
    }),
  );
}

function dayAfter({ createdAt }: ShopDelivery, days: number): string {
  return `${formatInstant(createdAt + days * DAY_MS).slice(0, 10)}T00:00:00.000+00:00`;
}
