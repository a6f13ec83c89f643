import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isJsonObject, type Json } from '../../../src/diff/json.js';
import { parseJson } from '../../../src/model/json-text.js';
import { mapped } from './sample-order.js';

const folder = join(process.cwd(), '../shared/fixtures/magento');
const found = existsSync(folder);
if (!found) process.stderr.write(`skipped: the public payloads are not in ${folder}\n`);

const read = (name: string): Json => parseJson(readFileSync(join(folder, name), 'utf8'));

/** The first order of an answer that wraps its items as `{ result: { items } }`. */
function firstItem(wrapped: Json): Json {
  const result = isJsonObject(wrapped) ? (wrapped.result ?? null) : null;
  const items = isJsonObject(result) ? result.items : null;
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
});
