// biome-ignore-all lint/suspicious/noTemplateCurlyInString: what looks like the slot of a template is the point here
/** An order of a till: flat, numbers grouped with points, times without a zone; on a page with a token. */
export const tillPage = {
  orders: [
    {
      order_id: 5,
      reference: 'P-5',
      state: 'N',
      currency: 'eur',
      placed: '2026-11-19 10:00:00',
      changed: '2026-11-20 10:00:00',
      buyer: { email: 'real@person.test', full_name: 'Real Person', loyalty: 4 },
      rows: [{ sku: 'X', qty: '2', total: '1.000,00', weight: 3 }],
      total: '1.000,00',
      payment_state: 'captured',
      session_token: 'abc',
      extra: { a: 1 },
    },
  ],
  meta: { next_cursor: 'abc', total: 1 },
};

/** A list of orders of a web shop: addresses in objects, an e-mail in one of them. */
export const webShopList = [
  {
    id: 7,
    number: '7',
    status: 'processing',
    currency: 'EUR',
    date_created: '2026-11-20T10:00:00',
    date_modified: '2026-11-20T10:00:00',
    discount_total: '0.00',
    total_tax: '1.00',
    total: '50.00',
    customer_id: 3,
    billing: { first_name: 'Real', last_name: 'Person', address_1: 'Street 1', address_2: '', email: 'r@p.test' },
    shipping: { first_name: 'Real', city: 'Town', country: 'DE', phone: null },
    line_items: [{ id: 1, name: 'A', quantity: 2, subtotal: '45.00', total: '45.00', sku: 'A', price: 22.5 }],
    customer_ip_address: '1.2.3.4',
    meta_data: [],
  },
];

/** An order with everything beside each other, times counted in seconds, and an amount in an object. */
export const flatOrder = {
  OrderID: 'ORD-1',
  OrderNo: 1,
  OrderStatus: 3,
  CreatedOn: 1_763_632_800,
  ModifiedOn: 1_763_632_800,
  CustomerEmail: 'a@b.test',
  BillingCity: 'X',
  BillingAddress1: 'Y',
  BillingAddress2: 'Z',
  OrderTotal: { amount: '12.50', currency: 'EUR' },
  Products: [{ ProductSKU: 'A', Quantity: 1.5, UnitPrice: 3, Barcode: true }],
  Transactions: [{ TransactionId: 't', Amount: 12.5, Status: 'captured' }],
};

/** An order in a wrapper, changed on a day, with nothing that tells its status. */
export const wrappedOrder = {
  order: {
    uuid: 'a',
    amount: '1,234',
    currency: 'EUR',
    modified: '2026-11-20',
    lines: [{ title: 'x', qty: 1 }],
    customer: 17,
    tags: ['a'],
    payments: [{ amount: '1,234.50', method: 'x' }],
  },
};

/** Names of fields that mean harm, or mean something else in code. */
export const hostileNames: readonly string[] = [
  ...[
    "a'b",
    'a"b',
    'a"]b',
    '"]',
    `'"`,
    'a`b',
    'a`${process.exit(1)}',
    '${1}',
    'new\nline',
    'carriage\rreturn',
    'tab\t',
  ],
  ...[
    'back\\slash',
    'ends in \\',
    '\\u0027',
    'x.y[0]',
    '[]',
    '[a=b]',
    '.',
    '\u2028line',
    '\u2029',
    '\u0000',
    '\u001b[2J',
  ],
  ...['*/ alert(1) //', '-->', '</script>', 'größe', 'emoji\u{1f600}', '\u{1d4b3}', '\ud800', '\u202eabc', '{{name}}'],
  ...[
    '{{mapping}}',
    '$&',
    "$'",
    '$`',
    'constructor',
    'toString',
    'hasOwnProperty',
    'then',
    '123',
    '0',
    '1e3',
    'true',
    'null',
  ],
  ...[
    'class',
    'default',
    'undefined',
    '',
    ' ',
    'x'.repeat(5_000),
    'ﬁ',
    'é',
    'e\u0301',
    '__defineGetter__',
    'prototype',
  ],
];

/** An order that is one, and has these fields too. */
export const hostileOrder: Record<string, unknown> = {
  id: 1,
  status: 'a\'b"c`${x}\\',
  currency: 'EUR',
  updated_at: '2026-11-20T10:00:00Z',
  grand_total: 10,
  items: [
    { id: 1, sku: '\'); process.exit(1); ("', qty: 1, ...Object.fromEntries(hostileNames.map((name) => [name, 1])) },
  ],
  ...Object.fromEntries(hostileNames.map((name) => [name, `\`\${'${name}'}`])),
};
