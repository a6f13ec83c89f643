import { Big } from 'big.js';
import type { MagentoShop } from '../../../src/local/sandbox/magento/shop.js';
import { type Booked, instantOf, plain, row, type Told } from './booked.js';

type Row = Readonly<Record<string, unknown>>;

const rowsOf = (value: unknown): Row[] => (Array.isArray(value) ? (value as Row[]) : []);
const utc = (value: unknown): string | null => instantOf(`${String(value).replace(' ', 'T')}Z`);
const add = (amounts: readonly Big[]): Big => amounts.reduce((total, one) => total.plus(one), new Big(0));

/** What Magento's own rows say of every order and of every document of one. */
export function magentoBooks(shop: MagentoShop): Booked[] {
  return [
    ...shop.orders().map((order) => bookOrder(order, shop)),
    ...shop.creditmemos().map((memo) => bookDocument('refund', memo)),
    ...shop.invoices().map((invoice) => bookDocument('invoice', invoice)),
    ...shop.shipments().map(bookShipment),
  ];
}

function bookOrder(order: Row, shop: MagentoShop): Booked {
  const discount = plain(order.discount_amount)
    .neg()
    .minus(plain(order.discount_tax_compensation_amount))
    .minus(plain(order.shipping_discount_tax_compensation_amount));
  const isCancelled = order.state === 'canceled';
  const told: Told = {
    number: String(order.increment_id),
    status: String(order.status),
    currency: String(order.order_currency_code),
    placedAt: utc(order.created_at),
    updatedAt: utc(order.updated_at),
    email: String(order.customer_email),
    ...bookPaid(order),
    ...bookSent(order, shop),
    subtotal: plain(order.subtotal).toFixed(),
    discount: discount.toFixed(),
    shipping: plain(order.shipping_amount).toFixed(),
    tax: plain(order.tax_amount).toFixed(),
    grand: plain(order.grand_total).toFixed(),
    due: isCancelled ? '0' : plain(order.total_due).toFixed(),
    ...bookLines(order),
    ...bookShipping(order),
  };
  return {
    kind: 'order',
    id: String(order.entity_id),
    name: String(order.increment_id),
    told,
    rows: ['line', 'shipping', 'payment'],
  };
}

function bookPaid(order: Row): Told {
  const [grand, paid, refunded] = [plain(order.grand_total), plain(order.total_paid), plain(order.total_refunded)];
  const payment = order.payment as Row;
  const refundStatus =
    refunded.gte(paid) && (paid.gt(0) || order.state === 'closed') ? 'refunded' : 'partially_refunded';
  const paidStatus = paid.gte(grand) ? 'paid' : paid.gt(0) ? 'partially_paid' : 'pending';
  return {
    paid: paid.toFixed(),
    refunded: refunded.toFixed(),
    paymentStatus: refunded.gt(0)
      ? refundStatus
      : paidStatus === 'pending' && order.state === 'canceled'
        ? 'voided'
        : paidStatus,
    ...row('payment', String(payment.entity_id), {
      amount: (paid.gt(0) ? paid : grand).toFixed(),
      currency: String(order.order_currency_code),
    }),
  };
}

/**
 * The books know for sure whether anything was sent, that nothing of a complete order is left to send, and that something of an order is
 * that is invoiced and yet not complete.
 */
function bookSent(order: Row, shop: MagentoShop): Told {
  const isSent = shop.shipments().some(({ order_id }) => order_id === order.entity_id);
  if (order.is_virtual === 1) return { fulfilmentStatus: null };
  if (!isSent) return { fulfilmentStatus: 'unfulfilled' };
  if (order.state === 'complete') return { fulfilmentStatus: 'fulfilled' };
  const isLeft = order.state === 'processing' && rowsOf(order.items).every(isInvoiced);
  return isLeft ? { fulfilmentStatus: 'partially_fulfilled' } : {};
}

/** A part of a bundle or of a configurable product is invoiced with it. */
function isInvoiced(item: Row): boolean {
  const open = plain(item.qty_ordered).minus(plain(item.qty_invoiced)).minus(plain(item.qty_canceled));
  return item.parent_item_id !== undefined || open.lte(0);
}

interface Amounts {
  net: Big;
  discount: Big;
  tax: Big;
}

const amountsOf = (item: Row): Amounts => ({
  net: plain(item.row_total),
  discount: plain(item.discount_amount).minus(plain(item.discount_tax_compensation_amount)),
  tax: plain(item.tax_amount),
});

function bookLines(order: Row): Told {
  const items = rowsOf(order.items);
  return Object.assign({}, ...items.map((item) => bookLine(item, items))) as Told;
}

/** A bundle is priced by its parts where these have prices; what stands within another line costs nothing beside it. */
function bookLine(item: Row, items: readonly Row[]): Told {
  const parts = items.filter(({ parent_item_id }) => parent_item_id === item.item_id);
  const isSum = item.product_type === 'bundle' && parts.some((part) => !plain(part.price).eq(0));
  const counted = item.parent_item_id === undefined ? (isSum ? parts : [item]).map(amountsOf) : [];
  const part = (name: keyof Amounts) => add(counted.map((amounts) => amounts[name]));
  const [net, discount, tax] = [part('net'), part('discount'), part('tax')];
  const quantity = plain(item.qty_ordered);
  const price = plain(item.price);
  return row('line', String(item.item_id), {
    sku: String(item.sku),
    quantity: quantity.toFixed(),
    ...(item.parent_item_id === undefined && (price.eq(0) || isSum)
      ? {}
      : { unitPrice: (item.parent_item_id === undefined ? price : new Big(0)).toFixed() }),
    discount: discount.toFixed(),
    tax: tax.toFixed(),
    total: net.minus(discount).plus(tax).toFixed(),
    parentId: item.parent_item_id === undefined ? null : String(item.parent_item_id),
  });
}

function bookShipping(order: Row): Told {
  if (order.shipping_description === undefined) return {};
  const amount = plain(order.shipping_amount);
  const discount = plain(order.shipping_discount_amount).minus(plain(order.shipping_discount_tax_compensation_amount));
  const tax = plain(order.shipping_tax_amount);
  return row('shipping', 'shipping', {
    amount: amount.toFixed(),
    discount: discount.toFixed(),
    tax: tax.toFixed(),
    total: amount.minus(discount).plus(tax).toFixed(),
  });
}

const STATES = { refund: ['', 'open', 'refunded', 'cancelled'], invoice: ['', 'open', 'paid', 'cancelled'] };

function bookDocument(kind: 'refund' | 'invoice', document: Row): Booked {
  const lines = rowsOf(document.items).map((item) =>
    row('line', String(item.entity_id), {
      orderLineId: String(item.order_item_id),
      quantity: plain(item.qty).toFixed(),
      amount: plain(item.row_total).toFixed(),
      tax: plain(item.tax_amount).toFixed(),
    }),
  );
  const told: Told = Object.assign(
    {
      orderId: String(document.order_id),
      state: STATES[kind][Number(document.state)] ?? null,
      currency: String(document.order_currency_code),
      updatedAt: utc(document.updated_at),
      subtotal: plain(document.subtotal).toFixed(),
      shipping: plain(document.shipping_amount).toFixed(),
      tax: plain(document.tax_amount).toFixed(),
      adjustment: plain(document.adjustment).toFixed(),
      grand: plain(document.grand_total).toFixed(),
    },
    ...lines,
  );
  return { kind, id: String(document.entity_id), name: String(document.increment_id), told, rows: ['line'] };
}

function bookShipment(shipment: Row): Booked {
  const tracks = rowsOf(shipment.tracks).map(({ track_number }) => String(track_number));
  const lines = rowsOf(shipment.items).map((item) =>
    row('line', String(item.entity_id), {
      orderLineId: String(item.order_item_id),
      quantity: plain(item.qty).toFixed(),
    }),
  );
  const told: Told = Object.assign({ orderId: String(shipment.order_id), tracks: tracks.sort().join() }, ...lines);
  return {
    kind: 'shipment',
    id: String(shipment.entity_id),
    name: String(shipment.increment_id),
    told,
    rows: ['line'],
  };
}
