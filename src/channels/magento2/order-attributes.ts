import type { KeptFields } from './attributes.js';

/**
 * What an order keeps in its attributes beside the canonical fields: where it comes from, its amounts in the base currency
 * with the rate, and its relations to other orders. IP addresses and the guest's access code are left out on purpose.
 */
export const ORDER_ATTRIBUTES: KeptFields = {
  texts: [
    'state',
    'store_id',
    'store_name',
    'quote_id',
    'base_currency_code',
    'global_currency_code',
    'customer_group_id',
    'customer_taxvat',
    'applied_rule_ids',
    'original_increment_id',
    'edit_increment',
    'relation_parent_id',
    'relation_parent_real_id',
    'relation_child_id',
    'relation_child_real_id',
    'ext_order_id',
    'ext_customer_id',
    'hold_before_state',
    'hold_before_status',
  ],
  decimals: [
    'base_grand_total',
    'base_subtotal',
    'base_discount_amount',
    'base_shipping_amount',
    'base_tax_amount',
    'base_total_paid',
    'base_total_refunded',
    'base_to_order_rate',
    'base_to_global_rate',
    'discount_tax_compensation_amount',
    'total_invoiced',
    'total_canceled',
    'total_qty_ordered',
    'weight',
  ],
  flags: ['is_virtual'],
  mappedExtensions: [
    'shipping_assignments',
    'applied_taxes',
    'item_applied_taxes',
    'payment_additional_info',
    'invoices',
    'shipments',
    'creditmemos',
    'credit_memos',
  ],
};

/** The same for a line. */
export const LINE_ATTRIBUTES: KeptFields = {
  texts: ['product_id', 'product_type', 'description', 'additional_data'],
  decimals: [
    'qty_invoiced',
    'qty_shipped',
    'qty_canceled',
    'qty_refunded',
    'qty_returned',
    'original_price',
    'price_incl_tax',
    'base_price',
    'tax_percent',
    'discount_percent',
    'discount_tax_compensation_amount',
    'weight',
  ],
  flags: ['is_virtual', 'is_qty_decimal', 'free_shipping'],
  mappedExtensions: [],
};
