const EVERYWHERE =
  'billing_address_id created_at email_sent entity_id increment_id order_id shipping_address_id store_id updated_at';

const CURRENCIES = `base_currency_code base_to_global_rate base_to_order_rate global_currency_code order_currency_code
  store_currency_code store_to_base_rate store_to_order_rate`;

const AMOUNTS = `discount_amount discount_tax_compensation_amount grand_total shipping_amount shipping_incl_tax
  shipping_tax_amount subtotal subtotal_incl_tax tax_amount`;

const ADJUSTMENTS = 'adjustment adjustment_negative adjustment_positive';

/** Columns of the invoice table. */
export const INVOICE_COLUMNS = columns(
  `${EVERYWHERE} ${CURRENCIES} can_void_flag discount_description is_used_for_refund shipping_discount_tax_compensation_amount
  base_shipping_discount_tax_compensation_amnt state total_qty transaction_id`,
  AMOUNTS,
);

/** Columns of the credit memo table. */
export const CREDITMEMO_COLUMNS = columns(
  `${EVERYWHERE} ${CURRENCIES} creditmemo_status discount_description invoice_id shipping_discount_tax_compensation_amount
  base_shipping_discount_tax_compensation_amnt state transaction_id`,
  `${AMOUNTS} ${ADJUSTMENTS}`,
);

/** Columns of the shipment table. */
export const SHIPMENT_COLUMNS = columns(
  `${EVERYWHERE} customer_id shipment_status shipping_label total_qty total_weight`,
  '',
);

function columns(plain: string, amounts: string): ReadonlySet<string> {
  const inOrderCurrency = words(amounts);
  return new Set([...words(plain), ...inOrderCurrency, ...inOrderCurrency.map((name) => `base_${name}`)]);
}

function words(text: string): string[] {
  return text.split(/\s+/).filter((word) => word !== '');
}
