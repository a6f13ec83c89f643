import type { Json, JsonObject } from '../../../diff/json.js';
import { attributesIn, type Currencies, gidIn, moneyIn, renamed, rowsIn, valueIn } from './rest-value.js';

/** The discounts of an order by their place in its list. */
export type Applications = readonly JsonObject[];

function toApplication(applications: Applications, index: Json): JsonObject {
  const found = applications[Number(index)] ?? {};
  return { index, code: valueIn(found, 'code'), title: valueIn(found, 'title') ?? valueIn(found, 'code') };
}

function toAllocations(row: JsonObject, applications: Applications, currencies: Currencies): Json {
  return (rowsIn(row, 'discount_allocations') ?? []).map((one) => ({
    allocatedAmountSet: moneyIn(one, 'amount', currencies),
    discountApplication: toApplication(applications, valueIn(one, 'discount_application_index')),
  }));
}

/** Tax lines in the spelling of the GraphQL interface; null when there is no list of them. */
export function toTaxLines(row: JsonObject, currencies: Currencies): Json {
  const rows = rowsIn(row, 'tax_lines');
  if (rows === null) return null;
  return rows.map((tax) => ({
    title: valueIn(tax, 'title'),
    rate: valueIn(tax, 'rate'),
    priceSet: moneyIn(tax, 'price', currencies),
  }));
}

const LINE = {
  title: 'title',
  name: 'name',
  variant_title: 'variantTitle',
  sku: 'sku',
  vendor: 'vendor',
  quantity: 'quantity',
  current_quantity: 'currentQuantity',
  requires_shipping: 'requiresShipping',
  gift_card: 'isGiftCard',
} as const;

/** A line of an order. */
export function toLineItem(line: JsonObject, applications: Applications, currencies: Currencies): JsonObject {
  const product = gidIn(line, 'product_id', 'Product');
  const variant = gidIn(line, 'variant_id', 'ProductVariant');
  return {
    id: gidIn(line, 'id', 'LineItem'),
    ...renamed(line, LINE),
    customAttributes: attributesIn(line, 'properties'),
    product: product === null ? null : { id: product },
    variant: variant === null ? null : { id: variant },
    originalUnitPriceSet: moneyIn(line, 'price', currencies),
    totalDiscountSet: moneyIn(line, 'total_discount', currencies),
    discountAllocations: toAllocations(line, applications, currencies),
    taxLines: toTaxLines(line, currencies),
    duties: (rowsIn(line, 'duties') ?? []).map((duty) => ({
      id: gidIn(duty, 'id', 'Duty'),
      harmonizedSystemCode: valueIn(duty, 'harmonized_system_code'),
      countryCodeOfOrigin: valueIn(duty, 'country_code_of_origin'),
      price: moneyIn(duty, 'price', currencies) ?? dutyPrice(duty, currencies),
      taxLines: toTaxLines(duty, currencies),
    })),
  };
}

// Duties spell their amounts `shop_money` and `presentment_money` without a set around them.
function dutyPrice(duty: JsonObject, currencies: Currencies): Json {
  return moneyIn({ price_set: duty }, 'price', currencies);
}

/** A delivery of an order. */
export function toShippingLine(line: JsonObject, applications: Applications, currencies: Currencies): JsonObject {
  return {
    id: gidIn(line, 'id', 'ShippingLine'),
    title: valueIn(line, 'title'),
    code: valueIn(line, 'code'),
    source: valueIn(line, 'source'),
    carrierIdentifier: valueIn(line, 'carrier_identifier'),
    originalPriceSet: moneyIn(line, 'price', currencies),
    discountedPriceSet: moneyIn(line, 'discounted_price', currencies),
    discountAllocations: toAllocations(line, applications, currencies),
    taxLines: toTaxLines(line, currencies),
  };
}
