import type { Json, JsonObject } from '../../../diff/json.js';
import { gidIn, objectIn, renamed, rowsIn, tagsIn, toAddress, upperIn, valueIn } from './rest-value.js';

const CUSTOMER = {
  first_name: 'firstName',
  last_name: 'lastName',
  email: 'email',
  phone: 'phone',
  created_at: 'createdAt',
  updated_at: 'updatedAt',
  note: 'note',
  tax_exempt: 'taxExempt',
  verified_email: 'verifiedEmail',
} as const;

/** A customer as a webhook spells it, in the spelling of the GraphQL interface. */
export function fromRestCustomer(customer: JsonObject): JsonObject {
  const fallback = objectIn(customer, 'default_address');
  return {
    ...renamed(customer, CUSTOMER),
    id: gidIn(customer, 'id', 'Customer'),
    state: upperIn(customer, 'state'),
    tags: tagsIn(customer),
    defaultAddress: fallback === null ? null : toAddress(fallback),
    addressesV2: rowsIn(customer, 'addresses')?.map(toAddress) ?? null,
  };
}

const PRODUCT = {
  title: 'title',
  handle: 'handle',
  body_html: 'descriptionHtml',
  vendor: 'vendor',
  product_type: 'productType',
  created_at: 'createdAt',
  updated_at: 'updatedAt',
  published_at: 'publishedAt',
} as const;

const VARIANT = {
  sku: 'sku',
  title: 'title',
  barcode: 'barcode',
  price: 'price',
  compare_at_price: 'compareAtPrice',
  position: 'position',
  taxable: 'taxable',
} as const;

/** A product as a webhook spells it. An old one has no status; then what is published is on sale. */
export function fromRestProduct(product: JsonObject): JsonObject {
  const options = rowsIn(product, 'options');
  const names = (options ?? []).map((option) => valueIn(option, 'name'));
  const published = valueIn(product, 'published_at') === null ? 'DRAFT' : 'ACTIVE';
  return {
    ...renamed(product, PRODUCT),
    id: gidIn(product, 'id', 'Product'),
    status: upperIn(product, 'status') ?? published,
    tags: tagsIn(product),
    options: options?.map((option) => ({ ...option, id: gidIn(option, 'id', 'ProductOption') })) ?? null,
    variants: rowsIn(product, 'variants')?.map((variant) => toVariant(variant, names)) ?? null,
    images: rowsIn(product, 'images')?.map((image) => ({ url: valueIn(image, 'src') })) ?? null,
  };
}

function toVariant(variant: JsonObject, names: readonly Json[]): JsonObject {
  const chosen = ['option1', 'option2', 'option3'].map((key) => valueIn(variant, key));
  const policy = valueIn(variant, 'inventory_management');
  return {
    id: gidIn(variant, 'id', 'ProductVariant'),
    ...renamed(variant, VARIANT),
    selectedOptions: chosen.flatMap((value, index) =>
      value === null ? [] : [{ name: names[index] ?? `option${index + 1}`, value }],
    ),
    inventoryItem: { tracked: policy !== null },
  };
}
