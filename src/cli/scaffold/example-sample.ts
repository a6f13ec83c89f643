import type { Sample } from './read-sample.js';

/** What an order looks like that nobody has shown. */
export const exampleSample: Sample = {
  orders: [
    {
      id: 1001,
      number: 'A-1001',
      status: 'processing',
      currency: 'EUR',
      created_at: '2026-11-20T10:00:00Z',
      updated_at: '2026-11-20T10:05:00Z',
      customer: { id: 7, email: 'ada@example.com', first_name: 'Ada', last_name: 'Example', phone: '030 1' },
      billing_address: {
        first_name: 'Ada',
        last_name: 'Example',
        street: ['1'],
        city: 'Berlin',
        postcode: '1',
        country: 'DE',
      },
      shipping_address: {
        first_name: 'Ada',
        last_name: 'Example',
        street: ['1'],
        city: 'Berlin',
        postcode: '1',
        country: 'DE',
      },
      lines: [{ id: 1, sku: 'A-1', name: 'Chair', quantity: 1, unit_price: '10.00', tax: '0.00', total: '10.00' }],
      subtotal: '10.00',
      discount_total: '0.00',
      shipping_total: '0.00',
      tax_total: '0.00',
      grand_total: '10.00',
      note: 'Ring twice',
    },
  ],
  page: null,
  next: null,
  total: null,
  single: [],
};
