import type { KeptFields } from './attributes.js';

/** What an invoice or a credit memo keeps in its attributes beside the canonical fields. */
export const DOCUMENT_ATTRIBUTES: KeptFields = {
  texts: [
    'store_id',
    'order_increment_id',
    'invoice_id',
    'transaction_id',
    'discount_description',
    'base_currency_code',
    'global_currency_code',
  ],
  decimals: [
    'base_grand_total',
    'base_subtotal',
    'base_discount_amount',
    'base_shipping_amount',
    'base_tax_amount',
    'base_to_order_rate',
    'base_to_global_rate',
    'discount_tax_compensation_amount',
    'adjustment_positive',
    'adjustment_negative',
    'total_qty',
  ],
  flags: ['is_used_for_refund'],
  mappedExtensions: [],
};

/** The same for a line of one. */
export const DOCUMENT_LINE_ATTRIBUTES: KeptFields = {
  texts: ['name', 'product_id', 'description', 'additional_data'],
  decimals: ['price', 'price_incl_tax', 'base_price', 'discount_tax_compensation_amount'],
  flags: [],
  mappedExtensions: [],
};

/** The same for a shipment. Its label is left out: it is a picture in text. */
export const SHIPMENT_ATTRIBUTES: KeptFields = {
  texts: ['store_id', 'order_increment_id', 'customer_id', 'shipment_status'],
  decimals: ['total_qty', 'total_weight'],
  flags: [],
  mappedExtensions: [],
};
