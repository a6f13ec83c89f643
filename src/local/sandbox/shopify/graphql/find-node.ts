import { parseGid, toGid } from '../books/ids.js';
import type { ShopOrder } from '../books/order.js';
import type { RequestContext } from './request-context.js';
import { bulkView } from './views/bulk-view.js';
import { customerView } from './views/customer-view.js';
import { fulfillmentView } from './views/fulfillment-view.js';
import { lineView } from './views/line-view.js';
import { orderView } from './views/order-view.js';
import { productView, variantView } from './views/product-view.js';
import { refundView } from './views/refund-view.js';
import { returnView } from './views/return-view.js';
import { transactionView } from './views/transaction-view.js';
import { visibleOrder, visibleOrders } from './visible-orders.js';

type Find = (id: string, context: RequestContext) => object | null;

const FINDERS: Readonly<Record<string, Find>> = {
  Order: (id, context) => {
    const order = visibleOrder(id, context);
    return order === null ? null : orderView(order);
  },
  Customer: (id, { shop }) => view(byId(shop.customers(), id), customerView),
  Product: (id, { shop }) => view(byId(shop.products(), id), productView),
  ProductVariant: (id, { shop }) => {
    const product = shop.products().find(({ variants }) => variants.some((variant) => variant.id === id));
    const variant = byId(product?.variants ?? [], id);
    return product === undefined || variant === undefined ? null : variantView(variant, product);
  },
  Location: (id, { shop }) =>
    id === shop.locationId
      ? { __typename: 'Location', id: toGid('Location', id), legacyResourceId: id, name: 'Laden Königstraße' }
      : null,
  BulkOperation: (id, { bulk }) => view(bulk.find(id) ?? undefined, bulkView),
  LineItem: partOfOrder((order) => order.lines, lineView),
  Refund: partOfOrder((order) => order.refunds, refundView),
  Return: partOfOrder((order) => order.returns, returnView),
  Fulfillment: partOfOrder((order) => order.fulfillments, fulfillmentView),
  OrderTransaction: partOfOrder((order) => order.transactions, transactionView),
};

/** Finds any object by its global id; null where there is none that the app may see. */
export function findNode(gid: string, context: RequestContext): object | null {
  const parsed = parseGid(gid);
  return parsed === null ? null : (FINDERS[parsed.kind]?.(parsed.id, context) ?? null);
}

function partOfOrder<Row extends { id: string }>(
  rows: (order: ShopOrder) => readonly Row[],
  show: (row: Row, order: ShopOrder) => object,
): Find {
  return (id, context) => {
    for (const order of visibleOrders(context)) {
      const row = byId(rows(order), id);
      if (row !== undefined) return show(row, order);
    }
    return null;
  };
}

function byId<Row extends { id: string }>(rows: readonly Row[], wanted: string): Row | undefined {
  return rows.find(({ id }) => id === wanted);
}

function view<Row>(row: Row | undefined, show: (row: Row) => object): object | null {
  return row === undefined ? null : show(row);
}
