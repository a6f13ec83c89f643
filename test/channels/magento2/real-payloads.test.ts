import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readHint } from '../../../src/channels/magento2/webhooks/event-hint.js';
import { shipmentWriter } from '../../../src/channels/magento2/write/shipment-writer.js';
import { isJsonObject, type Json, type JsonObject } from '../../../src/diff/json.js';
import { parseJson } from '../../../src/model/json-text.js';
import { mapped } from './sample-order.js';
import { mapComplete, settingsOf } from './shop-context.js';

const folder = join(process.cwd(), '../shared/fixtures/magento');
const found = existsSync(folder);
if (!found) process.stderr.write(`skipped: the public payloads are not in ${folder}\n`);

const read = (name: string): Json => parseJson(readFileSync(join(folder, name), 'utf8'));

const at = (value: Json, ...keys: string[]): Json =>
  keys.reduce<Json>((inner, key) => (isJsonObject(inner) ? (inner[key] ?? null) : null), value);

/** The first order of an answer that wraps its items as `{ result: { items } }`. */
function firstItem(wrapped: Json): Json {
  const items = at(wrapped, 'result', 'items');
  return Array.isArray(items) ? (items[0] ?? null) : null;
}

(found ? describe : describe.skip)('public payloads of real shops', () => {
  test('a guest order with a discount maps to the cent', () => {
    const { order, warnings } = mapped(firstItem(read('vsf_order_history_guest_discounted.json')));
    expect(warnings).toEqual([]);
    expect(order).toMatchObject({
      id: '102',
      number: '000000102',
      status: 'pending',
      paymentStatus: 'pending',
      fulfilmentStatus: 'unfulfilled',
      currency: 'USD',
      placedAt: '2018-01-23T15:30:04Z',
      updatedAt: '2018-01-23T15:30:05Z',
      customer: { id: null, email: 'pkarwatka28@example.com', firstName: 'Piotr', lastName: 'Karwatka', guest: true },
      billingAddress: {
        street: ['XYZ', '17'],
        city: 'Some city2',
        country: 'PL',
        attributes: { vatId: 'PL8951930748' },
      },
      shippingAddress: { street: ['XYZ', '13'], city: 'Some city', postcode: '51-169' },
      lines: [
        { id: '224', sku: 'WS12-XS-Blue', quantity: '1', unitPrice: '22', discount: '3.3', tax: '4.3', total: '23' },
      ],
      shippingLines: [{ code: 'flatrate_flatrate', name: 'Flat Rate - Fixed', amount: '5', total: '5' }],
      payments: [
        {
          id: '102',
          method: 'cashondelivery',
          status: 'pending',
          amount: '28',
          attributes: { title: 'Cash On Delivery' },
        },
      ],
      totals: {
        subtotal: '22',
        discount: '3.3',
        shipping: '5',
        tax: '4.3',
        grand: '28',
        paid: '0',
        refunded: '0',
        due: '28',
      },
    });
  });

  test('an order whose items were cut keeps its totals, and its lines are flagged', () => {
    const { order, warnings } = mapped(read('adobedocs_order_create_order_truncated_items.json'));
    expect(order).toMatchObject({
      id: '3',
      number: '000000003',
      customer: { id: '3', email: 'jdoe@example.com', firstName: 'Jane', lastName: 'Doe', guest: false },
      lines: [{ id: '3', sku: 'WS12-M-Orange', unitPrice: '22', total: '22' }],
      payments: [{ method: 'banktransfer', amount: '165' }],
      totals: { subtotal: '160', discount: '0', shipping: '5', tax: '0', grand: '165', due: '165' },
    });
    expect(warnings.map(({ code }) => code)).toEqual(['lines_mismatch']);
  });

  test('an invoice counts a bundle and a configurable product once', () => {
    const { record, warnings } = mapComplete('invoices', read('adobedocs_invoice_order3.json'));
    expect(warnings).toEqual([]);
    const lines = record.lines as JsonObject[];
    expect(lines.map(({ orderLineId, amount }) => `${orderLineId}: ${amount}`)).toEqual([
      '3: 22',
      '4: 18',
      '5: 0',
      '6: 27',
      '7: 5',
      '8: 17',
      '9: 19',
      '10: 52',
      '11: 0',
    ]);
    expect(record).toMatchObject({
      id: '3',
      number: '000000003',
      orderId: '3',
      state: 'paid',
      currency: 'USD',
      totals: { subtotal: '160', shipping: '5', grand: '165' },
      issuedAt: '2017-08-21T22:36:02Z',
      updatedAt: '2017-08-21T22:36:03Z',
    });
  });

  test('an invoice of a part, with a discount, maps to the cent', () => {
    const { record, warnings } = mapComplete('invoices', read('adobedocs_invoice_discounted_partial.json'));
    expect(warnings).toEqual([]);
    expect(record).toMatchObject({
      totals: { subtotal: '2022', discount: '404.4', shipping: '300', tax: '0', grand: '1917.6' },
      lines: [
        { amount: '720', quantity: '20', attributes: { discount: '144' } },
        { amount: '1280', quantity: '40', attributes: { discount: '256' } },
        { amount: '22', quantity: '1', attributes: { discount: '4.4' } },
      ],
    });
  });

  test('an event that mixes numbers and texts is still an invoice', () => {
    const event = read('adobe_event_observer_sales_order_invoice_save_after.json');
    const { record, warnings } = mapComplete('invoices', at(event, 'event', 'data', 'value'));
    expect(warnings).toEqual([]);
    expect(record).toMatchObject({
      id: '13',
      orderId: '8',
      totals: { subtotal: '1100', grand: '1100' },
      lines: [
        { quantity: '3', amount: '600' },
        { quantity: '5', amount: '500' },
      ],
    });
    expect(readHint('observer.sales_order_invoice_save_after', event)).toEqual({
      resource: 'invoices',
      recordId: '13',
    });
  });

  test('a credit memo is a refund', () => {
    const { record, warnings } = mapComplete('creditmemos', read('adobe_qpt_doc_creditmemo.json'));
    expect(warnings).toEqual([]);
    expect(record).toMatchObject({
      id: '1',
      orderId: '1',
      state: 'refunded',
      totals: { subtotal: '100', shipping: '5', adjustment: '0', grand: '105' },
      lines: [{ orderLineId: '1', quantity: '1', amount: '100' }],
      refundedAt: '2021-04-05T23:43:45Z',
    });
  });

  test.each(['adobedocs_customer.json', 'adobedocs_customer_inventory.json'])('%s is a customer', (name) => {
    const { record, warnings } = mapComplete('customers', read(name));
    expect(warnings).toEqual([]);
    expect(record).toMatchObject({
      id: '2',
      email: 'jdoe@example.com',
      guest: false,
      addresses: [{ id: '2', region: 'New York', country: 'US', attributes: { defaultBilling: true } }],
    });
  });

  test('a request to ship has the shape that we send', () => {
    const asked = read('adobedocs_ship_request.json');
    const line = (id: string) => ({ id, orderLineId: id, sku: null, quantity: '1' });
    const sent = shipmentWriter.serialize(
      {
        id: 'local',
        orderId: '3',
        lines: ['3', '5', '11'].map(line),
        tracks: [{ id: '1', number: '1Y-9876543210', title: 'United Parcel Service', carrier: 'ups' }],
        attributes: { notify: true },
      },
      settingsOf('https://m.test'),
    );
    const items = (at(asked, 'items') as JsonObject[]).map((item) => ({
      order_item_id: String(item.order_item_id),
      qty: String(item.qty),
    }));
    expect(sent).toEqual({ order_id: '3', ...(asked as JsonObject), items });
  });
});
