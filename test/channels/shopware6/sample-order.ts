import type { Json, JsonObject } from '../../../src/diff/json.js';

/** The id that stands for a short name: 32 hexadecimal digits. */
export function idOf(name: string): string {
  return Buffer.from(name).toString('hex').padEnd(32, '0').slice(0, 32);
}

/** A state as it is loaded. */
export function state(technicalName: string): JsonObject {
  return { id: idOf(technicalName), technicalName, name: technicalName };
}

/** A calculated price: the total, and for each rate its tax and what of the price it is on. */
export function price(
  totalPrice: number | string,
  taxes: [rate: number, tax: number | string, of: number][],
): JsonObject {
  return {
    unitPrice: totalPrice,
    quantity: 1,
    totalPrice,
    calculatedTaxes: taxes.map(([taxRate, tax, of]) => ({ taxRate, tax, price: of })),
    taxRules: [],
  };
}

/** A line item; a price of 11.90 with 19 % in it unless told. */
export function line(name: string, changes: JsonObject = {}): JsonObject {
  return {
    id: idOf(name),
    identifier: idOf(`${name}-i`),
    productId: idOf(`${name}-p`),
    parentId: null,
    quantity: 1,
    unitPrice: 11.9,
    totalPrice: 11.9,
    label: name,
    type: 'product',
    good: true,
    payload: { productNumber: `SKU-${name}`, options: [] },
    price: price(11.9, [[19, 1.9, 11.9]]),
    ...changes,
  };
}

/** A delivery that costs 5.95 with 19 % in it unless told. */
export function delivery(name: string, changes: JsonObject = {}): JsonObject {
  return {
    id: idOf(name),
    shippingCosts: price(5.95, [[19, 0.95, 5.95]]),
    stateMachineState: state('open'),
    shippingMethod: { id: idOf('m'), technicalName: 'shipping_standard', name: 'Standard', trackingUrl: null },
    trackingCodes: [],
    positions: [],
    createdAt: '2026-11-19T10:00:00.000+00:00',
    updatedAt: null,
    ...changes,
  };
}

/** A transaction of 17.85 unless told. */
export function transaction(name: string, technicalName: string, changes: JsonObject = {}): JsonObject {
  return {
    id: idOf(name),
    amount: price(17.85, [[19, 2.85, 17.85]]),
    stateMachineState: state(technicalName),
    paymentMethod: { id: idOf('pm'), technicalName: 'payment_invoice', name: 'Invoice' },
    captures: [],
    createdAt: '2026-11-19T10:00:00.000+00:00',
    updatedAt: null,
    ...changes,
  };
}

/** What of an order is not said: a line of 11.90 and shipping of 5.95, both with 19 % in them, so 17.85 in all. */
export function sampleOrder(changes: JsonObject = {}): JsonObject {
  return {
    id: idOf('order'),
    versionId: '0fa91ce3e96a4bc2be4bd9ce752c3425',
    autoIncrement: 7,
    orderNumber: '10007',
    orderDateTime: '2026-11-19T09:59:59.000+00:00',
    createdAt: '2026-11-19T10:00:00.000+00:00',
    updatedAt: null,
    currencyFactor: 1,
    currency: { id: idOf('eur'), isoCode: 'EUR' },
    itemRounding: { decimals: 2, interval: 0.01, roundForNet: true },
    totalRounding: { decimals: 2, interval: 0.01, roundForNet: true },
    price: cart('gross', 17.85, [[19, 2.85, 17.85]]),
    amountTotal: 17.85,
    amountNet: 15,
    taxStatus: 'gross',
    shippingTotal: 5.95,
    shippingCosts: price(5.95, [[19, 0.95, 5.95]]),
    stateMachineState: state('open'),
    orderCustomer: {
      email: 'a@example.com',
      firstName: 'A',
      lastName: 'B',
      customerId: idOf('c'),
      customer: { guest: false },
    },
    lineItems: [line('A')],
    deliveries: [delivery('D')],
    transactions: [transaction('T', 'open')],
    documents: [],
    tags: [],
    customFields: [],
    ...changes,
  };
}

/** What an order costs; `rawTotal` is the total unless told. */
export function cart(
  taxStatus: string,
  totalPrice: number | string,
  taxes: [rate: number, tax: number | string, of: number][],
  changes: JsonObject = {},
): JsonObject {
  const { calculatedTaxes } = price(totalPrice, taxes);
  return { totalPrice, rawTotal: totalPrice, taxStatus, calculatedTaxes: calculatedTaxes as Json, ...changes };
}
