import type { JsonObject, JsonValue } from '../kit/json-object.js';
import { TAX_PERCENT } from './compose-sale.js';
import type { Pos } from './pos.js';
import type { SaleBook } from './sale-book.js';

/** The statuses of the order format. */
export const POS_STATUS = { sale: 103, refund: 104, voided: 105 } as const;

/** A time as a register in this zone shows it, to the second. */
function localTime(at: Date, zone: string): { day: string; time: string } {
  // The one locale that writes a date with the year first and hyphens between.
  const text = at.toLocaleString('sv-SE', { timeZone: zone });
  const [day = '', time = ''] = text.split(' ');
  return { day, time };
}

const units = (amount: number): string => {
  const digits = String(Math.abs(amount)).padStart(3, '0');
  return `${amount < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
};

/** As people write it: with a comma between thousands. */
const grouped = (amount: number): string => units(amount).replace(/\B(?=(\d{3})+\.)/g, ',');

function statusOf({ kind, voided }: SaleBook): number {
  if (voided) return POS_STATUS.voided;
  return kind === 'refund' ? POS_STATUS.refund : POS_STATUS.sale;
}

/** A register writes the refund of an order above zero, and means it below. */
const shown = (book: SaleBook, amount: number): number => (book.kind === 'refund' ? -amount + 0 : amount);

const paidOf = ({ tenders, change }: SaleBook): number => tenders.reduce((sum, { amount }) => sum + amount, 0) - change;

function renderTenders(book: SaleBook): JsonValue[] {
  const used = book.tenders.map(({ type, mode, amount, reference }) => ({
    AmountPaid: grouped(shown(book, amount)),
    CardType: type,
    PaymentMode: mode,
    Reference: reference,
  }));
  // A register also sends the tender that was not used.
  return [...used, { AmountPaid: '0.0', CardType: 'Voucher', PaymentMode: 6, Reference: null }];
}

/** A receipt in the order format, in its usual spelling. */
export function renderSale(book: SaleBook, { zone, currency }: Pick<Pos, 'zone' | 'currency'>): JsonObject {
  const { day, time } = localTime(book.soldAt, zone);
  const show = (amount: number) => units(shown(book, amount));
  return {
    OrderID: book.orderId,
    ReceiptNumber: book.receipt,
    OrderStatus: statusOf(book),
    OrderDate: `${day}T${time}`,
    BusinessDate: day,
    RegisterID: book.registerId,
    OriginalOrderID: book.originalOrderId,
    Currency: currency,
    Version: book.version,
    UpdatedAt: book.receivedAt.toISOString(),
    AmountTotal: show(book.grand - book.tax),
    Tax: show(book.tax),
    TaxPercent: TAX_PERCENT,
    GrandTotal: grouped(shown(book, book.grand)),
    CashRounding: show(book.rounding),
    Change: show(book.change),
    AmountPaid: grouped(shown(book, paidOf(book))),
    OrderItems: book.lines.map((line) => ({
      LineID: line.lineId,
      ItemID: line.itemId,
      SKU: line.sku,
      ItemName: line.name,
      Price: units(line.price),
      Quantity: shown(book, line.quantity),
      DiscountAmount: show(line.discount),
    })),
    CheckoutDetails: renderTenders(book),
  };
}

function toHalfDay(time: string): string {
  const [hour = '0', ...rest] = time.split(':');
  const number = Number(hour);
  const shownHour = String(number % 12 === 0 ? 12 : number % 12).padStart(2, '0');
  return `${[shownHour, ...rest].join(':')} ${number < 12 ? 'AM' : 'PM'}`;
}

/** The same receipt as an older register spells it: other names, the day first, no version and no instant of its own. */
export function renderOldSale(book: SaleBook, pos: Pick<Pos, 'zone' | 'currency'>): JsonObject {
  const { OrderItems, CheckoutDetails, OrderDate, UpdatedAt: _, Version: __, ...rest } = renderSale(book, pos);
  const [day = '', time = ''] = String(OrderDate).split('T');
  const items = OrderItems as readonly JsonObject[];
  return {
    ...rest,
    CheckoutDate: `${day.split('-').reverse().join('-')} ${toHalfDay(time)}`,
    OrderDetails: items.map(({ ItemName = null, DiscountAmount = null, ...item }) => ({
      ...item,
      Name: ItemName,
      AmountDiscount: DiscountAmount,
    })),
    OrderCheckoutDetails: CheckoutDetails ?? null,
  };
}
