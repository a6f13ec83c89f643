/** What a word of the order format stands for. */
export type WordKind = 'text' | 'amount' | 'date' | 'flag';

/** A word of the order format: what it stands for, and the spellings in which systems send it, the usual one first. */
export interface Word {
  kind: WordKind;
  spelled: readonly string[];
}

const of =
  (kind: WordKind) =>
  (first: string, ...others: string[]) => ({ kind, spelled: [first, ...others] });
const text = of('text');
const amount = of('amount');
const date = of('date');

/** The words of an order that have one value. */
export const orderWords = {
  OrderID: text('OrderID', 'OrderId'),
  OrderNumber: text('OrderNumber', 'OrderNo', 'ReceiptNumber'),
  OrderStatus: text('OrderStatus', 'StatusID', 'Status'),
  OrderDate: date('OrderDate', 'CheckoutDate'),
  UpdatedAt: date('UpdatedAt', 'LastUpdatedDate'),
  Version: text('Version'),
  BusinessDate: text('BusinessDate'),
  Voided: { kind: 'flag', spelled: ['Voided'] },
  Currency: text('Currency', 'CurrencyCode'),
  GrandTotal: amount('GrandTotal'),
  AmountTotal: amount('AmountTotal'),
  AmountPaid: amount('AmountPaid'),
  AmountDiscount: amount('AmountDiscount', 'DiscountAmount'),
  Tax: amount('Tax', 'TaxAmount'),
  TaxPercent: amount('TaxPercent'),
  CashRounding: amount('CashRounding'),
  Change: amount('Change', 'ChangeAmount'),
  OriginalOrderID: text('OriginalOrderID', 'OriginalOrderId'),
  RegisterID: text('RegisterID', 'TerminalID'),
  LocationID: text('LocationID', 'StoreID'),
  CustomerID: text('CustomerID', 'CustomerId'),
  CustomerName: text('CustomerName'),
  CustomerEmail: text('CustomerEmail'),
  CustomerPhone: text('CustomerPhone', 'CustomerMobile'),
  Note: text('Note', 'Notes'),
} as const satisfies Record<string, Word>;

/** The words of an item. */
export const itemWords = {
  LineID: text('LineID', 'OrderItemID', 'OrderDetailID'),
  ItemID: text('ItemID', 'ItemId'),
  SKU: text('SKU', 'Sku'),
  ItemName: text('ItemName', 'Name'),
  Price: amount('Price'),
  Quantity: amount('Quantity'),
  DiscountAmount: amount('DiscountAmount', 'AmountDiscount'),
  Tax: amount('Tax', 'TaxAmount'),
} as const satisfies Record<string, Word>;

/** The words of a payment. */
export const paymentWords = {
  PaymentID: text('PaymentID', 'CheckoutDetailID'),
  AmountPaid: amount('AmountPaid'),
  CardType: text('CardType'),
  PaymentMode: text('PaymentMode'),
  Reference: text('Reference', 'TransactionID'),
} as const satisfies Record<string, Word>;

/** The words of an order that are lists, and how systems spell them. */
export const listWords = {
  OrderItems: ['OrderItems', 'OrderDetails'],
  CheckoutDetails: ['CheckoutDetails', 'OrderCheckoutDetails'],
} as const;

/** A word as the setting `fields` names it: those of an item and of a payment behind their list. */
export type FieldName =
  | keyof typeof orderWords
  | keyof typeof listWords
  | `OrderItems.${keyof typeof itemWords}`
  | `CheckoutDetails.${keyof typeof paymentWords}`;

/** Every word that the setting `fields` may name. */
export const fieldNames: readonly FieldName[] = [
  ...(Object.keys(orderWords) as (keyof typeof orderWords)[]),
  ...(Object.keys(listWords) as (keyof typeof listWords)[]),
  ...(Object.keys(itemWords) as (keyof typeof itemWords)[]).map((name) => `OrderItems.${name}` as const),
  ...(Object.keys(paymentWords) as (keyof typeof paymentWords)[]).map((name) => `CheckoutDetails.${name}` as const),
];
