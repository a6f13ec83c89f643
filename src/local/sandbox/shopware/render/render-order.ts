import type { Row } from '../dal/tables.js';
import { hexId } from '../hex-id.js';
import type { OrderFigures } from '../orders/order-figures.js';
import { primaryDelivery, relevantTransaction, type ShopOrder } from '../orders/shop-order.js';
import { toFloat } from '../settings/currencies.js';
import { SYSTEM_LANGUAGE } from '../settings/language.js';
import { stateId } from '../settings/states.js';
import { formatInstant, formatMaybe } from '../shopware-time.js';
import { addressId } from './render-people.js';
import { renderCartPrice, renderPrice, renderRounding } from './render-price.js';

/** An order's own row. */
export function renderOrder(order: ShopOrder, figures: OrderFigures, versionId: string): Row {
  const { channel } = order;
  const { currency } = channel;
  const price = renderCartPrice(order, figures);
  return {
    id: order.id,
    versionId,
    autoIncrement: order.autoIncrement,
    orderNumber: order.number,
    billingAddressId: addressId(order, 'billing'),
    billingAddressVersionId: versionId,
    ...renderPrimaries(order, versionId),
    currencyId: currency.id,
    currencyFactor: currency.factorMillionths / 1_000_000,
    languageId: SYSTEM_LANGUAGE,
    salesChannelId: channel.id,
    orderDateTime: formatInstant(order.createdAt - 9),
    orderDate: `${formatInstant(order.createdAt).slice(0, 10)}T00:00:00.000+00:00`,
    price,
    // The database takes these from the price, noise and all.
    amountTotal: price.totalPrice,
    amountNet: price.netPrice,
    positionPrice: price.positionPrice,
    taxStatus: channel.taxStatus,
    taxCalculationType: channel.taxCalculation,
    shippingCosts: renderPrice({ ...figures.shipping, quantity: 1 }, currency.decimals),
    shippingTotal: toFloat(figures.shipping.total, currency.decimals),
    itemRounding: renderRounding(currency.decimals, 0.01, channel.roundForNet),
    totalRounding: renderRounding(currency.decimals, currency.totalInterval / 100, channel.roundForNet),
    deepLinkCode: hexId('deep_link', order.id),
    affiliateCode: null,
    campaignCode: null,
    customerComment: order.comment,
    internalComment: null,
    source: null,
    stateId: stateId('order', order.state),
    ruleIds: [],
    customFields: emptyAsList(order.customFields),
    createdById: null,
    updatedById: null,
    createdAt: formatInstant(order.createdAt),
    updatedAt: formatMaybe(order.updatedAt),
    _tagIds: order.tags.map((tag) => hexId('tag', tag)),
  };
}

function renderPrimaries(order: ShopOrder, versionId: string) {
  return {
    primaryOrderDeliveryId: primaryDelivery(order)?.id ?? null,
    primaryOrderDeliveryVersionId: versionId,
    primaryOrderTransactionId: relevantTransaction(order)?.id ?? null,
    primaryOrderTransactionVersionId: versionId,
  };
}

/** The shop's language has one kind of empty: an object without fields becomes an empty list. */
function emptyAsList(fields: ShopOrder['customFields']) {
  return fields !== null && Object.keys(fields).length === 0 ? [] : fields;
}
